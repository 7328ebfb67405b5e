/**
 * The stage: the one owner of the load balancers, of the order of turns and of the time of a run. All checks of a run are under way at once;
 * each case waits here until it is its turn. A new kind of thing that cases compete for belongs here and nowhere else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Stay } from "../../evidence/schedule.js";
import type { Ask, Removal, StageOptions } from "./asking.js";
import { TurnDenied } from "./denial.js";
import type { PutOffFor } from "./dry-run-turns.js";
import { Turns } from "./turns.js";

/** Milliseconds between two looks whether the stage is quiet, and how many in a row have to find it so: a check may just be between two cases. */
const LULL_MS = 15;
const QUIET_AFTER = 3;
/** Stays that are remembered for the picture. */
const KEPT_STAYS = 20_000;
/** Stays from which on it can be said how long others will take. */
const STAYS_TO_JUDGE_BY = 4;

/** One stage per run and process. */
export class Stage {
  readonly #turns: Turns;
  readonly #restoring = new Set<Promise<void>>();
  readonly #stays: Stay[] = [];

  constructor(options: StageOptions) {
    this.#turns = new Turns(options);
    if (options.limitMs !== undefined) setTimeout(() => this.#turns.grant(), options.limitMs + 1).unref();
  }

  /** Load balancers that can still be lent. */
  get left(): readonly string[] {
    return this.#turns.pool.left;
  }

  /** The load balancer that dry runs are put to. It is kept apart where there are enough. */
  get forDryRuns(): string | undefined {
    return this.#turns.pool.forDryRuns;
  }

  /** How many load balancers there were at the beginning. */
  get supplied(): number {
    return this.#turns.pool.supplied;
  }

  /** How many load balancers can be lent at once. */
  get lendable(): number {
    const { pool } = this.#turns;
    return this.isScarce ? Math.min(1, pool.roomFor(true)) : pool.lendable(1);
  }

  /** Whether listeners can be removed, as far as is known. */
  get removal(): Removal {
    return this.#turns.removal;
  }

  /** Whether each load balancer is worth one creation, as far as is known. */
  get isScarce(): boolean {
    return this.#turns.isScarce;
  }

  /** Load balancers that would be needed to show the clauses of which nothing could be shown for want of them. */
  get lacking(): number {
    return this.#turns.spending.lacking;
  }

  /** Makes it known whether listeners can be removed. */
  learnRemoval(removal: Removal): void {
    this.#turns.learnRemoval(removal);
  }

  /**
   * Makes a check known: where creations are scarce, those go first that have shown nothing yet.
   * @param by its requirement
   * @param hasShown whether it has shown anything yet
   */
  know(by: string, hasShown: () => boolean): void {
    this.#turns.spending.know(by, hasShown);
  }

  /** Stays so far; the earliest of very many. */
  get stays(): readonly Stay[] {
    return this.#stays;
  }

  /** Milliseconds since the run began. */
  get elapsedMs(): number {
    return this.#turns.time.elapsedMs;
  }

  /** Milliseconds that are left of the run; infinite without a bound. */
  get leftMs(): number {
    return this.#turns.time.leftMs;
  }

  /**
   * Milliseconds that those who wait for load balancers will still take, judged by how many had theirs so far: a run takes at least that.
   * @returns `undefined` while there is too little to judge by
   */
  get waitingMs(): number | undefined {
    const { time, waitingForLoadBalancers: waiting } = this.#turns;
    if (this.#stays.length < STAYS_TO_JUDGE_BY || this.#stays.length === KEPT_STAYS) return undefined;
    const each = time.elapsedMs / this.#stays.length;
    const untilTooDeep = Math.max(time.deepeningLeftMs, waiting.essential * each);
    return Math.min(waiting.all * each, untilTooDeep, time.leftMs);
  }

  /** Cases that wait for load balancers. */
  get waiting(): number {
    return this.#turns.waitingForLoadBalancers.all;
  }

  /** Takes a load balancer out: something is left on it that cannot be removed, or somebody else uses it. */
  retire(id: string): void {
    this.#turns.pool.retire(id);
    this.#turns.grant();
  }

  /** Why the run was ended before its time, where that is the doing of the target. */
  get stoppedBecause(): string | undefined {
    return this.#turns.time.stoppedBecause;
  }

  /**
   * Begins nothing more. What is under way comes to its end.
   * @param because what of the target makes all else hopeless; absent: it was wanted so
   */
  stop(because?: string): void {
    this.#turns.time.stop(because);
    this.#turns.grant();
  }

  /** Waits until everything that was lent is idle again. */
  async restored(): Promise<void> {
    while (this.#restoring.size > 0) await Promise.all(this.#restoring);
  }

  /**
   * Gives a dry run its turn.
   * @param depth number of the case among those of its clause
   * @param run sends it
   * @throws TurnDenied when the time of the run is over
   */
  async dryRun<T>(depth: number, run: () => Promise<T>): Promise<T> {
    const { lone, dryRuns, time } = this.#turns;
    if (time.isOver) throw new TurnDenied("over");
    if (lone.isMine) return lone.oneByOne(run);
    await dryRuns.begin(depth, lone.isTaken);
    try {
      return await run();
    } finally {
      dryRuns.end();
      this.#turns.ended();
    }
  }

  /**
   * Gives a turn in which nothing else is under way: nothing new is begun, and what was begun is waited for, within bounds.
   * Where creations are scarce each may have to wait for all others, so that nobody who makes one is alone.
   * @param avoid load balancers that it would rather not have
   * @param use what is done
   * @param makes what is made there
   */
  async alone<T>(
    avoid: readonly string[],
    use: () => Promise<T>,
    makes: "listeners" | "nothing" = "listeners",
  ): Promise<T> {
    const { lone, dryRuns, shares, pool } = this.#turns;
    if (lone.isMine || (this.isScarce && makes === "listeners")) return use();
    const noDryRuns = () => dryRuns.isIdle && shares.isIdle;
    const nothing = () => pool.lent === 0 && noDryRuns();
    try {
      return await lone.take(avoid, [nothing, noDryRuns], use);
    } finally {
      this.#turns.grant();
    }
  }

  /** Whether the caller is within a lone turn: all that is not waits for its end, and must not be waited for. */
  get isAlone(): boolean {
    return this.#turns.lone.isMine;
  }

  /**
   * Notes a dry run that may have met others.
   * @returns whether fewer may be under way from now on
   */
  noteMeeting(putOff: PutOffFor): boolean {
    return this.#turns.dryRuns.noteMeeting(putOff);
  }

  /** Notes a dry run that was answered otherwise beside others than alone. */
  noteHarm(): void {
    this.#turns.dryRuns.noteHarm();
  }

  /**
   * Uses the load balancer for dry runs beside other dry runs, while nobody has it for itself.
   * @param depth number of the case
   * @param use what is done there; it can ask whether it has met others so far
   * @throws NoLoadBalancerLeft when there is none, TurnDenied when the time of the run is over
   */
  async share<T>(depth: number, use: (id: string, hasMet: () => boolean) => Promise<T>): Promise<T> {
    const { lone, pool, shares } = this.#turns;
    if (lone.isMine) return use(pool.forLoneDryRun(lone.avoided), () => false);
    const id = await this.#turns.share(depth);
    const sharer = shares.begin();
    try {
      return await use(id, () => sharer.hasMet);
    } finally {
      shares.end(sharer);
      this.#turns.ended();
    }
  }

  /**
   * Lends load balancers until `use` has ended. They are made idle again after that; only the next borrower waits for it.
   * @param ask depth, number and for whom
   * @param use what is done with them
   * @param restore makes them idle again and tells how many listeners were made on each; must not reject
   * @throws NoLoadBalancerLeft or UsedUp when fewer are left, TurnDenied when it is too late
   */
  async lend<T>(
    ask: Ask,
    use: (ids: readonly string[]) => Promise<T>,
    restore: () => Promise<readonly number[]>,
  ): Promise<T> {
    const { time, pool } = this.#turns;
    const { by } = ask;
    const spender = { ...ask, count: Math.max(1, ask.count), spends: ask.spends ?? true };
    const ids = await this.#turns.loan(spender);
    const from = time.elapsedMs;
    try {
      return await use(ids);
    } finally {
      this.#turns.used(spender);
      const until = time.elapsedMs;
      const restoring: Promise<void> = restore().then((made) => {
        this.#restoring.delete(restoring);
        for (const [i, id] of ids.entries()) {
          pool.giveBack(id);
          const stay = { loadBalancerId: id, by, from, until, idleAt: time.elapsedMs, listeners: made[i] ?? 0 };
          if (this.#stays.length < KEPT_STAYS) this.#stays.push(stay);
        }
        this.#turns.ended();
      });
      this.#restoring.add(restoring);
    }
  }

  /**
   * Waits until no case is under way here and none is waiting: for what needs the target for itself, and so comes last.
   * @returns at once when the time of the run is over
   */
  async quiet(): Promise<void> {
    // Those who wait wait for this.
    if (this.isAlone) return;
    for (let lulls = 0; lulls < QUIET_AFTER && !this.#turns.time.isOver; ) {
      await sleep(LULL_MS);
      lulls = this.#turns.isIdle ? lulls + 1 : 0;
    }
  }
}
