/** Runs the cases of one family, sends unanswered ones again, and shrinks and reports what failed. */
import type { Finding } from "../../contract/finding.js";
import type { Lens } from "../../contract/lens.js";
import { VIOLATIONS } from "../../contract/violations.js";
import { classesOf } from "../../generators/partition.js";
import { seedOf } from "../../generators/seed.js";
import type { Family, Specimen } from "../../generators/specimen.js";
import type { CheckLog } from "../check/check-log.js";
import type { CheckNotes } from "../check/check-notes.js";
import type { Attempt, Session } from "../session/session.js";
import { depthOf } from "../stage/quotas.js";
import { DRAWN_WHERE_RATIONED } from "../stage/rationing.js";
import { ESSENTIAL_DEPTH } from "../stage/stage.js";
import { mayBeOfOverlap, noteOverlap, tryAlone } from "./alone.js";
import { answerInWords } from "./answer-in-words.js";
import { type Bounds, type CaseStream, runCases, shrink } from "./case-stream.js";
import { ControlTwins } from "./control-twins.js";
import { counterexampleOf, type Evidence, kindOf, kindOfOwn } from "./evidence.js";
import { leaveOut } from "./leave-out.js";
import { tryOnSomeBase } from "./other-bases.js";
import { tryOnce } from "./shared-cases.js";
import { type Trial, tryCase } from "./trial.js";

/** Requests that shrinking one failure may take. */
const SHRINK_LIMIT = 280;
/** Kinds of failure of one family that are shrunk and reported. */
const REPORTED_KINDS = 2;
/** Kinds of failure of other clauses that are tried alone, per family. */
const OTHER_KINDS = 6;
/** Times that a failing case is tried alone. */
const LONE_TRIES = 2;
/** Cases whose classes are counted, per family and lens: the examples are among them. */
const COVERED_CASES = 400;
/** Unanswered cases that are sent again. */
const RESENT_CASES = 3;

interface Failure {
  readonly index: number;
  readonly specimen: Specimen;
  readonly evidence: Evidence;
}

/** How a family is run, beyond its cases. */
export type FamilyManner = Partial<Pick<FamilyRun, "twins" | "blame">>;

/** How one case is tried. */
interface CaseManner {
  readonly depth: number;
  /** After a refusal its control twin is really created in the same place. */
  readonly createTwin: boolean;
}

interface FamilyRun {
  readonly lens: Lens;
  readonly stream: CaseStream<Specimen>;
  /** Control twins that are really created after a refusal. */
  readonly twins: "first twin" | "every twin";
  /** Which requirement a missing refusal breaks: the one under check, or the one that the request violates. */
  readonly blame: "check" | "violation";
  readonly failures: Map<string, Failure>;
  /** Failures of other clauses, seen on the way. */
  readonly others: Map<string, Failure>;
  readonly unanswered: { readonly index: number; readonly specimen: Specimen; readonly attempt: Attempt }[];
}

/** Creations of one family that wait for load balancers at once. */
const MOST_WAITING = 300;

/** Runs families one after the other for one check. */
export class FamilyRunner {
  readonly #session: Session;
  readonly #log: CheckLog;
  readonly #notes: CheckNotes;
  readonly #controls: ControlTwins;
  #families = 0;

  constructor(notes: CheckNotes) {
    this.#notes = notes;
    this.#session = notes.session;
    this.#log = notes.log;
    this.#controls = new ControlTwins(notes.session);
  }

  /**
   * Runs a family through one lens.
   * @param family its cases
   * @param lens how they are put
   * @param drawn cases drawn after the examples
   * @param how which control twins are created, and whom a missing refusal is charged to
   */
  async run(family: Family, lens: Lens, drawn: number, how: FamilyManner = {}): Promise<void> {
    this.#families += 1;
    const seed = seedOf(this.#session.config.run.seed, this.#log.requirement, String(this.#families), lens);
    // A DryRun that is under test itself cannot be set by the lens.
    const examples =
      lens === "create" ? family.examples : family.examples.filter(({ draft }) => typeof draft.dryRun !== "string");
    const stream: CaseStream<Specimen> = { arbitrary: family.arbitrary, examples, seed, runs: drawn };
    const { twins = "first twin", blame = "check" } = how;
    const run: FamilyRun = { lens, stream, twins, blame, failures: new Map(), others: new Map(), unanswered: [] };
    // Dry runs come in the order of the stream; creations wait all at once, since some of them lie deep.
    const lanes = lens === "dry-run" ? this.#session.config.limits.concurrency : MOST_WAITING;
    const bounds = { lanes, ...this.#thinnedOut(family) };
    const { run: done, cut } = await runCases(stream, bounds, (specimen, index) => this.#runCase(run, specimen, index));
    this.#log.cases += done;
    this.#log.cut += cut;
    await this.#runWithTwin(run);
    await this.#sendAgain(run);
    await this.#report(run);
  }

  /** Where it turns out on the way that requests are rationed, fewer cases have to do. */
  #thinnedOut({ whereRationed }: Family): Omit<Bounds<Specimen>, "lanes"> {
    const session = this.#session;
    let drawn = 0;
    return {
      leavesOut: (specimen) => session.isRationed && whereRationed?.has(specimen) === false,
      mayContinue: () => {
        drawn += 1;
        return drawn <= DRAWN_WHERE_RATIONED || session.config.run.runs !== undefined || !session.isRationed;
      },
    };
  }

  async #runCase(run: FamilyRun, specimen: Specimen, index: number): Promise<void> {
    const { lens, stream } = run;
    const depth = lens === "dry-run" ? index : depthOf(index, stream.examples.length);
    const manner = { depth, createTwin: run.twins === "every twin" };
    const attempt = () => this.#put(run, specimen, manner);
    await this.#notes.noting(async () => {
      const isShared = index < stream.examples.length && !manner.createTwin;
      const trial = await (isShared ? tryOnce(this.#session, specimen, lens, attempt) : attempt());
      this.#noteTrial(run, specimen, index, trial);
    });
  }

  /** One refused creation more, followed by its twin in the same place: it shows that the refusal had no effect, but takes a whole life of a listener. */
  async #runWithTwin(run: FamilyRun): Promise<void> {
    const [specimen] = run.stream.examples;
    const isRefused = run.lens === "create" && specimen?.violation !== undefined;
    if (!isRefused || run.twins === "every twin" || this.#session.stage.isScarce) return;
    await this.#notes.noting(async () => {
      const manner = { depth: ESSENTIAL_DEPTH, createTwin: true };
      this.#noteTrial(run, specimen, 0, await this.#put(run, specimen, manner));
      this.#log.cases += 1;
    });
  }

  #put(run: FamilyRun, specimen: Specimen, { depth, createTwin }: CaseManner): Promise<Trial> {
    return tryOnSomeBase(this.#session, specimen, (one) =>
      tryCase(this.#session, one, run.lens, depth, this.#controls, { createTwin }),
    );
  }

  /** Puts a case once more, for what it showed the first time. */
  async #putAgain(run: FamilyRun, specimen: Specimen): Promise<Trial | undefined> {
    let trial: Trial | undefined;
    await this.#notes.noting(async () => {
      trial = await this.#put(run, specimen, { depth: 0, createTwin: run.lens === "create" });
    });
    return trial;
  }

  #noteTrial(run: FamilyRun, specimen: Specimen, index: number, trial: Trial): void {
    switch (trial.is) {
      case "suite-fault":
        this.#log.suiteFault ??= trial.reason;
        return;
      case "inconclusive":
        this.#log.blank({ is: "inconclusive", reason: trial.reason });
        return;
      case "unanswered":
        run.unanswered.push({ index, specimen, attempt: trial.attempt });
        return;
      case "judged":
        this.#log.judged += 1;
        if (index < COVERED_CASES) this.#log.cover(classesOf(trial.draft));
        this.#noteCustoms(trial.customs);
        for (const evidence of trial.evidence)
          this.#noteFamilyEvidence(run, trial.specimen ?? specimen, index, evidence);
    }
  }

  #noteCustoms(customs: readonly Finding[]): void {
    for (const { about, expected, got } of customs) {
      if (about !== "case") this.#log.warn({ requirement: about, message: `expected ${expected}, got ${got}` });
    }
  }

  #noteFamilyEvidence(run: FamilyRun, specimen: Specimen, index: number, seen: Evidence): void {
    const evidence = run.blame === "violation" ? chargedToViolation(seen) : seen;
    const kind = kindOf(evidence);
    const failures = this.#log.isOwn(evidence.finding) ? run.failures : run.others;
    const known = failures.get(kind);
    if (known === undefined || index < known.index) failures.set(kind, { index, specimen, evidence });
  }

  /** Sends unanswered cases again: an answer that stays out while the control twin is answered is the target's doing. */
  async #sendAgain(run: FamilyRun): Promise<void> {
    for (const { index, specimen, attempt } of run.unanswered.slice(0, RESENT_CASES)) {
      const trial = await this.#putAgain(run, specimen);
      if (trial === undefined) continue;
      if (trial.is !== "unanswered") {
        this.#noteTrial(run, specimen, index, trial);
        continue;
      }
      const throttled = trial.attempt.answer.is === "throttled";
      if (throttled || !(await this.#controls.answersAtAll(specimen))) {
        this.#log.blank({ is: "environment", reason: `the target does not answer: ${answerInWords(attempt)}` });
        continue;
      }
      const finding: Finding = {
        about: "case",
        expected: "an answer, as to the control twin",
        got: answerInWords(trial.attempt),
      };
      this.#log.judged += 1;
      this.#noteFamilyEvidence(run, specimen, index, {
        finding,
        lens: run.lens,
        violation: specimen.violation,
        attempt: trial.attempt,
        exchanges: [attempt.exchange, trial.attempt.exchange],
      });
    }
  }

  async #report(run: FamilyRun): Promise<void> {
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
    return trial.evidence.map((one) => (run.blame === "violation" ? chargedToViolation(one) : one));
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

/** What came of trying a failing case alone. */
interface LoneShowing {
  /** The failure, if it showed at all. */
  readonly shown: Evidence | undefined;
  /** Whether it showed each time. */
  readonly every: boolean;
}

/** Evidence that a violation was not refused, charged to the requirement that the request violates. */
function chargedToViolation(evidence: Evidence): Evidence {
  const { finding, violation } = evidence;
  if (finding.about !== "case" || violation === undefined) return evidence;
  return { ...evidence, finding: { ...finding, about: VIOLATIONS[violation].requirement } };
}
