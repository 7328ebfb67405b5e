/** The load balancers of a run: which are left, which are lent, and which of them comes next. Whose turn it is is the stage's business. */
import type { Pending } from "./asking.js";
import { NoLoadBalancerLeft } from "./denial.js";

/** Number of load balancers from which on one of them is kept apart for dry runs. */
const KEPT_APART_FROM = 3;

/** Keeps account of them. */
export class LoadBalancerPool {
  readonly #ids: readonly string[];
  readonly #retired = new Set<string>();
  readonly #lent = new Set<string>();
  /** When each was given back last, as a number that grows. */
  readonly #givenBack = new Map<string, number>();
  #returns = 0;

  /** @param ids idle load balancers, each of which holds one listener */
  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  /** Those that can still be lent. */
  get left(): readonly string[] {
    return this.#ids.filter((id) => !this.#retired.has(id));
  }

  /** The one that dry runs are put to. */
  get forDryRuns(): string | undefined {
    return this.left[0];
  }

  /** How many there were at the beginning. */
  get supplied(): number {
    return this.#ids.length;
  }

  /** How many are lent now. */
  get lent(): number {
    return this.#lent.size;
  }

  /** Whether one is kept apart for dry runs. */
  get keepsOneApart(): boolean {
    return this.#ids.length >= KEPT_APART_FROM;
  }

  isLent(id: string): boolean {
    return this.#lent.has(id);
  }

  retire(id: string): void {
    this.#retired.add(id);
  }

  lend(ids: readonly string[]): void {
    for (const id of ids) this.#lent.add(id);
  }

  giveBack(id: string): void {
    this.#lent.delete(id);
    this.#givenBack.set(id, this.#returns);
    this.#returns += 1;
  }

  /** How many can be lent to one who wants some; the last ones left after others had to be taken out still serve for dry runs. */
  lendable(count: number): number {
    const { length } = this.left;
    return this.keepsOneApart && (length > count || this.#retired.size > 0) ? length - 1 : length;
  }

  /** How many there are for a case where creations are scarce: one is kept for what makes no listener, wherever there was more than one. */
  roomFor(spends: boolean): number {
    return this.left.length - (spends && this.#ids.length > 1 ? 1 : 0);
  }

  /**
   * Those that somebody gets, the longest idle ones first: what a fault has done to one may not be seen from outside, and is not to meet the
   * same case again. The one for dry runs comes last.
   * @param pending who wants them
   * @param mayHaveLast whether that may be the one for dry runs
   */
  freeFor({ count, avoided }: Pending, mayHaveLast: boolean): readonly string[] | undefined {
    const { forDryRuns } = this;
    const others = this.left.filter((id) => id !== forDryRuns && !this.#lent.has(id));
    others.sort((a, b) => (this.#givenBack.get(a) ?? -1) - (this.#givenBack.get(b) ?? -1));
    const hasLast = mayHaveLast && forDryRuns !== undefined && !this.#lent.has(forDryRuns);
    const all = hasLast ? [...others, forDryRuns] : others;
    const free = [...all.filter((id) => !avoided.has(id)), ...all.filter((id) => avoided.has(id))];
    return free.length < count ? undefined : free.slice(0, count);
  }

  /**
   * One for a dry run that is alone: nobody else has any of them, unless somebody did not come to an end.
   * @param avoided those that it would rather not have
   * @throws NoLoadBalancerLeft
   */
  forLoneDryRun(avoided: ReadonlySet<string>): string {
    const { left } = this;
    const id = left.filter((one) => !this.#lent.has(one) && !avoided.has(one)).at(-1) ?? left[0];
    if (id === undefined) throw new NoLoadBalancerLeft(1, 0, this.#ids.length);
    return id;
  }
}
