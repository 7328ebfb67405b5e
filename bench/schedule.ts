/**
 * How well the schedule uses a slow target: whole runs against the emulator with given transitions and latency and eight load balancers, their
 * time beside the lower bound. Source of the bound: the longest of what the load balancers, the rate and the processor need at least.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { REQUIREMENTS } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import type { RequirementRecord } from "../evidence/record.js";
import { type ScheduleSummary, summaryOf } from "../evidence/schedule.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import { startSchedule } from "../exercise/session/schedule-of.js";
import { openServed, startServer } from "./engine.js";

/** One kind of target. */
interface Scenario {
  readonly profile: Profile;
  readonly transitionMs: number;
  readonly latencyMs: number;
  /** Requests per second; absent: as many as come. */
  readonly rate?: number;
}

const LOAD_BALANCERS = 8;

const SCENARIOS: readonly Scenario[] = [
  { profile: "standard", transitionMs: 150, latencyMs: 0 },
  { profile: "standard", transitionMs: 3_000, latencyMs: 0 },
  { profile: "standard", transitionMs: 5, latencyMs: 100 },
];

interface Measured extends ScheduleSummary {
  readonly requests: number;
  readonly cut: number;
  readonly notPassed: readonly string[];
}

const BAD: ReadonlySet<Outcome> = new Set<Outcome>([
  "fail",
  "flaky",
  "inconclusive",
  "harness-error",
  "environment-error",
] as const);

async function measure(scenario: Scenario): Promise<Measured> {
  const { profile, transitionMs, latencyMs, rate } = scenario;
  const { child, served } = await startServer({ transitionMs, latencyMs, idleLoadBalancers: LOAD_BALANCERS });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-schedule-"));
  const situations = Object.fromEntries(
    Object.entries(served.situations).filter(([name]) => !name.startsWith("caller/")),
  );
  const settings = { profile, output: folder, ...(rate === undefined ? {} : { rate }) };
  const target = await openServed({ ...served, situations }, settings, join(folder, "ledger.jsonl"));
  try {
    const checks = (await loadChecks()).filter(({ requirement }) =>
      REQUIREMENTS[requirement].profiles.includes(profile),
    );
    const scheduleOf = startSchedule(target);
    const records: RequirementRecord[] = [];
    for await (const record of runChecks(target.session, checks)) records.push(record);
    const schedule = scheduleOf();
    const summary = summaryOf(schedule);
    const travelMs = (schedule.requests * latencyMs) / target.session.config.limits.concurrency;
    return {
      ...summary,
      lowerBoundMs: Math.max(summary.lowerBoundMs, travelMs),
      requests: schedule.requests,
      cut: records.reduce((sum, { cut }) => sum + cut, 0),
      notPassed: records
        .filter(({ requirement, outcome }) => REQUIREMENTS[requirement].kind === "required" && BAD.has(outcome))
        .map(({ requirement, outcome, reason }) => `${outcome} ${requirement}: ${reason ?? ""}`),
    };
  } finally {
    await target.close();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    profile: { type: "string" },
    transition: { type: "string" },
    latency: { type: "string" },
    rate: { type: "string" },
  },
});
const isProfile = (text: string): text is Profile => PROFILES.some((one) => one === text);
const given = values.transition !== undefined || values.latency !== undefined || values.rate !== undefined;
const asked = values.profile ?? "standard";
const scenarios: readonly Scenario[] = given
  ? [
      {
        profile: isProfile(asked) ? asked : "standard",
        transitionMs: Number(values.transition ?? 5),
        latencyMs: Number(values.latency ?? 0),
        ...(values.rate === undefined ? {} : { rate: Number(values.rate) }),
      },
    ]
  : SCENARIOS;

const table = new Table({
  head: [
    "profile",
    "transition",
    "latency",
    "rate",
    "time",
    "lower bound",
    "ratio",
    "creations",
    "requests",
    "busy",
    "left out",
  ],
  style: { head: [], border: [] },
});
let failed = false;
for (const scenario of scenarios) {
  const done = await measure(scenario);
  for (const line of done.notPassed) console.error(line);
  failed ||= done.notPassed.length > 0;
  table.push([
    scenario.profile,
    `${scenario.transitionMs} ms`,
    `${scenario.latencyMs} ms`,
    scenario.rate === undefined ? "" : `${scenario.rate}/s`,
    `${(done.durationMs / 1_000).toFixed(1)} s`,
    `${(done.lowerBoundMs / 1_000).toFixed(1)} s`,
    (done.durationMs / done.lowerBoundMs).toFixed(2),
    done.listeners,
    `${Math.round(done.cycleMs)} ms`,
    done.requests,
    `${Math.round(done.inUse * 100)} %`,
    done.cut,
  ]);
}
console.log(table.toString());
process.exitCode = failed ? 1 : 0;
