/** Runs the cases of one family, and sends unanswered ones again. What failed is looked into by `family-failures.ts`. */
import type { Finding } from "../../contract/finding.js";
import type { Lens } from "../../contract/lens.js";
import { classesOf } from "../../generators/partition.js";
import { seedOf } from "../../generators/seed.js";
import type { Family, Specimen } from "../../generators/specimen.js";
import type { CheckLog } from "../check/check-log.js";
import type { CheckNotes } from "../check/check-notes.js";
import type { Session } from "../session/session.js";
import { ESSENTIAL_DEPTH } from "../stage/asking.js";
import { deepeningMsOf, depthOf } from "../stage/quotas.js";
import { DRAWN_WHERE_RATIONED } from "../stage/rationing.js";
import { answerInWords } from "./answer-in-words.js";
import { type Bounds, type CaseStream, runCases } from "./case-stream.js";
import { ControlTwins } from "./control-twins.js";
import { type Evidence, kindOf } from "./evidence.js";
import { FamilyFailures } from "./family-failures.js";
import { charged, type FamilyRun } from "./family-run.js";
import { tryOnSomeBase } from "./other-bases.js";
import { tryOnce } from "./shared-cases.js";
import { type Trial, tryCase } from "./trial.js";

/** Cases whose classes are counted, per family and lens: the examples are among them. */
const COVERED_CASES = 400;
/** Unanswered cases that are sent again. */
const RESENT_CASES = 3;

/** How a family is run, beyond its cases. */
export type FamilyManner = Partial<Pick<FamilyRun, "twins" | "blame">>;

/** How one case is tried. */
interface CaseManner {
  readonly depth: number;
  /** After a refusal its control twin is really created in the same place. */
  readonly createTwin: boolean;
}

/** Creations of one family that wait for load balancers at once. */
const MOST_WAITING = 300;
/** The same, where the budget of the run is spent: what waits when it is over was drawn in vain. */
const WAITING_DEEPER = 4;
/** Drawn cases of a family at most, whatever the budget. */
const MOST_DRAWN = 10_000_000;

/** Runs families one after the other for one check. */
export class FamilyRunner {
  readonly #session: Session;
  readonly #log: CheckLog;
  readonly #notes: CheckNotes;
  readonly #controls: ControlTwins;
  readonly #failures: FamilyFailures;
  #families = 0;
  /** Goes on with each family that was run, once there is time. */
  readonly #deeper: (() => Promise<void>)[] = [];

  constructor(notes: CheckNotes) {
    this.#notes = notes;
    this.#session = notes.session;
    this.#log = notes.log;
    this.#controls = new ControlTwins(notes.session);
    this.#failures = new FamilyFailures(notes, (run, specimen) => this.#putAgain(run, specimen));
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
    await this.#failures.report(run);
    if (this.#session.config.limits.budgetMinutes !== undefined && family.arbitrary !== undefined && drawn > 0)
      this.#deeper.push(() => this.#goDeeper(run));
  }

  /** Goes on drawing cases of all families that were run, depth after depth, until the budget of the run is spent. */
  async goDeeper(): Promise<void> {
    await Promise.all(this.#deeper.splice(0).map((one) => one()));
  }

  async #goDeeper(before: FamilyRun): Promise<void> {
    const { stage, config, knowledge } = this.#session;
    const stream = { ...before.stream, from: before.stream.runs, runs: MOST_DRAWN };
    const run: FamilyRun = { ...before, stream, failures: new Map(), others: new Map(), unanswered: [] };
    const budgetMs = deepeningMsOf(config);
    const mayContinue = () => stage.elapsedMs < budgetMs && stage.leftMs > 0;
    const lanes = run.lens === "dry-run" ? config.limits.concurrency : WAITING_DEEPER;
    const { run: done } = await runCases(stream, { lanes, mayContinue }, (one, index) =>
      this.#runCase(run, one, index),
    );
    this.#log.cases += done;
    knowledge.deeper.push(done);
    // What was reported before is not shrunk again.
    for (const kind of before.failures.keys()) run.failures.delete(kind);
    await this.#sendAgain(run);
    await this.#failures.report(run);
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
    const evidence = charged(run, seen);
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
}
