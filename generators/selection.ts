/** Which examples of a family a run with few requests sends. */
import type { Lens } from "../contract/lens.js";
import type { Family } from "./specimen.js";

/**
 * Picks `count` entries evenly from a list, the first and the last always among them.
 * @param count how many; all when there are no more
 */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list];
  if (count <= 1) return list.slice(0, Math.max(0, count));
  const picked = new Set(Array.from({ length: count }, (_, i) => Math.round((i * (list.length - 1)) / (count - 1))));
  return list.filter((_, index) => picked.has(index));
}

/**
 * A family with fewer examples: those that no run leaves out, and an even share of the others.
 * @param count how many examples there is room for; kept ones are sent beyond it
 */
export function fewOf(family: Family, lens: Lens, count: number): Family {
  const kept = family.kept?.[lens] ?? 0;
  const others = spread(family.examples.slice(kept), count - kept);
  return { ...family, examples: [...family.examples.slice(0, kept), ...others] };
}
