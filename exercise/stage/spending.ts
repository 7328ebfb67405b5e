/**
 * Creations at a target whose listeners cannot be removed: each takes its load balancer for good. They wait until all that costs nothing is
 * done, and then go to the clauses that nothing else has shown yet, those first that one creation shows most of.
 */
import { clausesShownWith, SPENDING_ORDER } from "../../contract/needs.js";

/** Whoever wants to make listeners. */
export interface Spender {
  /** Requirement whose case it is. */
  readonly by: string;
  readonly depth: number;
  /** Load balancers that it wants. */
  readonly count: number;
}

/** What one more creation is worth: less comes first. */
type Rank = readonly [group: number, place: number, depth: number];

const SHOWS_A_CLAUSE = 0;
const GOES_DEEPER = 1;

/** Those who wait for a load balancer that they will use up. */
export class Spending<S extends Spender> {
  readonly #waiting: S[] = [];
  /** Whether the check of a requirement has shown anything yet. */
  readonly #shown = new Map<string, () => boolean>();
  /** Whose creations are under way, how often. */
  readonly #underWay = new Map<string, number>();
  /** Load balancers that were wanted and could not be had, by requirement. */
  readonly #lacking = new Map<string, number>();

  /** How many wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** How many have load balancers now. */
  get underWay(): number {
    return [...this.#underWay.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Requirements whose cases have load balancers now. */
  get holders(): ReadonlySet<string> {
    return new Set([...this.#underWay].flatMap(([by, count]) => (count > 0 ? [by] : [])));
  }

  /** Makes a check known. */
  know(by: string, hasShown: () => boolean): void {
    this.#shown.set(by, hasShown);
  }

  enter(spender: S): void {
    this.#waiting.push(spender);
  }

  /** Takes all out who wait. */
  leaveAll(): readonly S[] {
    return this.#waiting.splice(0);
  }

  /**
   * The one whose creation is worth most now.
   * @param mayGoDeeper whether it may be one whose clause has shown something: not while it might be better used for what is under way
   */
  next(mayGoDeeper: boolean): S | undefined {
    const [best] = [...this.#waiting].sort((a, b) => compare(this.#rankOf(a), this.#rankOf(b)));
    if (best === undefined) return undefined;
    return mayGoDeeper || this.#rankOf(best)[0] === SHOWS_A_CLAUSE ? best : undefined;
  }

  /** Takes one out. */
  leave(spender: S): void {
    this.#waiting.splice(this.#waiting.indexOf(spender), 1);
  }

  begin({ by }: Spender): void {
    this.#underWay.set(by, (this.#underWay.get(by) ?? 0) + 1);
  }

  end({ by }: Spender): void {
    this.#underWay.set(by, (this.#underWay.get(by) ?? 0) - 1);
  }

  /** Notes that one went without. */
  deny({ by, count }: Spender): void {
    this.#lacking.set(by, Math.min(count, this.#lacking.get(by) ?? count));
  }

  /** Load balancers that would have shown the clauses of which nothing was shown. */
  get lacking(): number {
    const wanted = [...this.#lacking].filter(([by]) => SPENDING_ORDER.includes(by) && !this.#hasShown(by));
    return wanted.reduce((sum, [, count]) => sum + count, 0);
  }

  #rankOf({ by, depth }: Spender): Rank {
    const clauses = clausesShownWith(by);
    const isOpen = clauses.some((clause) => !this.#hasShown(clause));
    const isUnderWay = clauses.some((clause) => (this.#underWay.get(clause) ?? 0) > 0);
    const place = SPENDING_ORDER.indexOf(by);
    if (isOpen && !isUnderWay) return [SHOWS_A_CLAUSE, place < 0 ? SPENDING_ORDER.length : place, depth];
    return [GOES_DEEPER, this.#hasShown(by) ? 1 : 0, depth];
  }

  #hasShown(by: string): boolean {
    return this.#shown.get(by)?.() ?? true;
  }
}

function compare(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
