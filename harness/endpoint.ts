/** The endpoint as a spec sees it: it accepts, it refuses, it leaves traces. */
import { textMember } from "../contract/answer.js";
import { REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import type { DocumentedErrorCode } from "../contract/errors.js";
import { type Finding, refusalOf, through } from "../contract/judge.js";
import type { Lens } from "../contract/outcome.js";
import type { RequestDraft } from "../contract/request.js";
import type { Situation } from "../contract/situations.js";
import { type Refusal, VIOLATIONS } from "../contract/violations.js";
import { classesOf } from "../generators/partition.js";
import { seedOf } from "../generators/seed.js";
import type { Family, Specimen } from "../generators/specimen.js";
import { type BorrowedLoadBalancer, CreationNotAllowed } from "./borrowed-load-balancer.js";
import type { CheckLog } from "./check-log.js";
import { ControlTwins } from "./control-twins.js";
import { affordableCreations, EFFORTS, type Effort, spread } from "./effort.js";
import { counterexampleOf, type Evidence, kindOf, kindOfOwn, type Provenance } from "./evidence.js";
import { NoLoadBalancerLeft } from "./load-balancer-pool.js";
import { type CaseStream, runCases, shrink } from "./property-engine.js";
import { SituationMissing } from "./references.js";
import type { Attempt, Session } from "./session.js";
import { type Trial, tryCase } from "./trial.js";

/** How a clause says that a violation is refused; a list means any of its codes. */
export type ExpectedRefusal = typeof anyClientError | DocumentedErrorCode | readonly DocumentedErrorCode[];

/** The page names no code: any HTTP 4xx with the error envelope will do. */
export const anyClientError = { is: "any-client-error" } as const;

export interface FamilyOptions {
  /** Only through this lens; absent: through all lenses of the run. */
  readonly lens?: Lens;
  /** Accepted creations: a number for a fast target, or none. Absent: the profile's. */
  readonly creations?: number;
}

/** How many violations are put, and whom a missing refusal is charged to. */
export interface EachOptions extends Pick<FamilyOptions, "lens"> {
  readonly blame: FamilyRun["blame"];
}

/** Requests that shrinking one failure may take. */
const SHRINK_LIMIT = 280;
/** Kinds of failure of one family that are shrunk and reported. */
const REPORTED_KINDS = 2;
/** Cases whose classes are counted, per family and lens: the examples are among them. */
const COVERED_CASES = 400;
/** Unanswered cases that are sent again. */
const RESENT_CASES = 3;

interface Failure {
  readonly index: number;
  readonly specimen: Specimen;
  readonly evidence: Evidence;
}

interface FamilyRun {
  readonly lens: Lens;
  readonly stream: CaseStream<Specimen>;
  /** Control twins that are really created after a refusal. */
  readonly twins: "first twin" | "every twin";
  /** Which requirement a missing refusal breaks: the one under check, or the one that the request violates. */
  readonly blame: "check" | "violation";
  readonly failures: Map<string, Failure>;
  readonly unanswered: { readonly index: number; readonly specimen: Specimen; readonly attempt: Attempt }[];
}

/** What a check does with the target; everything it sees goes to the check's log. */
export class Endpoint {
  readonly session: Session;
  readonly log: CheckLog;
  readonly #controls: ControlTwins;
  readonly #effort: Effort;
  #families = 0;

  constructor(session: Session, log: CheckLog) {
    this.session = session;
    this.log = log;
    this.#controls = new ControlTwins(session);
    this.#effort = EFFORTS[session.profile];
  }

  /**
   * Every request of a family is accepted: its dry run passes, and its creation makes the listener that was asked for.
   * @param family valid requests
   * @param options lens and number of creations
   */
  async accepts(family: Family, options: FamilyOptions = {}): Promise<void> {
    for (const lens of this.#lensesOf(options)) {
      const part = lens === "dry-run" ? few(family, this.#effort.examples) : this.#affordable(family, options);
      await this.#runFamily(part, lens, this.#drawn(lens, options));
    }
  }

  /**
   * Every request of a family is refused as the clause says, without effect, while its control twin is accepted.
   * @param family requests with one violation each
   * @param expected how they are refused; must be what the contract says of the violation
   * @param options lens
   */
  async refuses(family: Family, expected: ExpectedRefusal, options: FamilyOptions = {}): Promise<void> {
    this.#agree(family, expected);
    for (const lens of this.#lensesOf(options)) {
      const dry = lens === "dry-run";
      const part = few(family, dry ? this.#effort.examples : this.#effort.refusals);
      await this.#runFamily(part, lens, dry ? this.#runs(this.#effort.drawn) : this.#effort.drawnRefusals);
    }
  }

  /**
   * Requests of many violations are each refused as the contract says of them; for clauses on refusals as such.
   * @param families requests with one violation each
   * @param options whom a missing refusal is charged to, and lens
   */
  async refusesEach(families: readonly Family[], { blame, lens }: EachOptions): Promise<void> {
    const family = { examples: families.flatMap(({ examples }) => examples) };
    const part = few(family, this.#effort.examples * 2);
    for (const one of this.#lensesOf(lens === undefined ? {} : { lens }))
      await this.#runFamily(part, one, 0, { blame });
  }

  /**
   * After each refused creation the load balancer is as idle as before: nothing stands on it, and the control twin can be created there.
   * @param families requests with one violation each
   */
  async leavesNothingBehind(families: readonly Family[]): Promise<void> {
    if (!this.session.lenses.includes("create")) {
      this.notApplicable("dry runs cannot show it, and nothing else is allowed here");
      return;
    }
    const examples = families.flatMap((family) => family.examples);
    await this.#runFamily(
      { examples: spread(examples, affordableCreations(this.session, examples.length)) },
      "create",
      0,
      { twins: "every twin", blame: "violation" },
    );
  }

  /**
   * Runs a part of a check that needs a situation, made for the moment if need be, or notes that it is missing.
   * @param situation what is needed
   * @param part what is done with it
   */
  async given(situation: Situation, part: () => Promise<void>): Promise<void> {
    if (this.session.has(situation)) {
      await part();
      return;
    }
    const fresh = await this.session.situations.makeFresh(situation);
    if (fresh === undefined) {
      this.log.missing.add(situation);
      return;
    }
    try {
      await part();
    } finally {
      await fresh.release();
    }
  }

  /** Runs a check of authorization, or notes that this target is used without any. */
  async givenAuthentication(part: () => Promise<void>): Promise<void> {
    if (this.session.config.target.auth === "none") this.notApplicable("the target is configured with auth: none");
    else await part();
  }

  /**
   * Lends idle load balancers for a course of requests, and makes them idle again.
   * @param slot number of the course, when several are under way
   * @param count how many load balancers
   * @param course what is done
   */
  async withLoadBalancers(
    slot: number,
    count: number,
    course: (lent: readonly BorrowedLoadBalancer[]) => Promise<unknown>,
  ): Promise<void> {
    await this.#noting(async () => {
      await this.session.borrow(slot, count, course);
    });
  }

  /** A course of requests whose missing prerequisites are noted, not thrown. */
  async course(part: () => Promise<void>): Promise<void> {
    await this.#noting(part);
  }

  /** One idle load balancer for a course of requests. */
  async withLoadBalancer(slot: number, course: (one: BorrowedLoadBalancer) => Promise<void>): Promise<void> {
    await this.withLoadBalancers(slot, 1, async ([one]) => {
      if (one !== undefined) await course(one);
    });
  }

  /**
   * Notes whether something held.
   * @param held whether it did
   * @param attempt the request it is about
   * @param finding what was expected and what came
   * @param exchanges what shows it, the request itself included; absent: just the request
   */
  expect(
    held: boolean,
    attempt: Attempt,
    finding: Omit<Finding, "about"> & { about?: Finding["about"] },
    exchanges?: Evidence["exchanges"],
  ): void {
    this.log.judged += 1;
    if (held) return;
    this.#noteEvidence({
      finding: { about: "case", ...finding },
      lens: String(attempt.draft.dryRun) === "true" ? "dry-run" : "create",
      violation: undefined,
      attempt,
      exchanges: exchanges ?? [attempt.exchange],
    });
  }

  /** Notes findings of the judge about one attempt. */
  findings(attempt: Attempt, findings: readonly Finding[], exchanges?: Evidence["exchanges"]): void {
    this.log.judged += 1;
    for (const finding of findings) this.expect(false, attempt, finding, exchanges);
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
    this.expect(answer.is === "accepted", attempt, { expected, got: shortly(attempt) });
    return answer.is === "accepted" ? answer.listenerId : undefined;
  }

  /**
   * Notes a violation that a course of operations has shown.
   * @param evidence what shows it
   * @param found how it was found, shrunk and run again
   */
  fails(evidence: Evidence, found: Omit<Provenance, "requirement" | "seed" | "rerun">): void {
    this.log.fail(counterexampleOf(evidence, { ...this.#provenance(this.log.requirement), ...found }));
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

  #lensesOf({ lens }: FamilyOptions): readonly Lens[] {
    return this.session.lenses.filter((one) => lens === undefined || one === lens);
  }

  #runs(byProfile: number): number {
    return this.session.config.run.runs ?? byProfile;
  }

  #drawn(lens: Lens, { creations }: FamilyOptions): number {
    if (lens === "dry-run") return this.#runs(this.#effort.drawn);
    return creations === undefined
      ? Math.max(0, Math.floor(affordableCreations(this.session, this.#effort.creations) / 2))
      : 0;
  }

  #affordable(family: Family, { creations }: FamilyOptions): Family {
    const count = affordableCreations(this.session, creations ?? this.#effort.creations);
    const examples = spread(family.examples, count);
    this.log.cut += creations === undefined ? 0 : Math.min(creations, family.examples.length) - examples.length;
    return { ...family, examples };
  }

  #agree(family: Family, expected: ExpectedRefusal): void {
    for (const { violation } of family.examples) {
      if (violation === undefined || !sameRefusal(refusalOf(violation), expected)) {
        throw new Error(`the spec and the contract disagree on how ${violation ?? "a valid request"} is refused`);
      }
    }
  }

  async #runFamily(
    family: Family,
    lens: Lens,
    drawn: number,
    how: Partial<Pick<FamilyRun, "twins" | "blame">> = {},
  ): Promise<void> {
    this.#families += 1;
    const seed = seedOf(this.session.config.run.seed, this.log.requirement, String(this.#families), lens);
    // A DryRun that is under test itself cannot be set by the lens.
    const examples =
      lens === "create" ? family.examples : family.examples.filter(({ draft }) => typeof draft.dryRun !== "string");
    const stream: CaseStream<Specimen> = { arbitrary: family.arbitrary, examples, seed, runs: drawn };
    const concurrency = this.session.config.limits.concurrency;
    const { twins = "first twin", blame = "check" } = how;
    const run: FamilyRun = { lens, stream, twins, blame, failures: new Map(), unanswered: [] };
    const deadline = performance.now() + this.#effort.familyMs * (this.session.config.run.runs === undefined ? 1 : 10);
    const bounds = { concurrency, mayContinue: () => performance.now() < deadline };
    const { run: done, cut } = await runCases(stream, bounds, async (specimen, index) => {
      const trial = await this.#try(run, specimen, index);
      if (trial !== undefined) this.#noteTrial(run, specimen, index, trial);
    });
    this.log.cases += done;
    this.log.cut += cut;
    await this.#sendAgain(run);
    await this.#report(run);
  }

  async #try(run: FamilyRun, specimen: Specimen, index: number): Promise<Trial | undefined> {
    const settings = { createTwin: (index === 0 && !this.session.slow) || run.twins === "every twin" };
    let trial: Trial | undefined;
    await this.#noting(async () => {
      trial = await tryCase(this.session, specimen, run.lens, index, this.#controls, settings);
    });
    return trial;
  }

  async #noting(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } catch (error) {
      if (error instanceof SituationMissing) this.log.missing.add(error.situation);
      else if (error instanceof NoLoadBalancerLeft && error.never) this.notApplicable(error.message);
      else if (error instanceof NoLoadBalancerLeft) this.log.blank({ is: "inconclusive", reason: error.message });
      else if (error instanceof CreationNotAllowed) this.#creationNotAllowed(error);
      else throw error;
    }
  }

  #creationNotAllowed({ message }: CreationNotAllowed): void {
    this.log.cut += 1;
    this.notApplicable(`needs real creations: ${message}`);
  }

  #noteTrial(run: FamilyRun, specimen: Specimen, index: number, trial: Trial): void {
    switch (trial.is) {
      case "suite-fault":
        this.log.suiteFault ??= trial.reason;
        return;
      case "inconclusive":
        this.log.blank({ is: "inconclusive", reason: trial.reason });
        return;
      case "unanswered":
        run.unanswered.push({ index, specimen, attempt: trial.attempt });
        return;
      case "judged":
        this.log.judged += 1;
        if (index < COVERED_CASES) this.log.cover(classesOf(trial.attempt.draft));
        this.#noteCustoms(trial.customs);
        for (const evidence of trial.evidence) this.#noteFamilyEvidence(run, specimen, index, evidence);
    }
  }

  #noteCustoms(customs: readonly Finding[]): void {
    for (const { about, expected, got } of customs) {
      if (about !== "case") this.warn(about, `expected ${expected}, got ${got}`);
    }
  }

  #noteFamilyEvidence(run: FamilyRun, specimen: Specimen, index: number, seen: Evidence): void {
    const evidence = run.blame === "violation" ? chargedToViolation(seen) : seen;
    if (!this.log.isOwn(evidence.finding)) {
      this.#noteEvidence(evidence);
      return;
    }
    const kind = kindOf(evidence);
    const known = run.failures.get(kind);
    if (known === undefined || index < known.index) run.failures.set(kind, { index, specimen, evidence });
  }

  /** Own findings of courses are counterexamples as they are; those about other requirements are collateral. */
  #noteEvidence(evidence: Evidence): void {
    const { finding } = evidence;
    const own = this.log.isOwn(finding);
    const requirement = finding.about === "case" ? this.log.requirement : finding.about;
    const counterexample = () =>
      counterexampleOf(evidence, { ...this.#provenance(requirement), shrinkRequests: 0, reproducible: "not-rerun" });
    if (REQUIREMENTS[requirement].kind === "advisory") {
      this.warn(requirement, `expected ${finding.expected}, got ${finding.got}`);
    } else if (own) this.log.fail(counterexample());
    else this.log.seeElsewhere(kindOf(evidence), counterexample);
  }

  /** Sends unanswered cases again: an answer that stays out while the control twin is answered is the target's doing. */
  async #sendAgain(run: FamilyRun): Promise<void> {
    for (const { index, specimen, attempt } of run.unanswered.slice(0, RESENT_CASES)) {
      const trial = await this.#try(run, specimen, index);
      if (trial === undefined) continue;
      if (trial.is !== "unanswered") {
        this.#noteTrial(run, specimen, index, trial);
        continue;
      }
      const plain = await this.#controls.answersAtAll(specimen);
      if (!plain) {
        this.log.blank({ is: "environment", reason: `the target does not answer: ${shortly(attempt)}` });
        continue;
      }
      const finding: Finding = {
        about: "case",
        expected: "an answer, as to the control twin",
        got: shortly(trial.attempt),
      };
      this.log.judged += 1;
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
      .filter(([, { evidence }]) => !this.log.replayed.has(kindOfOwn(evidence)))
      .sort(([, a], [, b]) => a.index - b.index);
    for (const [kind, failure] of failures.slice(0, REPORTED_KINDS)) await this.#reportOne(run, kind, failure);
  }

  async #reportOne(run: FamilyRun, kind: string, failure: Failure): Promise<void> {
    let shown = failure.evidence;
    const failsAlike = async (specimen: Specimen): Promise<boolean> => {
      const trial = await this.#try(run, specimen, failure.index);
      const same = trial?.is === "judged" ? trial.evidence.find((one) => kindOf(one) === kind) : undefined;
      if (same !== undefined) shown = same;
      return same !== undefined;
    };
    const before = this.session.client.requests();
    const limit = Math.floor(SHRINK_LIMIT / (run.lens === "dry-run" ? 2 : 8));
    const shrunk = await shrink(run.stream, failure.index, failure.specimen, failsAlike, limit);
    const shrinkRequests = this.session.client.requests() - before;
    const again =
      failure.evidence.attempt.answer.is === "no-answer"
        ? [true]
        : [await failsAlike(shrunk.value), await failsAlike(shrunk.value)];
    this.log.fail(
      counterexampleOf(shown, {
        ...this.#provenance(this.log.requirement),
        seed: run.stream.seed,
        path: shrunk.path,
        byValue: { is: "request", ...shrunk.value },
        shrinkRequests,
        reproducible: again.every(Boolean) ? "reproducible" : "flaky",
      }),
    );
  }

  #provenance(requirement: RequirementId) {
    const rerun = `${this.session.command} --only ${this.log.requirement}`;
    return { requirement, seed: this.log.seed, rerun };
  }

  /** Puts a draft through the dry-run lens once and tells how it was answered, for probes. */
  async answerToDryRun(draft: RequestDraft): Promise<string> {
    const attempt = await this.session.send(through("dry-run", draft), { loadBalancerId: this.session.pool.first });
    if (attempt.answer.is === "accepted") await this.session.clearDryRunPlace();
    return shortly(attempt);
  }
}

/** Evidence that a violation was not refused, charged to the requirement that the request violates. */
function chargedToViolation(evidence: Evidence): Evidence {
  const { finding, violation } = evidence;
  if (finding.about !== "case" || violation === undefined) return evidence;
  return { ...evidence, finding: { ...finding, about: VIOLATIONS[violation].requirement } };
}

/** A family with fewer examples, from its whole width. */
function few(family: Family, count: number): Family {
  return { ...family, examples: spread(family.examples, count) };
}

/** An answer in a few words without ids: the same from run to run. */
export function shortly({ answer }: Attempt): string {
  switch (answer.is) {
    case "accepted":
      return "accepted";
    case "dry-run-passed":
      return "dry run passed";
    case "refused":
      return `HTTP ${answer.status} ${answer.code ?? "without a Code"}`;
    case "server-error":
      return `HTTP ${answer.status} ${answer.code ?? textMember(answer.body, "code") ?? ""}`.trim();
    case "throttled":
      return "throttled";
    case "no-answer":
      return `no answer (${answer.problem.kind})`;
  }
}

function sameRefusal(refusal: Refusal, expected: ExpectedRefusal): boolean {
  if (typeof expected === "object" && "is" in expected) return refusal.is === "any-client-error";
  const codes: readonly string[] = typeof expected === "string" ? [expected] : expected;
  return (
    refusal.is === "documented" &&
    refusal.codes.length === codes.length &&
    refusal.codes.every((code) => codes.includes(code))
  );
}
