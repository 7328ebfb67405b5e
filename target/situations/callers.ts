/** Key pairs for the callers that clauses on authorization need, made up where the configuration has none. */
import { createHash } from "node:crypto";
import type { CallerSituation } from "../../contract/situations.js";
import type { Credentials, StaticSituations } from "../config/config.js";

/**
 * Credentials of a caller in a situation: the configured ones, else made up where that is possible.
 * @param own credentials of the run; absent where requests are not signed, and then no caller exists
 * @param seed of the run: made-up keys come from it
 * @returns undefined when the situation cannot be supplied
 */
export function callerCredentials(
  situation: CallerSituation,
  configured: StaticSituations,
  own: Credentials | undefined,
  seed: number,
): Credentials | undefined {
  if (own === undefined) return undefined;
  const given = configured[situation];
  if (given !== undefined) return given;
  switch (situation) {
    case "caller/denied":
      return undefined;
    case "caller/unknown":
      return { accessKeyId: `LTAI5t${madeUp(seed, "id", 18)}`, accessKeySecret: madeUp(seed, "secret", 30) };
    case "caller/wrong-secret":
      return { ...own, accessKeySecret: alter(own.accessKeySecret) };
  }
}

/** Letters and digits that nobody's key has, but for a chance of one in 36 to the power of `length`. */
function madeUp(seed: number, purpose: string, length: number): string {
  const digest = createHash("sha256").update(`${seed}/${purpose}`).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

function alter(secret: string): string {
  return `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`;
}
