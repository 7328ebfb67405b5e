/** How a run used the target over time: who had which load balancer when, and what the run could not have done without. A new bound on the time of a run belongs here. */

/** One stay of a case on a load balancer. Milliseconds from the beginning of the run. */
export interface Stay {
  readonly loadBalancerId: string;
  /** Requirement whose case it was. */
  readonly by: string;
  readonly from: number;
  /** When the case had ended, and only cleaning up was left. */
  readonly until: number;
  /** When the load balancer was idle again. */
  readonly idleAt: number;
  /** Listeners that were made there. */
  readonly listeners: number;
}

/** The schedule of one process of a run. */
export interface Schedule {
  /** Load balancers that the process had. */
  readonly loadBalancers: number;
  readonly durationMs: number;
  /** Time of a processor that the process used itself. */
  readonly cpuMs: number;
  readonly requests: number;
  /** Requests a second that were allowed, of all actions together; absent: as many as come. */
  readonly requestsPerSecond?: number;
  readonly stays: readonly Stay[];
}

/** What bounds a run from below. */
export type Bound = "load balancers" | "requests per second" | "processor";

/** A schedule in a few numbers. */
export interface ScheduleSummary {
  readonly durationMs: number;
  readonly lowerBoundMs: number;
  /** Which of the bounds is the longest. */
  readonly boundBy: Bound;
  readonly loadBalancers: number;
  readonly listeners: number;
  /** Milliseconds in which a quick listener came and went: a tenth of those that were alone on their load balancer were quicker. */
  readonly cycleMs: number;
  /** Share of the time in which the load balancers were in use, 0 to 1. */
  readonly inUse: number;
}

/** Sums up a schedule. The lower bound is the longest of what the load balancers, the rate and the processor need at least. */
export function summaryOf(schedule: Schedule): ScheduleSummary {
  const { stays, durationMs, loadBalancers, requests, requestsPerSecond, cpuMs } = schedule;
  const listeners = stays.reduce((sum, stay) => sum + stay.listeners, 0);
  const cycles = stays.filter((stay) => stay.listeners === 1).map(({ from, idleAt }) => idleAt - from);
  const cycleMs = cycles.sort((a, b) => a - b)[Math.floor(cycles.length / 10)] ?? 0;
  const bounds: readonly (readonly [Bound, number])[] = [
    ["load balancers", loadBalancers === 0 ? 0 : (listeners * cycleMs) / loadBalancers],
    ["requests per second", requestsPerSecond === undefined ? 0 : (requests / requestsPerSecond) * 1_000],
    ["processor", cpuMs],
  ];
  const [boundBy, lowerBoundMs] = bounds.reduce((longest, bound) => (bound[1] > longest[1] ? bound : longest));
  const used = stays.reduce((sum, { from, idleAt }) => sum + idleAt - from, 0);
  const inUse = loadBalancers === 0 || durationMs === 0 ? 0 : used / (loadBalancers * durationMs);
  return { durationMs, lowerBoundMs, boundBy, loadBalancers, listeners, cycleMs, inUse };
}
