/** What failed in a run of a family: tried alone, so that it is charged to whom it belongs, shrunk and reported. */
import type { Specimen } from "../../generators/specimen.js";
import type { CheckLog } from "../check/check-log.js";
import type { CheckNotes } from "../check/check-notes.js";
import type { Session } from "../session/session.js";
import { mayBeOfOverlap, noteOverlap, tryAlone } from "./alone.js";
import { shrink } from "./case-stream.js";
import { counterexampleOf, type Evidence, kindOf, kindOfOwn } from "./evidence.js";
import { charged, type Failure, type FamilyRun } from "./family-run.js";
import { leaveOut } from "./leave-out.js";
import type { Trial } from "./trial.js";

/** Requests that shrinking one failure may take. */
const SHRINK_LIMIT = 280;
/** Kinds of failure of one family that are shrunk and reported. */
const REPORTED_KINDS = 2;
/** Kinds of failure of other clauses that are tried alone, per family. */
const OTHER_KINDS = 6;
/** Times that a failing case is tried alone. */
const LONE_TRIES = 2;

/** What came of trying a failing case alone. */
interface LoneShowing {
  /** The failure, if it showed at all. */
  readonly shown: Evidence | undefined;
  /** Whether it showed each time. */
  readonly every: boolean;
}

/** Puts a case once more, for what it showed the first time; `undefined` where that could not be done. */
type PutAgain = (run: FamilyRun, specimen: Specimen) => Promise<Trial | undefined>;

/** Reports the failures of one check's families. */
export class FamilyFailures {
  readonly #session: Session;
  readonly #log: CheckLog;
  readonly #notes: CheckNotes;
  readonly #putAgain: PutAgain;

  constructor(notes: CheckNotes, putAgain: PutAgain) {
    this.#notes = notes;
    this.#session = notes.session;
    this.#log = notes.log;
    this.#putAgain = putAgain;
  }

  /** Tells of what has failed in a run: own failures tried alone and shrunk, those of other clauses tried alone. */
  async report(run: FamilyRun): Promise<void> {
    const failures = [...run.failures.entries()]
      .filter(([, { evidence }]) => !this.#log.replayed.has(kindOfOwn(evidence)))
      .sort(([, a], [, b]) => a.index - b.index);
    let reported = 0;
    for (const [kind, failure] of failures) {
      if (reported === REPORTED_KINDS) break;
      if (await this.#reportOne(run, kind, failure)) reported += 1;
    }
    const others = [...run.others.entries()].sort(([, a], [, b]) => a.index - b.index);
    for (const [kind, failure] of others.slice(0, OTHER_KINDS)) await this.#reportOther(run, kind, failure);
  }

  /** What was seen of other clauses counts if it shows alone too; once for all checks. */
  async #reportOther(run: FamilyRun, kind: string, { specimen, evidence }: Failure): Promise<void> {
    const { lone } = this.#session.knowledge;
    if (this.#log.collateral.has(kind)) return;
    if (run.lens === "create" && this.#session.stage.isScarce) return this.#notes.evidence(evidence);
    let shown: Evidence | undefined = evidence;
    for (let tries = 0; tries < LONE_TRIES && !lone.shown.has(kind); tries += 1) {
      shown = await this.#showsAlone(run, kind, { specimen, evidence });
      if (shown !== undefined) lone.shown.add(kind);
    }
    if (shown === undefined && mayBeOfOverlap(evidence)) noteOverlap(this.#notes, evidence);
    else if (shown === undefined) this.#notes.seenAtTimes(evidence);
    else this.#notes.evidence(shown);
  }

  /** Tries a case with nothing else under way. @returns what it shows of a kind */
  #showsAlone(
    run: FamilyRun,
    kind: string,
    { specimen, evidence }: Pick<Failure, "specimen" | "evidence">,
  ): Promise<Evidence | undefined> {
    return tryAlone(this.#session, evidence, async (isAlone) => {
      const seen = await this.#seeAgain(run, specimen);
      // Whatever shows alone is nobody else's doing, whether it was looked for or not.
      for (const one of isAlone ? seen : []) if (!this.#isKnown(run, kindOf(one))) this.#notes.seenAtTimes(one);
      return seen.find((one) => kindOf(one) === kind);
    });
  }

  #isKnown({ failures, others }: FamilyRun, kind: string): boolean {
    return failures.has(kind) || others.has(kind) || this.#session.knowledge.lone.shown.has(kind);
  }

  async #seeAgain(run: FamilyRun, specimen: Specimen): Promise<readonly Evidence[]> {
    const trial = await this.#putAgain(run, specimen);
    if (trial?.is !== "judged") return [];
    return trial.evidence.map((one) => charged(run, one));
  }

  /** @returns whether it is a failure of the clause, and not of what was beside the case */
  async #reportOne(run: FamilyRun, kind: string, failure: Failure): Promise<boolean> {
    const lone = await this.#tryTwice(run, kind, failure);
    if (lone.shown === undefined && mayBeOfOverlap(failure.evidence)) {
      noteOverlap(this.#notes, failure.evidence);
      return false;
    }
    const failsAlike = async (specimen: Specimen) =>
      (await this.#seeAgain(run, specimen)).some((one) => kindOf(one) === kind);
    const before = this.#session.client.requests();
    const limit = Math.floor(SHRINK_LIMIT / (run.lens === "dry-run" ? 2 : 8));
    const shrunk = await shrink(run.stream, failure.index, failure.specimen, failsAlike, limit);
    const least = await leaveOut(shrunk.value, failsAlike, Math.floor(limit / 2));
    const shrinkRequests = this.#session.client.requests() - before;
    const isSmaller = least !== failure.specimen;
    const small = isSmaller ? await this.#tryTwice(run, kind, { ...failure, specimen: least }) : lone;
    // What it was shrunk to beside others may be their doing.
    const { every } = small.shown === undefined ? lone : small;
    const specimen = small.shown === undefined ? failure.specimen : least;
    this.#log.fail(
      counterexampleOf(small.shown ?? lone.shown ?? failure.evidence, {
        ...this.#notes.provenance(this.#log.requirement),
        seed: run.stream.seed,
        path: shrunk.path,
        byValue: { is: "request", ...specimen },
        shrinkRequests,
        reproducible: every && lone.every ? "reproducible" : this.#session.stage.isScarce ? "not-rerun" : "flaky",
      }),
    );
    return true;
  }

  /** Tries a failing case alone, twice. Silence was sought for long enough where it was found. */
  async #tryTwice(run: FamilyRun, kind: string, failure: Pick<Failure, "specimen" | "evidence">): Promise<LoneShowing> {
    const { evidence } = failure;
    if (evidence.attempt.answer.is === "no-answer") return { shown: evidence, every: true };
    // Each further try would cost a load balancer that others need.
    if (run.lens === "create" && this.#session.stage.isScarce) return { shown: evidence, every: false };
    const tries: (Evidence | undefined)[] = [];
    for (let i = 0; i < LONE_TRIES; i += 1) tries.push(await this.#showsAlone(run, kind, failure));
    const shown = tries.find((one) => one !== undefined);
    this.#session.knowledge.lone.note(shown !== undefined);
    return { shown, every: tries.every((one) => one !== undefined) };
  }
}
