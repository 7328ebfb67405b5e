/** All variants; the file of a new kind is added here. */
import type { VariantDescription } from "../fault.js";
import { leniencyVariants } from "./leniency.js";
import { neighbourVariants } from "./neighbours.js";
import { passingVariants } from "./passing.js";
import { refusalVariants } from "./refusals.js";
import { shapeVariants } from "./shape.js";
import { timeVariants } from "./time.js";

export const variants: readonly VariantDescription[] = [
  ...timeVariants,
  ...passingVariants,
  ...shapeVariants,
  ...neighbourVariants,
  ...refusalVariants,
  ...leniencyVariants,
];
