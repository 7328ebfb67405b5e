/** Finding out which library an adapter drives, before a run. */
import type { SdkSubject } from "../../evidence/subject.js";
import type { AdapterProgram } from "../../exercise/plan.js";

/** An adapter that does not keep to the protocol. */
export class AdapterUnusable extends Error {
  override readonly name = "AdapterUnusable";
}

/** Starts an adapter, asks what it drives, and stops it. */
export async function identify(program: AdapterProgram, _signal: AbortSignal): Promise<SdkSubject> {
  return unknownSdk(program);
}

/** What is known of a library whose adapter has not said. */
export function unknownSdk({ command }: AdapterProgram): SdkSubject {
  return { is: "sdk", name: "unknown", version: "unknown", language: "unknown", features: [], adapter: command };
}
