/** What the tools that read an OpenAPI description have in common: each run has a fresh server, a fresh folder and a bound on its time. */
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { visibleLines } from "../../evidence/text.js";
import { type ChildEnd, LOOPBACK_ONLY, runChild } from "./child.js";
import type { Assignment, Contender, Examination, Finding } from "./contender.js";
import { type Subject, startSubject } from "./subject.js";

/** A failure that a tool reported. */
export interface ReportedFailure {
  readonly kind: string;
  /** Which of its requests failed, from 1. */
  readonly nth: number;
}

/** A tool as it is run. */
interface Tool {
  readonly name: string;
  /** Existing folder in which runs get folders of their own. */
  readonly folder: string;
  /** Puts files into the run's folder. */
  arrange(subject: Subject, folder: string): Promise<void>;
  /** The program and its arguments. */
  command(subject: Subject, seed: number): readonly [string, ...string[]];
  /** Reads the tool's own report. @returns its failures; `undefined` when it wrote none */
  failures(folder: string): Promise<readonly ReportedFailure[] | undefined>;
}

const LAST_WORDS = 300;

/**
 * Makes a contender of a tool. Its requests to a kill are those until the one that it reports first as a new failure: this is
 * counted in its favour, since it goes on after that one.
 */
export function asContender(tool: Tool): Contender {
  return { name: tool.name, examine: (assignment) => examine(tool, assignment) };
}

async function examine(tool: Tool, { mutant, seed, timeLimitMs, signal }: Assignment): Promise<Examination> {
  const folder = await mkdtemp(join(tool.folder, "run-"));
  const subject = await startSubject(mutant?.name);
  try {
    await tool.arrange(subject, folder);
    const [program, ...args] = tool.command(subject, seed);
    const end = await runChild(program, args, { cwd: folder, timeLimitMs, signal, env: LOOPBACK_ONLY });
    return examinationOf(await tool.failures(folder), subject.arrivals(), end);
  } finally {
    await subject.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a run of a tool came to. */
export function examinationOf(
  failures: readonly ReportedFailure[] | undefined,
  arrivals: readonly number[],
  end: ChildEnd,
): Examination {
  const requests = arrivals.length;
  const findings = (failures ?? []).map((failure) => placed(failure, arrivals)).sort((a, b) => a.requests - b.requests);
  const problem = problemOf(failures, requests, end);
  return { findings, requests, ...(problem === undefined ? {} : { problem }) };
}

function problemOf(failures: readonly ReportedFailure[] | undefined, requests: number, end: ChildEnd) {
  if (end.is !== "ended") return end.why;
  const lastWords = visibleLines(end.output.trim().slice(-LAST_WORDS));
  if (failures === undefined) return `it wrote no report: ${lastWords}`;
  return requests === 0 ? `it sent no request: ${lastWords}` : undefined;
}

function placed({ kind, nth }: ReportedFailure, arrivals: readonly number[]): Finding {
  const requests = Math.min(nth, arrivals.length);
  const [first = 0] = arrivals;
  return { kind, requests, ms: Math.round((arrivals[requests - 1] ?? first) - first) };
}
