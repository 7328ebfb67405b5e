/** Which mutants are measured. */
import { REQUIREMENTS } from "../../contract/catalogue.js";
import type { MutantDescription } from "../../emulator/index.js";

/**
 * The mutants that every contender could notice: those that break a clause which decides the verdict. Faults of authentication are not
 * among them, because the description that the tools get is of an endpoint without signatures.
 */
export function comparable(mutants: readonly MutantDescription[]): readonly MutantDescription[] {
  return mutants.filter(
    ({ area, requirement }) => area !== "authorization" && REQUIREMENTS[requirement].kind === "required",
  );
}

/**
 * A sample spread evenly over all areas, the same each time.
 * @param size how many at most, at least 1
 */
export function spread<Item>(items: readonly Item[], size: number): readonly Item[] {
  if (size >= items.length) return items;
  // The middle of each of `size` equal stretches.
  return Array.from({ length: size }, (_, nth) => items[Math.floor(((nth + 0.5) * items.length) / size)]).flatMap(
    (item) => (item === undefined ? [] : [item]),
  );
}
