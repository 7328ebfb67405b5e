import type { MutantDescription } from "../fault.js";

/** Every mutant, by area. */
export const mutants: readonly MutantDescription[] = [];
