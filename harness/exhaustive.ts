import type { Family } from "../generators/specimen.js";
import { spread } from "./effort.js";
import type { Endpoint } from "./endpoint.js";

/**
 * A family that is too long for a target whose requests are rationed: there an even share of it, but in an exhaustive run.
 * @param endpoint the check's endpoint
 * @param family its examples are the whole space
 * @param share number of examples for a rationed target
 */
export function asRateAllows({ session }: Endpoint, family: Family, share: number): Family {
  const rationed = session.config.limits.requestsPerSecond !== undefined;
  if (!rationed || session.profile === "full") return family;
  return { ...family, examples: spread(family.examples, share) };
}
