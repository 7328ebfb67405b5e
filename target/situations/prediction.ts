/** Who would supply a situation; has to agree with what `provider.ts` does. */
import { CALLER_SITUATIONS, type Situation } from "../../contract/situations.js";
import type { Config } from "../config/config.js";
import { recipes } from "./api.js";

/** Where a situation would come from: the configuration, the API, the suite's own making, or nowhere. */
export type PredictedSupply = "static" | "api" | "derived" | "missing";

/** Tells, without asking the target, who would supply a situation in a run. */
export function predictSupply(config: Config, situation: Situation): PredictedSupply {
  const { situations, provision, target } = config;
  const isCaller = CALLER_SITUATIONS.some((caller) => caller === situation);
  if (isCaller && target.auth === "none") return "missing";
  if (situations[situation] !== undefined) return "static";
  if (isCaller) return situation === "caller/denied" ? "missing" : "derived";
  if (provision !== undefined && recipes(provision).has(situation)) return "api";
  // A listener put on an idle load balancer makes it an occupied one.
  return situation === "load-balancer/occupied" && predictSupply(config, "load-balancer/idle") !== "missing"
    ? "derived"
    : "missing";
}
