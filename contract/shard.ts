/** A shard: one of several runs, on one machine or many, that do the checks of one run between them. */

/** Which shard of how many. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Shards of a run at most. */
export const MOST_SHARDS = 999;

/** A shard as it is asked for: `2/4`. */
export function shardInWords({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/**
 * Reads what `shardInWords` writes.
 * @returns `undefined` for anything else, and for a shard that there is not, such as `5/4`
 */
export function readShard(text: string): Shard | undefined {
  const [, index, count] = /^\s*(\d{1,3})\s*\/\s*(\d{1,3})\s*$/u.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count ? shard : undefined;
}
