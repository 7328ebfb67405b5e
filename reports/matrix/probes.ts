/** Where the page is silent: what each target was seen to do, with those that do the same together. */
import type { Report } from "../report.js";
import type { ProbeQuestion } from "./page/data.js";
import { shown } from "./shown.js";

/** How often something was seen is no difference between targets. */
const TIMES = / \(fewer than \d+ times\)/gu;

/**
 * Gathers the behaviour that reports record.
 * @param reports in the order of the matrix's targets
 * @returns a question for each that some target answers; the behaviour that most show comes first
 */
export function probesOf(reports: readonly Report[]): ProbeQuestion[] {
  const questions = new Map<string, { clause: string; question: string; answers: Map<string, number[]> }>();
  for (const [index, report] of reports.entries()) {
    for (const { id, fingerprint } of report.requirements) {
      for (const [question, behaviour] of Object.entries(fingerprint)) {
        const key = JSON.stringify([id, question]);
        const known = questions.get(key) ?? {
          clause: shown(id),
          question: shown(question),
          answers: new Map<string, number[]>(),
        };
        questions.set(key, known);
        const answer = shown(behaviour.replace(TIMES, ""));
        known.answers.set(answer, [...(known.answers.get(answer) ?? []), index]);
      }
    }
  }
  return [...questions.values()].map(({ answers, ...rest }) => ({
    ...rest,
    answers: [...answers]
      .map(([behaviour, targets]) => ({ behaviour, targets }))
      .toSorted((a, b) => b.targets.length - a.targets.length || (a.behaviour < b.behaviour ? -1 : 1)),
  }));
}
