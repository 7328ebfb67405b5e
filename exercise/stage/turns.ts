/** Whose turn it is: lowest depth first, nobody overtaken, dry runs where a load balancer is kept for them, lone turns before all. */
import { ESSENTIAL_DEPTH, type Pending, type Removal, type StageOptions } from "./asking.js";
import { NoLoadBalancerLeft, TurnDenied, UsedUp } from "./denial.js";
import { DryRunTurns } from "./dry-run-turns.js";
import { LoadBalancerPool } from "./load-balancer-pool.js";
import { LoneTurns } from "./lone-turns.js";
import { RunTime } from "./run-time.js";
import { Shares } from "./shares.js";
import { Spending } from "./spending.js";
import { SpendingWatch } from "./spending-watch.js";
import { TurnQueue } from "./turn-queue.js";

/** A lone turn is served before everybody else. */
const LONE_DEPTH = -1;

/** What somebody asks for. */
type Asking = Pick<Pending, "by" | "depth" | "count" | "spends">;

/** Who waits for what, and who gets it. */
export class Turns {
  readonly time: RunTime;
  readonly pool: LoadBalancerPool;
  readonly dryRuns: DryRunTurns;
  /** Dry runs that share the first load balancer. */
  readonly shares = new Shares();
  readonly lone: LoneTurns;
  /** Those who wait for a load balancer that they will use up; nobody where listeners can be removed. */
  readonly spending = new Spending<Pending>();
  /** Those who want load balancers for themselves. */
  readonly #loans = new TurnQueue<Pending>();
  readonly #watch: SpendingWatch;
  readonly #isQuietBesides: NonNullable<StageOptions["isQuiet"]>;
  #removal: Removal;
  /** Cases that have load balancers and make no listener there. */
  #harmless = 0;

  constructor(options: StageOptions) {
    this.time = new RunTime(options.deepeningMs, options.limitMs);
    this.pool = new LoadBalancerPool(options.loadBalancers);
    this.dryRuns = new DryRunTurns(options.dryRuns);
    this.lone = new LoneTurns(options.quietMs ?? 0);
    this.#removal = options.removal ?? "possible";
    this.#isQuietBesides = options.isQuiet ?? (() => true);
    this.#watch = new SpendingWatch(this.spending, {
      isQuiet: () => this.time.isOver || this.#isQuiet,
      removal: () => this.#removal,
      serve: (next) => this.#serve(next),
    });
  }

  get removal(): Removal {
    return this.#removal;
  }

  /** Whether each load balancer is worth one creation, as far as is known. */
  get isScarce(): boolean {
    return this.#removal !== "possible";
  }

  /** Whether nothing is under way and nobody waits. */
  get isIdle(): boolean {
    const isWanted = this.shares.waiting + this.#loans.length + this.spending.length > 0;
    return this.pool.lent === 0 && !isWanted && this.dryRuns.isIdle;
  }

  /** Cases that wait for load balancers: all of them, and those that are put to any target however late it is. */
  get waitingForLoadBalancers(): { readonly all: number; readonly essential: number } {
    const essential = this.#loans.count(({ depth }) => depth < ESSENTIAL_DEPTH);
    return { all: this.#loans.length + this.spending.length, essential: essential + this.spending.length };
  }

  learnRemoval(removal: Removal): void {
    if (this.#removal === removal) return;
    this.#removal = removal;
    for (const one of removal === "possible" ? this.spending.leaveAll() : []) this.#loans.enter(one);
    this.grant();
  }

  /** Waits for load balancers. @throws NoLoadBalancerLeft, UsedUp, TurnDenied */
  loan(spender: Asking): Promise<readonly string[]> {
    const { isMine: isLone, avoided } = this.lone;
    const depth = isLone ? LONE_DEPTH : spender.depth;
    return new Promise((grant, deny) => {
      this.#loans.enter({ ...spender, depth, grant, deny, isLone, avoided });
      this.grant();
    });
  }

  /** Notes that what was lent is used no more; it is lent again when it is given back. */
  used(spender: Asking): void {
    if (spender.spends) this.spending.end(spender);
    else this.#harmless -= 1;
  }

  /** Waits for the load balancer that dry runs share. @throws NoLoadBalancerLeft, TurnDenied */
  share(depth: number): Promise<string> {
    return new Promise((grant, deny) => {
      this.shares.enter({ depth, grant, deny });
      this.grant();
    });
  }

  /** Notes that something has ended: who waited for that may begin. */
  ended(): void {
    this.lone.somethingEnded();
    this.grant();
  }

  /** Serves whoever is next for as long as there is something to be had; nobody is overtaken. In a lone turn those who wait are shut out. */
  grant(): void {
    const isShutOut = this.lone.isTaken && !this.time.isOver;
    if (this.time.isOver) this.dryRuns.denyAll();
    if (!isShutOut) {
      this.dryRuns.grant();
      this.#grantShares();
    }
    for (let next = this.#loans.next; next !== undefined; next = this.#loans.next) {
      if (isShutOut && !next.isLone) break;
      if (next.spends && this.isScarce) this.spending.enter(next);
      else if (!this.#serve(next)) break;
      this.#loans.takeNext();
    }
    this.#watch.lookSoon();
  }

  /** Whether nothing is under way or waited for but creations that take their load balancer for good. */
  get #isQuiet(): boolean {
    const isUsed = !this.shares.isIdle || this.#harmless > 0 || !this.dryRuns.isIdle || this.lone.isTaken;
    const isWanted = this.shares.waiting + this.dryRuns.waiting + this.#loans.length > 0;
    return !isUsed && !isWanted && this.#isQuietBesides(this.spending.holders);
  }

  /** @returns whether somebody got load balancers, or was told that there are none to be had */
  #serve(next: Pending): boolean {
    const denial = this.#denialOf(next);
    const ids = denial === undefined ? this.pool.freeFor(next, this.#mayHaveLast(next)) : undefined;
    if (denial === undefined && ids === undefined) return false;
    if (denial instanceof UsedUp) this.spending.deny(next);
    if (denial !== undefined) next.deny(denial);
    else if (ids !== undefined) {
      this.pool.lend(ids);
      if (next.spends) this.spending.begin(next);
      else this.#harmless += 1;
      next.grant(ids);
    }
    return true;
  }

  /** Dry runs go first where a load balancer is kept for them; elsewhere they wait for whoever is shallower. */
  #grantShares(): void {
    const { forDryRuns, keepsOneApart } = this.pool;
    for (let next = this.shares.next; next !== undefined; next = this.shares.next) {
      if (this.time.isOver) next.deny(new TurnDenied("over"));
      else if (forDryRuns === undefined) next.deny(this.#shortage(1, 0));
      else {
        const waiting = this.#loans.next;
        const isBehind = !keepsOneApart && waiting !== undefined && waiting.depth < next.depth;
        if (this.pool.isLent(forDryRuns) || isBehind) return;
        next.grant(forDryRuns);
      }
      this.shares.takeNext();
    }
  }

  #denialOf({ depth, count, spends }: Pending): Error | undefined {
    if (this.time.isOver) return new TurnDenied("over");
    if (depth >= ESSENTIAL_DEPTH && this.time.isTooLateToDeepen(this.lone.tookMs)) return new TurnDenied("deepening");
    const left = this.isScarce ? this.pool.roomFor(spends) : this.pool.lendable(count);
    return left < count ? this.#shortage(count, left) : undefined;
  }

  #shortage(count: number, left: number): Error {
    const { supplied } = this.pool;
    return this.isScarce && supplied >= count ? new UsedUp(count) : new NoLoadBalancerLeft(count, left, supplied);
  }

  /** The load balancer for dry runs is lent only while no dry run wants it. */
  #mayHaveLast({ spends }: Pending): boolean {
    const isKept = this.isScarce && spends && this.pool.supplied > 1;
    return !isKept && this.shares.isIdle && (!this.pool.keepsOneApart || this.dryRuns.isIdle);
  }
}
