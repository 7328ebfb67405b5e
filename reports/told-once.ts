/** Which counterexamples a reader has seen already: one that several checks came upon is told once. */
import type { Counterexample } from "../evidence/counterexample.js";
import { withoutData } from "../verdict/causes/without-data.js";

/** Remembers, in the order of a page, where each counterexample was told. */
export class ToldOnce {
  readonly #places = new Map<string, string>();

  /**
   * Where the same was told before.
   * @param counterexample about to be told
   * @param place where, as a reader finds it
   * @returns `undefined` where it was not: it is remembered now
   */
  before(counterexample: Counterexample, place: string): string | undefined {
    const key = whatItTells(counterexample);
    const earlier = this.#places.get(key);
    if (earlier === undefined) this.#places.set(key, place);
    return earlier;
  }
}

/** All that a reader learns of it, but for ids, tokens and times of the run. */
function whatItTells({ request, violation, lens, expected, got, byValue, history }: Counterexample): string {
  const { LoadBalancerId: _, ServerGroupId: __, ClientToken: ___, ...says } = request;
  const course = byValue?.is === "course" ? byValue.commands : undefined;
  return JSON.stringify([says, violation, lens, withoutTimes(expected), withoutTimes(got), course, history]);
}

/** What was read is another matter with another text or number in it; when it was, and under what id, is not. */
const withoutTimes = (words: string) => (/\bms\b|\b(?:lsn|gwlb|sgp)-/u.test(words) ? withoutData(words) : words);
