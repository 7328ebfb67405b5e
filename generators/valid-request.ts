/** Valid requests in which every pair of values of two optional parameters occurs. */
import fc from "fast-check";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import { mixtures as descriptionMixtures } from "./listener-description.js";
import { type Family, type Specimen, valid } from "./specimen.js";
import { plainTags, tagList } from "./tag.js";
import { withinRange } from "./tcp-idle-timeout.js";

/** Levels of every optional parameter, for combining. */
export const LEVELS = {
  listenerDescription: [undefined, "ab", "a".repeat(256), "中文-描述", "a,b.c;d/e@f_g-h"],
  tcpIdleTimeout: [undefined, 60, 350, 6000, 1234],
  dryRun: [undefined, false],
  clientToken: [undefined, "token", "t%+&="],
  tagCount: [0, 1, 7, 20],
} as const;

type Levels = typeof LEVELS;
type Factor = keyof Levels;
export const FACTORS = Object.keys(LEVELS) as readonly Factor[];

/** One level index per factor. */
export type Row = Readonly<Record<Factor, number>>;

/** Two levels of two factors, as text: what pairwise coverage counts. */
export function pairsOf(row: Row): string[] {
  return FACTORS.flatMap((a, i) => FACTORS.slice(i + 1).map((b) => `${a}=${row[a]}×${b}=${row[b]}`));
}

/** Every pair of levels of two optional parameters. */
export function allPairs(): Set<string> {
  return new Set(fullProduct().flatMap(pairsOf));
}

/**
 * Rows that together hold every pair of levels (greedy, in the manner of AETG: each row is the one of the full product that covers most
 * pairs still open). Deterministic.
 */
export function pairwiseRows(): Row[] {
  const open = allPairs();
  const product = fullProduct();
  const rows: Row[] = [];
  while (open.size > 0) {
    let best: Row | undefined;
    let gain = 0;
    for (const row of product) {
      const covers = pairsOf(row).filter((pair) => open.has(pair)).length;
      if (covers > gain) [best, gain] = [row, covers];
    }
    if (best === undefined) break;
    rows.push(best);
    for (const pair of pairsOf(best)) open.delete(pair);
  }
  return rows;
}

function fullProduct(): Row[] {
  return FACTORS.reduce<Row[]>(
    (rows, factor) => rows.flatMap((row) => LEVELS[factor].map((_, level) => ({ ...row, [factor]: level }))),
    [{ listenerDescription: 0, tcpIdleTimeout: 0, dryRun: 0, clientToken: 0, tagCount: 0 }],
  );
}

/** The request of a row. */
export function draftOf(row: Row): RequestDraft {
  const description = LEVELS.listenerDescription[row.listenerDescription];
  const timeout = LEVELS.tcpIdleTimeout[row.tcpIdleTimeout];
  const dryRun = LEVELS.dryRun[row.dryRun];
  const token = LEVELS.clientToken[row.clientToken];
  const tags = plainTags(LEVELS.tagCount[row.tagCount] ?? 0);
  return {
    ...MINIMAL_DRAFT,
    ...(description === undefined ? {} : { listenerDescription: description }),
    ...(timeout === undefined ? {} : { tcpIdleTimeout: timeout }),
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(token === undefined ? {} : { clientToken: { is: "unique", text: token } as const }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });
const drawn = (family: Family): fc.Arbitrary<Specimen> => family.arbitrary ?? fc.constantFrom(...family.examples);

function everyPairOfLevels(): Pick<Family, "examples" | "kept"> {
  const examples = pairwiseRows().map((row) => valid(draftOf(row)));
  return { examples, kept: { "dry-run": examples.length } };
}

/** Requests over the whole documented space: every optional parameter present or not, each over its whole space. */
export const wholeSpace: Family = {
  ...everyPairOfLevels(),
  arbitrary: fc
    .record({
      description: optional(drawn(descriptionMixtures)),
      timeout: optional(drawn(withinRange)),
      tags: optional(tagList()),
      token: optional(fc.constantFrom("token", "t%+&=", "T-1")),
    })
    .map(({ description, timeout, tags, token }) =>
      valid({
        ...MINIMAL_DRAFT,
        ...(description === undefined ? {} : { listenerDescription: description.draft.listenerDescription }),
        ...(timeout === undefined ? {} : { tcpIdleTimeout: timeout.draft.tcpIdleTimeout }),
        ...(token === undefined ? {} : { clientToken: { is: "unique", text: token } as const }),
        ...(tags === undefined || tags.length === 0 ? {} : { tags }),
      }),
    ),
};
