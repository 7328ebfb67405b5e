/** Measuring how a run uses its target; what is measured is `evidence/schedule.ts`. */
import type { Schedule } from "../../evidence/schedule.js";
import { isRationed } from "../stage/rationing.js";
import type { OpenTarget } from "./open-target.js";

/** Measures a run from now on. @returns gives the schedule from that moment to the one in which it is called */
export function startSchedule({ session, client }: OpenTarget): () => Schedule {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const requests = client.requests();
  const { limits } = session.config;
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const { requestsPerSecond } = limits;
    return {
      loadBalancers: session.stage.supplied,
      durationMs: performance.now() - startedAt,
      cpuMs: (user + system) / 1_000,
      requests: client.requests() - requests,
      ...(isRationed(limits) && typeof requestsPerSecond === "number" ? { requestsPerSecond } : {}),
      stays: session.stage.stays,
    };
  };
}
