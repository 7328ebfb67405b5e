/** Values of DryRun. */
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import { type Family, valid, violated } from "./specimen.js";

/** A minimal request with DryRun as given. */
export function withDryRun(dryRun: boolean | string): RequestDraft {
  return { ...MINIMAL_DRAFT, dryRun };
}

export const spelledFalse: Family = { examples: [valid(withDryRun(false))] };
export const leftOut: Family = { examples: [valid(MINIMAL_DRAFT)] };

/** Text that is no spelling of a boolean. */
export const malformed: Family = {
  examples: ["maybe", "truthy", "2", "-1", "null", "truefalse", "tru", "是", "[]", "true;false"].map((text) =>
    violated("dry-run.malformed", withDryRun(true), withDryRun(text)),
  ),
  kept: { create: 10 },
};

/** Spellings that some readers take for a boolean. */
export const spellings: readonly string[] = ["True", "TRUE", "False", "1", "0", "yes", "no", "on", "off", " true", ""];
