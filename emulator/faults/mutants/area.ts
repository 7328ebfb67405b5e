/** How the file of an area names its area once for all its mutants. */
import type { MutantDescription } from "../fault.js";

/** A mutant as it is written down in the file of its area. */
export type MutantText = Omit<MutantDescription, "area">;

/**
 * The mutants of one area.
 * @param name of the area
 * @param mutants without it
 */
export function area(name: string, mutants: readonly MutantText[]): readonly MutantDescription[] {
  return mutants.map((mutant) => ({ ...mutant, area: name }));
}
