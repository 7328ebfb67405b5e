/**
 * The stage: the one owner of the load balancers, of the order of turns and of the time of a run. All checks of a run are under way at once;
 * each case waits here until it is its turn. A new kind of thing that cases compete for belongs here and nowhere else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Stay } from "../../evidence/schedule.js";
import { NoLoadBalancerLeft, TurnDenied, UsedUp } from "./denial.js";
import { LoneTurns } from "./lone-turns.js";
import { type Spender, Spending } from "./spending.js";
import { TurnQueue } from "./turn-queue.js";

export { NoLoadBalancerLeft, TurnDenied, UsedUp };

/** Cases of a clause that are put to any target; deeper ones are left out where time is short. */
export const ESSENTIAL_DEPTH = 2;

export interface StageOptions {
  /** Idle load balancers, each of which holds one listener. */
  readonly loadBalancers: readonly string[];
  /** Dry runs under way at once. */
  readonly dryRuns: number;
  /** Milliseconds after which no case beyond the essential ones is begun that needs a load balancer for itself. */
  readonly deepeningMs: number;
  /** Milliseconds after which nothing is begun; absent: no bound. */
  readonly limitMs?: number;
  /** Whether listeners can be removed; absent: they can. */
  readonly removal?: Removal;
  /** Whether no check but those that have load balancers to make listeners on waits for an answer; absent: none does. */
  readonly isQuiet?: (besides: ReadonlySet<string>) => boolean;
  /** Milliseconds that a lone turn waits at most for what is under way; absent: it does not wait. */
  readonly quietMs?: number;
}

/** `unproved`: nobody knows until a listener was removed. Then one creation goes ahead. */
export type Removal = "possible" | "impossible" | "unproved";

/** Who asks for a turn. */
export interface Ask {
  /** Number of the case among those of its clause, counted from 0. */
  readonly depth: number;
  /** Load balancers that it needs, granted at once or not at all. */
  readonly count: number;
  /** Requirement whose case it is. */
  readonly by: string;
  /** Whether it makes listeners, as opposed to requests of which nothing is to come; absent: it does. */
  readonly spends?: boolean;
}

interface Pending extends Spender {
  readonly spends: boolean;
  /** Whether it asks within a lone turn. */
  readonly isLone: boolean;
  /** Load balancers that it would rather not have. */
  readonly avoided: ReadonlySet<string>;
  readonly grant: (ids: readonly string[]) => void;
  readonly deny: (error: Error) => void;
}

/** What shares the first load balancer with others makes no listener there. */
const SHARER = { by: "", count: 1, spends: false, isLone: false, avoided: new Set<string>() } as const;

/** Number of load balancers from which on one of them is kept apart for dry runs. */
const KEPT_APART_FROM = 3;
/** Dry runs that have to be put off, and the part of all that they have to be, before they go one after another. */
const PUT_OFF_KNOWN = 3;
const PUT_OFF_PART = 8;
/** Milliseconds between two looks whether all that costs nothing is done. */
const LOOK_AGAIN_MS = 4;
/** Milliseconds between two looks whether the stage is quiet, and how many in a row have to find it so: a check may just be between two cases. */
const LULL_MS = 15;
const QUIET_AFTER = 3;
/** Stays that are remembered for the picture. */
const KEPT_STAYS = 20_000;
/** A lone turn is served before everybody else. */
const LONE_DEPTH = -1;

/** One stage per run and process. */
export class Stage {
  readonly #ids: readonly string[];
  readonly #options: StageOptions;
  readonly #openedAt = performance.now();
  readonly #retired = new Set<string>();
  readonly #lent = new Set<string>();
  /** Those who want load balancers for themselves. */
  readonly #loans = new TurnQueue<Pending>();
  /** Dry runs that want to share the first one. */
  readonly #shares = new TurnQueue<Pending>();
  /** Those who wait for a load balancer that they will use up; nobody where listeners can be removed. */
  readonly #spending = new Spending<Pending>();
  readonly #dryRuns = new TurnQueue<{
    readonly depth: number;
    readonly begin: () => void;
    readonly deny: (error: Error) => void;
  }>();
  /** When each was given back last, as a number that grows. */
  readonly #givenBack = new Map<string, number>();
  readonly #restoring = new Set<Promise<void>>();
  readonly #stays: Stay[] = [];
  /** Dry runs under way at once; one where the target puts off those that meet. */
  #atOnce: number;
  #freeDryRuns: number;
  #meetings = 0;
  #putOff = 0;
  #harmed = 0;
  readonly #lone: LoneTurns;
  /** Dry runs on the first load balancer. */
  #sharers = 0;
  #returns = 0;
  #stopped = false;
  #removal: Removal;
  /** Cases that have load balancers and make no listener there. */
  #harmless = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor(options: StageOptions) {
    this.#ids = options.loadBalancers;
    this.#options = options;
    this.#removal = options.removal ?? "possible";
    this.#atOnce = Math.max(1, options.dryRuns);
    this.#freeDryRuns = this.#atOnce;
    this.#lone = new LoneTurns(options.quietMs ?? 0);
    if (options.limitMs !== undefined) setTimeout(() => this.#grant(), options.limitMs + 1).unref();
  }

  /** Load balancers that can still be lent. */
  get left(): readonly string[] {
    return this.#ids.filter((id) => !this.#retired.has(id));
  }

  /** The load balancer that dry runs are put to. It is kept apart where there are enough. */
  get forDryRuns(): string | undefined {
    return this.left[0];
  }

  /** How many load balancers there were at the beginning. */
  get supplied(): number {
    return this.#ids.length;
  }

  /** How many load balancers can be lent at once. */
  get lendable(): number {
    return this.isScarce ? Math.min(1, this.#roomFor(true)) : this.#lendable(1).length;
  }

  /** Whether listeners can be removed, as far as is known. */
  get removal(): Removal {
    return this.#removal;
  }

  /** Whether each load balancer is worth one creation, as far as is known. */
  get isScarce(): boolean {
    return this.#removal !== "possible";
  }

  /** Load balancers that would be needed to show the clauses of which nothing could be shown for want of them. */
  get lacking(): number {
    return this.#spending.lacking;
  }

  /** Makes it known whether listeners can be removed. */
  learnRemoval(removal: Removal): void {
    if (this.#removal === removal) return;
    this.#removal = removal;
    for (const one of removal === "possible" ? this.#spending.leaveAll() : []) this.#loans.enter(one);
    this.#grant();
  }

  /**
   * Makes a check known: where creations are scarce, those go first that have shown nothing yet.
   * @param by its requirement
   * @param hasShown whether it has shown anything yet
   */
  know(by: string, hasShown: () => boolean): void {
    this.#spending.know(by, hasShown);
  }

  /** Stays so far; the earliest of very many. */
  get stays(): readonly Stay[] {
    return this.#stays;
  }

  /** Milliseconds that are left of the run; infinite without a bound. */
  get leftMs(): number {
    const { limitMs } = this.#options;
    if (this.#stopped) return 0;
    return limitMs === undefined ? Number.POSITIVE_INFINITY : Math.max(0, limitMs - this.#elapsedMs);
  }

  /** Takes a load balancer out: something is left on it that cannot be removed, or somebody else uses it. */
  retire(id: string): void {
    this.#retired.add(id);
    this.#grant();
  }

  /** Begins nothing more. What is under way comes to its end. */
  stop(): void {
    this.#stopped = true;
    this.#grant();
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
    if (this.#isOver) throw new TurnDenied("over");
    if (this.#lone.isMine) return this.#lone.oneByOne(run);
    if (this.#freeDryRuns > 0 && !this.#lone.isTaken) this.#freeDryRuns -= 1;
    else await new Promise<void>((begin, deny) => this.#dryRuns.enter({ depth, begin, deny }));
    try {
      return await run();
    } finally {
      this.#freeDryRuns += 1;
      this.#lone.somethingEnded();
      this.#grant();
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
    if (this.#lone.isMine || (this.isScarce && makes === "listeners")) return use();
    const noDryRuns = () => this.#freeDryRuns >= this.#atOnce && this.#sharers === 0;
    const nothing = () => this.#lent.size === 0 && noDryRuns();
    try {
      return await this.#lone.take(avoid, [nothing, noDryRuns], use);
    } finally {
      this.#grant();
    }
  }

  /**
   * Notes a dry run that may have met others. Where the target puts off a good part of those that meet, they go one after another from then on:
   * that they met is this suite's doing.
   * @param isPutOff whether it got an error that passes
   */
  noteMeeting(isPutOff: boolean): void {
    this.#meetings += 1;
    if (isPutOff) this.#putOff += 1;
    if (this.#putOff >= PUT_OFF_KNOWN && this.#putOff * PUT_OFF_PART >= this.#meetings) this.#separate();
  }

  /** Notes a dry run that was answered otherwise beside others than alone; after a few of them they go one after another. */
  noteHarm(): void {
    this.#harmed += 1;
    if (this.#harmed >= PUT_OFF_KNOWN) this.#separate();
  }

  #separate(): void {
    this.#freeDryRuns -= this.#atOnce - 1;
    this.#atOnce = 1;
  }

  /**
   * Uses the load balancer for dry runs beside other dry runs, while nobody has it for itself.
   * @param depth number of the case
   * @param use what is done there
   * @throws NoLoadBalancerLeft when there is none, TurnDenied when the time of the run is over
   */
  async share<T>(depth: number, use: (id: string) => Promise<T>): Promise<T> {
    if (this.#lone.isMine) return use(this.#loneShare());
    const id = await new Promise<string>((resolve, deny) => {
      const grant = ([id = ""]: readonly string[]) => resolve(id);
      this.#shares.enter({ ...SHARER, depth, grant, deny });
      this.#grant();
    });
    try {
      return await use(id);
    } finally {
      this.#sharers -= 1;
      this.#lone.somethingEnded();
      this.#grant();
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
    const spender = { ...ask, count: Math.max(1, ask.count), spends: ask.spends ?? true };
    const ids = await this.#turn(spender);
    const from = this.#elapsedMs;
    if (!spender.spends) this.#harmless += 1;
    try {
      return await use(ids);
    } finally {
      if (spender.spends) this.#spending.end(spender);
      else this.#harmless -= 1;
      const until = this.#elapsedMs;
      const restoring: Promise<void> = restore().then((made) => {
        this.#restoring.delete(restoring);
        for (const [i, id] of ids.entries()) {
          this.#lent.delete(id);
          this.#givenBack.set(id, this.#returns);
          this.#returns += 1;
          this.#noteStay({
            loadBalancerId: id,
            by: ask.by,
            from,
            until,
            idleAt: this.#elapsedMs,
            listeners: made[i] ?? 0,
          });
        }
        this.#lone.somethingEnded();
        this.#grant();
      });
      this.#restoring.add(restoring);
    }
  }

  /**
   * Waits until no case is under way here and none is waiting: for what needs the target for itself, and so comes last.
   * @returns at once when the time of the run is over
   */
  async quiet(): Promise<void> {
    // Within a lone turn it is, and those who wait wait for this.
    if (this.#lone.isMine) return;
    for (let lulls = 0; lulls < QUIET_AFTER && !this.#isOver; ) {
      await sleep(LULL_MS);
      lulls = this.#isIdle ? lulls + 1 : 0;
    }
  }

  get #isIdle(): boolean {
    const isWanted = this.#shares.length + this.#loans.length + this.#spending.length > 0;
    return this.#lent.size === 0 && !isWanted && this.#hasNoDryRuns;
  }

  get #elapsedMs(): number {
    return performance.now() - this.#openedAt;
  }

  get #isOver(): boolean {
    return this.leftMs <= 0;
  }

  get #keepsOneApart(): boolean {
    return this.#ids.length >= KEPT_APART_FROM;
  }

  /** The last ones left after others had to be taken out still serve for dry runs. */
  #lendable(count: number): readonly string[] {
    const { left } = this;
    const keepsOneApart = this.#keepsOneApart && (left.length > count || this.#retired.size > 0);
    return keepsOneApart ? left.slice(1) : left;
  }

  /** Load balancers for a case: one is kept for what makes no listener, wherever there was more than one. */
  #roomFor(spends: boolean): number {
    return spends && this.#ids.length > 1 ? this.left.length - 1 : this.left.length;
  }

  #turn(spender: Spender & { readonly spends: boolean }): Promise<readonly string[]> {
    const { isMine: isLone, avoided } = this.#lone;
    const depth = isLone ? LONE_DEPTH : spender.depth;
    return new Promise((grant, deny) => {
      this.#loans.enter({ ...spender, depth, grant, deny, isLone, avoided });
      this.#grant();
    });
  }

  /** Serves whoever is next for as long as there is something to be had; nobody is overtaken. */
  #grant(): void {
    this.#grantDryRuns();
    this.#grantShares();
    for (let next = this.#loans.next; next !== undefined; next = this.#loans.next) {
      if (this.#isShutOut && !next.isLone && !this.#isOver) break;
      if (next.spends && this.isScarce) this.#spending.enter(next);
      else if (!this.#serve(next)) break;
      this.#loans.takeNext();
    }
    if (this.#spending.length > 0) this.#lookSoon();
  }

  #grantDryRuns(): void {
    while (this.#dryRuns.next !== undefined && (this.#isOver || (this.#freeDryRuns > 0 && !this.#isShutOut))) {
      const next = this.#dryRuns.takeNext();
      if (this.#isOver) next?.deny(new TurnDenied("over"));
      else {
        this.#freeDryRuns -= 1;
        next?.begin();
      }
    }
  }

  /** @returns whether somebody got load balancers, or was told that there are none to be had */
  #serve(next: Pending): boolean {
    const denial = this.#denialOf(next);
    const ids = denial === undefined ? this.#freeFor(next) : undefined;
    if (denial === undefined && ids === undefined) return false;
    if (denial instanceof UsedUp) this.#spending.deny(next);
    if (denial !== undefined) next.deny(denial);
    else if (ids !== undefined) {
      for (const id of ids) this.#lent.add(id);
      if (next.spends) this.#spending.begin(next);
      next.grant(ids);
    }
    return true;
  }

  #lookSoon(): void {
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.#spend();
      if (this.#spending.length > 0) this.#lookSoon();
    }, LOOK_AGAIN_MS);
  }

  /** Lends load balancers for good, once nothing else is under way that might show the same without. */
  #spend(): void {
    if (!this.#isOver && !this.#isQuiet) return;
    const goesDeeper = this.#spending.underWay === 0 && this.#spending.next(false) === undefined;
    for (let next = this.#spending.next(goesDeeper); next !== undefined; next = this.#spending.next(goesDeeper)) {
      const mayNotRemove = this.#removal === "unproved" && this.#spending.underWay > 0;
      if (mayNotRemove || !this.#serve(next)) return;
      this.#spending.leave(next);
    }
  }

  get #isQuiet(): boolean {
    const isUsed = this.#sharers > 0 || this.#harmless > 0 || !this.#hasNoDryRuns;
    const isWanted = this.#shares.length + this.#dryRuns.length + this.#loans.length > 0;
    return !isUsed && !isWanted && (this.#options.isQuiet?.(this.#spending.holders) ?? true);
  }

  /** Dry runs go first where a load balancer is kept for them; elsewhere they wait for whoever is shallower. */
  #grantShares(): void {
    for (let next = this.#shares.next; next !== undefined; next = this.#shares.next) {
      const { forDryRuns } = this;
      const isOver = this.#isOver;
      if (forDryRuns !== undefined && !isOver) {
        if (this.#lent.has(forDryRuns) || this.#isShutOut) return;
        const waiting = this.#loans.next;
        if (!this.#keepsOneApart && waiting !== undefined && waiting.depth < next.depth) return;
      }
      this.#shares.takeNext();
      if (isOver) next.deny(new TurnDenied("over"));
      else if (forDryRuns === undefined) next.deny(this.#shortage(1, 0));
      else {
        this.#sharers += 1;
        next.grant([forDryRuns]);
      }
    }
  }

  #denialOf({ depth, count, spends }: Pending): Error | undefined {
    if (this.#isOver) return new TurnDenied("over");
    const deepeningMs = this.#options.deepeningMs + this.#lone.tookMs;
    if (depth >= ESSENTIAL_DEPTH && this.#elapsedMs > deepeningMs) return new TurnDenied("deepening");
    const length = this.isScarce ? this.#roomFor(spends) : this.#lendable(count).length;
    return length < count ? this.#shortage(count, length) : undefined;
  }

  #shortage(count: number, left: number): Error {
    const supplied = this.#ids.length;
    return this.isScarce && supplied >= count ? new UsedUp(count) : new NoLoadBalancerLeft(count, left, supplied);
  }

  /**
   * The longest idle ones first: what a fault has done to one may not be seen from outside, and is not to meet the same case again. The one
   * for dry runs comes last, and only while no dry run wants it.
   */
  #freeFor({ count, spends, avoided }: Pending): readonly string[] | undefined {
    const { forDryRuns } = this;
    const isKept = this.isScarce && spends && this.#ids.length > 1;
    const others = this.left.filter((id) => id !== forDryRuns && !this.#lent.has(id));
    others.sort((a, b) => (this.#givenBack.get(a) ?? -1) - (this.#givenBack.get(b) ?? -1));
    const mayLendLast =
      !isKept &&
      forDryRuns !== undefined &&
      !this.#lent.has(forDryRuns) &&
      this.#sharers === 0 &&
      (!this.#keepsOneApart || this.#hasNoDryRuns);
    const all = mayLendLast ? [...others, forDryRuns] : others;
    const free = [...all.filter((id) => !avoided.has(id)), ...all.filter((id) => avoided.has(id))];
    return free.length < count ? undefined : free.slice(0, count);
  }

  /** Whether those who wait are shut out: who asks is told by what they asked with, not by who lets them in. */
  get #isShutOut(): boolean {
    return this.#lone.isTaken;
  }

  /** For a lone dry run: nobody else has any of them. */
  #loneShare(): string {
    const { left } = this;
    const others = left.filter((id) => !this.#lent.has(id) && !this.#lone.avoided.has(id));
    const id = others.at(-1) ?? left[0];
    if (id === undefined) throw new NoLoadBalancerLeft(1, 0, this.#ids.length);
    return id;
  }

  get #hasNoDryRuns(): boolean {
    return this.#freeDryRuns === this.#atOnce;
  }

  #noteStay(stay: Stay): void {
    if (this.#stays.length < KEPT_STAYS) this.#stays.push(stay);
  }
}
