/** A process's part of a run that judges a client library. */
import type { RequirementId } from "../contract/catalogue.js";
import type { SdkPlan } from "../exercise/plan.js";
import type { Part } from "./part.js";

/** Opens the adapter for the checks of one process. */
export async function openSdkPart(_plan: SdkPlan, _planned: readonly RequirementId[]): Promise<Part> {
  throw new Error("not there yet");
}
