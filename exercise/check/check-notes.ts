/** How what happens in a check gets into its log: missing prerequisites, evidence, provenance. */
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { counterexampleOf, type Evidence, kindOf, kindOfOwn, type Provenance } from "../cases/evidence.js";
import type { Sighting } from "../session/attempt.js";
import { SituationMissing } from "../session/resolve-references.js";
import type { Session } from "../session/session.js";
import { CreationNotAllowed } from "../stage/borrowed-load-balancer.js";
import { LimitUnknown, NotFilled } from "../stage/denial.js";
import { SomebodyElse, strangersInWords } from "../stage/somebody-else.js";
import { NoLoadBalancerLeft, TurnDenied, UsedUp } from "../stage/stage.js";
import type { CheckLog } from "./check-log.js";

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
      else if (error instanceof UsedUp) this.#usedUp(error);
      else if (error instanceof NoLoadBalancerLeft && error.never) this.#notApplicable(error.message);
      else if (error instanceof NoLoadBalancerLeft) this.#noneLeft(error);
      else if (error instanceof SomebodyElse) this.log.blank({ is: "environment", reason: error.message });
      else if (error instanceof LimitUnknown || error instanceof NotFilled)
        this.log.blank({ is: "inconclusive", reason: error.message });
      else if (error instanceof CreationNotAllowed) this.#creationNotAllowed(error);
      else throw error;
    }
  }

  #usedUp({ message }: UsedUp): void {
    this.log.cut += 1;
    this.#notApplicable(message);
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

  #creationNotAllowed({ message }: CreationNotAllowed): void {
    this.log.cut += 1;
    this.#notApplicable(`needs real creations: ${message}`);
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

  #notApplicable(reason: string): void {
    this.log.notApplicable = reason;
  }
}
