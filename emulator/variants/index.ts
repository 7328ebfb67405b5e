import type { VariantDescription } from "../fault.js";

/** Every variant. */
export const variants: readonly VariantDescription[] = [];
