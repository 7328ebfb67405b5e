/** Where the seed of every stream of cases comes from. */
import { createHash } from "node:crypto";

/**
 * Seed of one stream of cases: a signed 32-bit number that depends on the run's seed and the names only, so that adding a
 * requirement changes no other one's cases.
 */
export function seedOf(runSeed: number, ...names: readonly string[]): number {
  return createHash("sha256")
    .update([String(runSeed), ...names].join("\0"))
    .digest()
    .readInt32BE(0);
}
