/** How what happens in a check gets into its log: missing prerequisites, what held and what did not, evidence, provenance. */
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { Finding } from "../../contract/finding.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { answerInWords } from "../cases/answer-in-words.js";
import { counterexampleOf, type Evidence, kindOf, kindOfOwn, type Provenance } from "../cases/evidence.js";
import type { Attempt, Sighting } from "../session/attempt.js";
import { SituationMissing } from "../session/resolve-references.js";
import type { Session } from "../session/session.js";
import {
  CreationNotAllowed,
  LimitUnknown,
  NoLoadBalancerLeft,
  NotFilled,
  TurnDenied,
  UsedUp,
} from "../stage/denial.js";
import { SomebodyElse, strangersInWords } from "../stage/somebody-else.js";
import type { CheckLog } from "./check-log.js";

/** How a violation was found, but for what the check itself knows. */
type Found = Omit<Provenance, "requirement" | "seed" | "rerun">;

/** Writes to the log of one check. */
export class CheckNotes {
  readonly session: Session;
  readonly log: CheckLog;

  constructor(session: Session, log: CheckLog) {
    this.session = session;
    this.log = log;
  }

  /** Runs a part of a check; prerequisites that are missing are noted, not thrown. */
  async noting(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } catch (error) {
      if (error instanceof SituationMissing) this.log.missing.add(error.situation);
      else if (error instanceof TurnDenied) this.#turnDenied(error);
      else if (error instanceof UsedUp) this.#leftOut(error.message);
      else if (error instanceof NoLoadBalancerLeft && error.never) this.notApplicable(error.message);
      else if (error instanceof NoLoadBalancerLeft) this.#noneLeft(error);
      else if (error instanceof SomebodyElse) this.log.blank({ is: "environment", reason: error.message });
      else if (error instanceof LimitUnknown || error instanceof NotFilled)
        this.log.blank({ is: "inconclusive", reason: error.message });
      else if (error instanceof CreationNotAllowed) this.#leftOut(`needs real creations: ${error.message}`);
      else throw error;
    }
  }

  #leftOut(reason: string): void {
    this.log.cut += 1;
    this.notApplicable(reason);
  }

  #noneLeft({ message }: NoLoadBalancerLeft): void {
    const others = strangersInWords(this.session.strangers);
    if (others === undefined) this.log.blank({ is: "inconclusive", reason: message });
    else this.log.blank({ is: "environment", reason: `${message}; ${others}` });
  }

  #turnDenied({ because }: TurnDenied): void {
    this.log.cut += 1;
    if (because !== "over") return;
    const { stoppedBecause } = this.session.stage;
    if (stoppedBecause === undefined) this.log.outOfTime = true;
    else this.log.blank({ is: "environment", reason: stoppedBecause });
  }

  /** Notes what was seen on the way. */
  sighting({ finding, attempt, exchanges }: Sighting): void {
    const lens = String(attempt.draft.dryRun) === "true" ? "dry-run" : "create";
    this.evidence({ finding, lens, violation: undefined, attempt, exchanges });
  }

  /** Own findings are counterexamples of which there is nothing to shrink; those about other requirements are collateral. */
  evidence(evidence: Evidence): void {
    this.#note(evidence, "not-rerun");
  }

  /** A violation that shows at times: beside other requests, or once in many, whatever the check is about. */
  seenAtTimes(evidence: Evidence): void {
    this.#note(evidence, "flaky");
  }

  #note(evidence: Evidence, reproducible: Counterexample["reproducible"]): void {
    const { finding } = evidence;
    const own = this.log.isOwn(finding);
    if (own && this.log.replayed.has(kindOfOwn(evidence))) return;
    if (own && evidence.attempt.answer.is === "no-answer") this.log.unanswered.add(kindOfOwn(evidence));
    const requirement = finding.about === "case" ? this.log.requirement : finding.about;
    const counterexample = () =>
      counterexampleOf(evidence, {
        ...this.provenance(requirement),
        ...(own ? { byValue: { is: "check", profile: this.session.profile } } : {}),
        shrinkRequests: 0,
        reproducible,
      });
    if (REQUIREMENTS[requirement].kind === "advisory") {
      this.log.warn({ requirement, message: `expected ${finding.expected}, got ${finding.got}` });
    } else if (own) this.log.fail(counterexample());
    else this.log.seeElsewhere(kindOf(evidence), counterexample);
  }

  /** Where a counterexample of a requirement comes from, and the command that shows it again. */
  provenance(requirement: RequirementId): Pick<Provenance, "requirement" | "seed" | "rerun"> {
    const rerun = `${this.session.command} --only ${this.log.requirement}`;
    return { requirement, seed: this.log.seed, rerun };
  }

  /**
   * Notes whether something held. What is throttled to the end shows nothing.
   * @param held whether it did
   * @param attempt the request it is about
   * @param finding what was expected and what came
   * @param exchanges what shows it, the request itself included; absent: just the request
   */
  expect(
    held: boolean,
    attempt: Attempt,
    finding: Omit<Finding, "about"> & { about?: Finding["about"] },
    exchanges: Evidence["exchanges"] = [attempt.exchange],
  ): void {
    if (!held && attempt.answer.is === "throttled") {
      this.log.blank({ is: "environment", reason: "a request was throttled for longer than the wait throttled" });
      return;
    }
    this.log.cases += 1;
    this.log.judged += 1;
    if (!held) this.sighting({ finding: { about: "case", ...finding }, attempt, exchanges });
  }

  /** Notes findings of the judge about one attempt. */
  findings(
    attempt: Attempt,
    findings: readonly Finding[],
    exchanges: Evidence["exchanges"] = [attempt.exchange],
  ): void {
    this.log.cases += 1;
    this.log.judged += 1;
    for (const finding of findings) this.sighting({ finding, attempt, exchanges });
  }

  /**
   * Notes that an attempt was accepted, or what came instead.
   * @returns the listener's id when it was
   */
  expectAccepted(attempt: Attempt, expected = "accepted with HTTP 2xx"): string | undefined {
    const { answer } = attempt;
    if (answer.is === "no-answer" || answer.is === "throttled") {
      this.log.blank({ is: "environment", reason: `a creation was not answered: ${answer.is}` });
      return undefined;
    }
    this.expect(answer.is === "accepted", attempt, { expected, got: answerInWords(attempt) });
    return answer.is === "accepted" ? answer.listenerId : undefined;
  }

  /**
   * Notes a violation that several requests together have shown.
   * @param found how it was found, shrunk and run again
   */
  fails(evidence: Evidence, found: Found): void {
    this.log.fail(this.counterexample(evidence, found));
  }

  /**
   * What shows a violation, for people.
   * @param found how it was found, shrunk and run again
   */
  counterexample(evidence: Evidence, found: Found): Counterexample {
    return counterexampleOf(evidence, { ...this.provenance(this.log.requirement), ...found });
  }

  /** Records behaviour that the page leaves open. */
  observe(question: string, behaviour: string): void {
    this.log.fingerprint.set(question, behaviour);
  }

  /** Notes why the requirement says nothing about this target. */
  notApplicable(reason: string): void {
    this.log.notApplicable = reason;
  }

  /** Notes that a prerequisite was not observed. */
  inconclusive(reason: string): void {
    this.log.blank({ is: "inconclusive", reason });
  }

  /** Warns about a departure from custom. */
  warn(requirement: RequirementId, message: string): void {
    this.log.warn({ requirement, message });
  }
}
