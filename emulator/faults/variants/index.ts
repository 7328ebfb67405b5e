import type { VariantDescription } from "../fault.js";
import { leniencyVariants } from "./leniency.js";
import { neighbourVariants } from "./neighbours.js";
import { passingVariants } from "./passing.js";
import { refusalVariants } from "./refusals.js";
import { shapeVariants } from "./shape.js";
import { timeVariants } from "./time.js";

/** Every variant: each is a correct implementation of the page. */
export const variants: readonly VariantDescription[] = [
  ...timeVariants,
  ...passingVariants,
  ...shapeVariants,
  ...neighbourVariants,
  ...refusalVariants,
  ...leniencyVariants,
];
