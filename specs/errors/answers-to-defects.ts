/** Probes of refusals: with which code and words each kind of defect is answered, and which of two defects is reported. */
import type { Lens } from "../../contract/lens.js";
import type { RequestDraft } from "../../contract/request.js";
import type { Situation } from "../../contract/situations.js";
import { answerInWords, messageInWords } from "../../exercise/cases/answer-in-words.js";
import { askByCreation, askByDryRun } from "../../exercise/cases/open-question.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt } from "../../exercise/session/session.js";
import type { Family } from "../../generators/specimen.js";
import { everyViolation, twoViolations, twoViolationsOn, violationsOn } from "../../generators/violation.js";

/** How a lens is named in a question. */
const BY: Readonly<Record<Lens, string>> = { "dry-run": "by a dry run", create: "by a creation" };

/** One request with a defect, and what the questions about it are called. */
interface Defect {
  readonly name: string;
  readonly draft: RequestDraft;
  /** Whether its resource leaves the state that makes the request wrong by itself: then only a refusal shows something. */
  readonly passes: boolean;
}

/** Situations that end by themselves. */
const PASSING: ReadonlySet<Situation> = new Set([
  "load-balancer/provisioning",
  "load-balancer/configuring",
  "server-group/creating",
  "server-group/configuring",
]);

/** Observes how one request of each kind of defect is answered through every lens, and in which words it is refused. */
export async function observeAnswersToDefects(check: Check): Promise<void> {
  await Promise.all(everyViolation.flatMap((family) => defectOf(family)).map((one) => observeAnswers(check, one)));
  for (const { situation, family } of violationsOn) {
    const observe = async () => {
      for (const one of defectOf(family, situation)) await observeAnswers(check, one);
    };
    if (situation !== "load-balancer/occupied") await check.given(situation, observe);
    else if (check.session.has(situation) && (await check.isOccupied())) await observe();
  }
}

/** Observes which of two defects of a request is reported. */
export async function observePrecedence(check: Check): Promise<void> {
  const here = twoViolationsOn.filter(({ situation }) => check.session.has(situation));
  const named = [...twoViolations, ...here].map(({ labels, draft }, index, all) => {
    const alike = all.slice(0, index).filter((other) => other.labels.join() === labels.join()).length;
    return { name: `${labels.join(" and ")}${alike === 0 ? "" : ` (${alike + 1})`}`, draft, passes: false };
  });
  await Promise.all(named.map((one) => putThroughLenses(check, one, () => {})));
}

function defectOf({ examples: [first] }: Family, situation?: Situation): Defect[] {
  if (first?.violation === undefined) return [];
  return [{ name: first.violation, draft: first.draft, passes: situation !== undefined && PASSING.has(situation) }];
}

async function observeAnswers(check: Check, defect: Defect): Promise<void> {
  await putThroughLenses(check, defect, (attempt) => {
    const words = messageInWords(attempt);
    if (words !== undefined) check.observe(`${defect.name}, message`, words);
  });
}

async function putThroughLenses(check: Check, defect: Defect, also: (attempt: Attempt) => void): Promise<void> {
  const note = (lens: Lens, attempt: Attempt) => {
    const { is } = attempt.answer;
    if (is === "throttled" || is === "no-answer" || (defect.passes && is !== "refused")) return;
    check.observe(`${defect.name}, ${BY[lens]}`, answerInWords(attempt));
    also(attempt);
  };
  const { lenses } = check.session;
  if (lenses.includes("dry-run")) note("dry-run", await askByDryRun(check.session, defect.draft));
  if (check.mayCreate) await check.noting(async () => note("create", await askByCreation(check.session, defect.draft)));
}
