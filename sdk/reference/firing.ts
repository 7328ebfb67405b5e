/** Firing where changed behaviour differs from the correct one. */
import { isDeepStrictEqual } from "node:util";
import type { Fire } from "./change.js";

/** What was made in place of what is correct; fires where the two differ. */
export function instead<Value>(correct: Value, other: Value, fire: Fire): Value {
  if (!isDeepStrictEqual(correct, other)) fire();
  return other;
}

/** What is made, firing as well where making it fails. */
export function firing<Value>(make: () => Value, fire: Fire): Value {
  try {
    return make();
  } catch (error) {
    fire();
    throw error;
  }
}
