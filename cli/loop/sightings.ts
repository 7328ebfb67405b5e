/** When a target that is looked at again and again counts as another build. */

/** What one look has shown: nothing there, or something that is told from other builds by its marks. */
export type Sight = { readonly is: "away" } | { readonly is: "there"; readonly marks: string };

/** Looks in a row that show the same before it is believed: what has just come back may not be ready. */
const LOOKS_IN_A_ROW = 2;

/** All looks at one target, from first to last. */
export class Sightings {
  /** Several machines behind one name have marks of their own: what was seen once is nothing new. */
  readonly #known = new Set<string>();
  #wasAway = false;
  #last: Sight = { is: "away" };
  #inARow = 0;

  /** Notes what a run begins with: that is no news. */
  begin(sight: Sight): void {
    this.#wasAway = sight.is === "away";
    if (sight.is === "there") this.#known.add(sight.marks);
    this.#last = sight;
    this.#inARow = 0;
  }

  /**
   * Notes a look.
   * @returns why there is something new, in a few words; `undefined` when there is not
   */
  add(sight: Sight): string | undefined {
    this.#inARow = isSame(sight, this.#last) ? this.#inARow + 1 : 1;
    this.#last = sight;
    if (sight.is === "away") {
      this.#wasAway = true;
      return undefined;
    }
    if (this.#inARow < LOOKS_IN_A_ROW) return undefined;
    const isNew = !this.#known.has(sight.marks);
    const isBack = this.#wasAway;
    this.#known.add(sight.marks);
    this.#wasAway = false;
    if (isBack) return "it was away and is there again";
    return isNew ? "it is another build" : undefined;
  }
}

function isSame(one: Sight, other: Sight): boolean {
  return one.is === "there" && other.is === "there" ? one.marks === other.marks : one.is === other.is;
}
