/** The target as a spec sees it: it accepts, it refuses, it leaves traces. What comes of that is noted in `check-notes.ts`. */
import type { Lens } from "../../contract/lens.js";
import type { RequestDraft } from "../../contract/request.js";
import type { Situation } from "../../contract/situations.js";
import { besideOthers } from "../../generators/beside-others.js";
import { fewOf } from "../../generators/selection.js";
import type { Family, Specimen } from "../../generators/specimen.js";
import { answerInWords } from "../cases/answer-in-words.js";
import { type FamilyManner, FamilyRunner } from "../cases/family-runner.js";
import { askByDryRun } from "../cases/open-question.js";
import type { Session } from "../session/session.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import { borrowTo, isFullyOccupied, type Purpose } from "../stage/listener-limit.js";
import { QUOTAS, type Quota, spread } from "../stage/quotas.js";
import { DRAWN_WHERE_RATIONED } from "../stage/rationing.js";
import type { CheckLog } from "./check-log.js";
import { CheckNotes } from "./check-notes.js";
import { agreeOnRefusal, type ExpectedRefusal } from "./expected-refusal.js";

interface FamilyOptions {
  /** Only through this lens; absent: through all lenses of the run. */
  readonly lens?: Lens;
  /** Accepted creations: a number for a fast target, or none. Absent: the profile's. */
  readonly creations?: number;
}

/** How many violations are put, and whom a missing refusal is charged to. */
interface EachOptions extends Pick<FamilyOptions, "lens"> {
  readonly blame: NonNullable<FamilyManner["blame"]>;
}

const OCCUPIED = "load-balancer/occupied";

/** What a check does with the target; everything it sees goes to the check's log. */
export class Check extends CheckNotes {
  readonly #families: FamilyRunner;
  readonly #quota: Quota;

  constructor(session: Session, log: CheckLog) {
    super(session, log);
    this.#families = new FamilyRunner(this);
    this.#quota = QUOTAS[session.profile];
    session.sight = (sighting) => this.sighting(sighting);
  }

  /** Whether listeners may be created in this run at all. */
  get mayCreate(): boolean {
    const { lenses, config, knowledge } = this.session;
    return lenses.includes("create") && knowledge.creates < config.limits.creates;
  }

  /**
   * Every request of a family is accepted: its dry run passes, and its creation makes the listener that was asked for.
   * @param family valid requests
   * @param options lens and number of creations
   */
  async accepts(family: Family, options: FamilyOptions = {}): Promise<void> {
    for (const lens of this.#lensesOf(options)) {
      const part = fewOf(
        family,
        lens,
        lens === "dry-run" ? this.#quota.examples : (options.creations ?? this.#quota.creations),
      );
      await this.#families.run(part, lens, this.#drawn(lens, options));
    }
  }

  /**
   * Every request of a family is refused as the clause says, without effect, also beside other parameters, while its control twin is accepted.
   * @param family requests with one violation each
   * @param expected how they are refused; must be what the contract says of the violation
   * @param options lens
   */
  async refuses(family: Family, expected: ExpectedRefusal, options: FamilyOptions = {}): Promise<void> {
    agreeOnRefusal(family, expected);
    const cases = besideOthers(family);
    for (const lens of this.#lensesOf(options)) {
      const dry = lens === "dry-run";
      const part = fewOf(cases, lens, dry ? this.#quota.examples : this.#quota.refusals);
      await this.#families.run(part, lens, dry ? this.#runs(this.#quota.drawn) : this.#quota.drawnRefusals);
    }
  }

  /**
   * Requests of many violations are each refused as the contract says of them; for clauses on refusals as such.
   * @param families requests with one violation each
   * @param options whom a missing refusal is charged to, and lens
   */
  async refusesEach(families: readonly Family[], { blame, lens }: EachOptions): Promise<void> {
    // Whatever else there is no room for, each kind of violation is put once.
    const firsts = families.flatMap(({ examples }) => examples.slice(0, 1));
    const others = families.flatMap(({ examples }) => examples.slice(1));
    const kept = { "dry-run": firsts.length, create: firsts.length };
    const family = await this.#whereOccupied({ examples: [...firsts, ...others], kept });
    for (const one of this.#lensesOf(lens === undefined ? {} : { lens })) {
      const part = fewOf(family, one, this.#quota.examples * 2);
      await this.#families.run(part, one, 0, { blame });
    }
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
    const all = families.flatMap((family) => spread(family.examples, this.#quota.twinsOfViolation));
    // Only a place that could have been taken shows something: where each costs a load balancer, no other is asked for.
    const examples = this.session.stage.isScarce ? all.filter(isOnIdleOne) : all;
    await this.#families.run(await this.#whereOccupied({ examples }), "create", 0, {
      twins: "every twin",
      blame: "violation",
    });
  }

  /** A family without the cases for an occupied load balancer, where that has room for more. */
  async #whereOccupied(family: Family): Promise<Family> {
    const isThere = ({ draft: { loadBalancer } }: Specimen) =>
      loadBalancer.is === "situation" && loadBalancer.situation === OCCUPIED;
    if (!family.examples.some(isThere) || (await this.isOccupied())) return family;
    return { ...family, examples: family.examples.filter((one) => !isThere(one)) };
  }

  /** Whether there is a load balancer with as many listeners as it takes; that there is none is noted. */
  async isOccupied(): Promise<boolean> {
    if (this.session.has(OCCUPIED) && (await isFullyOccupied(this.session))) return true;
    this.log.missing.add(OCCUPIED);
    return false;
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
   * Lends idle load balancers, and makes them idle again.
   * @param depth number of the case among those of its clause, counted from 0: from the third on a case is left out where time is short
   * @param count how many load balancers
   * @param use what is done with them
   * @param makes what is made there
   */
  async withLoadBalancers(
    depth: number,
    count: number,
    use: (lent: readonly BorrowedLoadBalancer[]) => Promise<unknown>,
    makes: Purpose = "listeners",
  ): Promise<void> {
    await this.noting(async () => {
      await borrowTo(this.session, depth, count, use, makes);
    });
  }

  /** Spends the budget of the run, if it has one, on further cases of what the check has done. */
  goDeeper(): Promise<void> {
    return this.noting(() => this.#families.goDeeper());
  }

  /** Lends one idle load balancer, and makes it idle again. */
  async withLoadBalancer(
    depth: number,
    use: (one: BorrowedLoadBalancer) => Promise<void>,
    makes: Purpose = "listeners",
  ): Promise<void> {
    const useOne = async ([one]: readonly BorrowedLoadBalancer[]) => {
      if (one !== undefined) await use(one);
    };
    await this.withLoadBalancers(depth, 1, useOne, makes);
  }

  #lensesOf({ lens }: FamilyOptions): readonly Lens[] {
    return this.session.lenses.filter((one) => lens === undefined || one === lens);
  }

  #runs(byProfile: number): number {
    const { run } = this.session.config;
    return run.runs ?? (this.session.isRationed ? Math.min(byProfile, DRAWN_WHERE_RATIONED) : byProfile);
  }

  #drawn(lens: Lens, { creations }: FamilyOptions): number {
    if (lens === "dry-run") return this.#runs(this.#quota.drawn);
    return creations === undefined ? Math.floor(this.#quota.creations / 2) : 0;
  }

  /** Puts a draft through the dry-run lens once and tells how it was answered, for probes. */
  async answerToDryRun(draft: RequestDraft): Promise<string> {
    return answerInWords(await askByDryRun(this.session, draft));
  }
}

function isOnIdleOne({ draft: { loadBalancer } }: Family["examples"][number]): boolean {
  return loadBalancer.is === "situation" && loadBalancer.situation === "load-balancer/idle";
}
