/** Turning an attempt and a finding into what a person can read, judge and run again. */
import type { Answer } from "../../contract/answer.js";
import type { RequirementId } from "../../contract/catalogue.js";
import type { Exchange } from "../../contract/exchange.js";
import type { Finding } from "../../contract/finding.js";
import type { Lens } from "../../contract/lens.js";
import type { ViolationLabel } from "../../contract/violations.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { curlOf } from "../../target/wire/curl.js";
import type { Attempt } from "../session/session.js";

/** One finding of one case, with the exchanges that show it. */
export interface Evidence {
  readonly finding: Finding;
  readonly lens: Lens;
  readonly violation: ViolationLabel | undefined;
  readonly attempt: Attempt;
  readonly exchanges: readonly Exchange[];
}

/** What tells one kind of failure from another: the violation and the kind of answer, not the data. */
export function kindOf({ finding, lens, violation, attempt }: Evidence): string {
  return [finding.about, violation ?? "valid", lens, kindOfAnswer(attempt.answer)].join("|");
}

/** What tells a failure from others of the requirement under check. */
export function kindOfOwn(evidence: Evidence): string {
  return kindOf({ ...evidence, finding: { ...evidence.finding, about: "case" } });
}

function kindOfAnswer(answer: Answer): string {
  switch (answer.is) {
    case "accepted":
    case "dry-run-passed":
    case "throttled":
      return `${answer.is} ${answer.status}`;
    case "refused":
    case "server-error":
      return `${answer.is} ${answer.status} ${answer.code ?? ""}`;
    case "no-answer":
      return `${answer.is} ${answer.problem.kind}`;
  }
}

/** How a counterexample was found, for running it again. */
export interface Provenance extends Pick<Counterexample, "kind" | "byValue" | "replayPath" | "history"> {
  readonly requirement: RequirementId;
  readonly seed: number;
  readonly path?: string | undefined;
  readonly shrinkRequests: number;
  readonly reproducible: Counterexample["reproducible"];
  readonly rerun: string;
}

/** A counterexample for people. */
export function counterexampleOf(evidence: Evidence, provenance: Provenance): Counterexample {
  const { finding, lens, violation, attempt, exchanges } = evidence;
  return {
    requirement: provenance.requirement,
    ...(violation === undefined ? {} : { violation }),
    lens,
    request: Object.fromEntries(attempt.exchange.request.parameters),
    expected: finding.expected,
    got: finding.got,
    exchanges,
    curl: curlOf(attempt.exchange.request),
    seed: provenance.seed,
    ...(provenance.path === undefined ? {} : { path: provenance.path }),
    kind: provenance.kind ?? kindOfOwn(evidence),
    ...(provenance.byValue === undefined ? {} : { byValue: provenance.byValue }),
    ...(provenance.replayPath === undefined ? {} : { replayPath: provenance.replayPath }),
    ...(provenance.history === undefined ? {} : { history: provenance.history }),
    shrinkRequests: provenance.shrinkRequests,
    reproducible: provenance.reproducible,
    rerun: provenance.rerun,
  };
}
