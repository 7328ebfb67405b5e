/** How soon the place of a removed listener is free, as far as this run has seen; `exercise/stage/freed-place.ts` goes by it. */

/** Places that have to be free at once before the others are taken to be. */
const LOOKED_AT = 3;

/** What a run has learned of places that were given up: shared by all its checks. */
export class FreedPlaces {
  /** When the last listener of each load balancer was removed, where nothing has shown since that its place is free. */
  readonly #since = new Map<string, number>();
  readonly #codes = new Set<string>();
  #atOnce = 0;
  #hopeless = 0;

  /** Codes that requests to places got which were free a while later. */
  get codes(): ReadonlySet<string> {
    return this.#codes;
  }

  /** Whether a place is looked at before the next case gets it. */
  get areLookedAt(): boolean {
    return !this.#isHopeless && (this.#codes.size > 0 || this.#atOnce < LOOKED_AT);
  }

  get #isHopeless(): boolean {
    return this.#hopeless > 0 && this.#codes.size === 0;
  }

  /** Notes that a listener of ours was removed. */
  freed(loadBalancerId: string, now: number): void {
    this.#since.set(loadBalancerId, now);
  }

  /** When the place was given up; `undefined` where it has shown itself to be free since, or waiting for it has turned out to be hopeless. */
  freedAt(loadBalancerId: string): number | undefined {
    return this.#isHopeless ? undefined : this.#since.get(loadBalancerId);
  }

  /** Notes that a request was answered in a way that speaks of no other listener. */
  noteFree(loadBalancerId: string): void {
    if (this.#since.delete(loadBalancerId)) this.#atOnce += 1;
  }

  /**
   * Notes that a place was free after a while.
   * @param code that was answered until then; empty when it was only looked at afterwards
   */
  noteLate(loadBalancerId: string, code: string): void {
    this.#since.delete(loadBalancerId);
    if (code !== "") this.#codes.add(code);
  }

  /** Notes that a place was not free at the end of the wait: others are not waited for, unless one is known to have become free. */
  noteHopeless(loadBalancerId: string): void {
    this.#since.delete(loadBalancerId);
    this.#hopeless += 1;
  }
}
