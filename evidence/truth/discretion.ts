/** What a file of ground truth must not tell: ids of resources and accounts, secrets, names of hosts. */

/** Forms that give an id or a key away wherever it comes from. */
const TELLING = [
  /\bLTAI[A-Za-z\d]{8,}/gu,
  /\bSTS\.[A-Za-z\d]{8,}/gu,
  /\bacs:[a-z]+:[^\s"']*:\d{6,}[^\s"']*/gu,
  /\b\d{16}\b/gu,
  /\b[\dA-Fa-f]{8}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{12}\b/gu,
  /\b(?:gwlb|sgp|lsn|vpc|vsw|rg|eni|acl)-(?=[a-z\d]*\d)[a-z\d]{8,}\b/gu,
  /\b[\w-]+(?:\.[\w-]+)*\.aliyuncs\.com\b/gu,
];
const HIDDEN = "{id}";
/** Shorter texts stand in other words by chance. */
const SHORTEST = 6;

/** Knows what is not to be told of one target. */
export class Discretion {
  readonly #known: readonly string[];

  /** @param known ids, keys and secrets that were in use */
  constructor(known: Iterable<string>) {
    this.#known = [...new Set(known)].filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
  }

  /** The same text, with a mark in place of everything that is not to be told. */
  hide(text: string): string {
    const withoutKnown = this.#known.reduce((left, known) => left.replaceAll(known, HIDDEN), text);
    return TELLING.reduce((left, form) => left.replace(form, HIDDEN), withoutKnown);
  }

  /** What a text tells that it must not. @returns `undefined` when it tells nothing */
  foundIn(text: string): string | undefined {
    const known = this.#known.find((one) => text.includes(one));
    return known ?? TELLING.map((form) => text.match(form)?.[0]).find((found) => found !== undefined);
  }
}
