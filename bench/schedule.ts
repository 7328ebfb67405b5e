/**
 * How well the schedule uses a slow target: whole runs against the emulator with given transitions and latency and eight load balancers, their
 * time beside the lower bound. Source of the bound: the longest of what the load balancers, the rate and the processor need at least.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { isRequirementId, REQUIREMENTS } from "../contract/catalogue.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import { openTarget } from "../exercise/session/open-target.js";
import { loadConfig } from "../target/config/load-config.js";
import { startServer } from "./engine.js";

/** One kind of target. */
interface Scenario {
  readonly profile: Profile;
  readonly transitionMs: number;
  readonly latencyMs: number;
  /** Requests per second; absent: as many as come. */
  readonly rate?: number;
}

const LOAD_BALANCERS = 8;
/** Requests without which no listener comes and goes: create, read Running, delete, read gone, read the load balancer. */
const REQUESTS_PER_CYCLE = 5;

const SCENARIOS: readonly Scenario[] = [
  { profile: "standard", transitionMs: 150, latencyMs: 0 },
  { profile: "standard", transitionMs: 3_000, latencyMs: 0 },
  { profile: "standard", transitionMs: 5, latencyMs: 100 },
];

interface Measured {
  readonly seconds: number;
  readonly boundSeconds: number;
  readonly creations: number;
  readonly requests: number;
  /** Share of the time in which the load balancers that can be lent were in use. */
  readonly busy: number;
  readonly cut: number;
  readonly notPassed: readonly string[];
}

async function measure(scenario: Scenario): Promise<Measured> {
  const { profile, transitionMs, latencyMs, rate } = scenario;
  const { child, served } = await startServer({ transitionMs, latencyMs, idleLoadBalancers: LOAD_BALANCERS });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-schedule-"));
  const flags = {
    endpoint: served.endpoint,
    auth: "none",
    profile,
    output: folder,
    ...(rate === undefined ? {} : { rate }),
  };
  const situations = Object.fromEntries(
    Object.entries(served.situations).filter(([name]) => !name.startsWith("caller/")),
  );
  const config = { ...loadConfig({ env: {}, flags }), situations };
  const plan = { config, requirements: [], nonce: "s", ledger: join(folder, "ledger.jsonl"), command: "npm run bench" };
  const target = await openTarget(plan, { index: 0, count: 1 });
  try {
    const checks = (await loadChecks()).filter(({ requirement }) =>
      REQUIREMENTS[requirement].profiles.includes(profile),
    );
    const startedAt = performance.now();
    const before = process.cpuUsage();
    let cut = 0;
    const notPassed: string[] = [];
    for await (const record of runChecks(target.session, checks)) {
      cut += record.cut;
      const isBad = record.outcome !== "pass" && REQUIREMENTS[record.requirement].kind === "required";
      if (isBad && record.outcome !== "not-exercised")
        notPassed.push(`${record.outcome} ${record.requirement}: ${record.reason ?? ""}`);
      if (process.env.BENCH_CHECKS && isRequirementId(record.requirement))
        console.error(
          `${Math.round(performance.now() - startedAt)} ${record.requirement} ${record.requests} requests, ${record.cut} cut`,
        );
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const cpu = process.cpuUsage(before);
    const { creates } = target.session.knowledge;
    const requests = target.client.requests();
    const cycleSeconds = (2 * transitionMs + REQUESTS_PER_CYCLE * latencyMs) / 1000;
    const lent = target.session.stage.stays.reduce((sum, { from, idleAt }) => sum + idleAt - from, 0) / 1000;
    const listeners = target.session.knowledge.listeners;
    return {
      seconds,
      boundSeconds: Math.max(
        (listeners * cycleSeconds) / LOAD_BALANCERS,
        rate === undefined ? 0 : requests / rate,
        (requests * latencyMs) / 1000 / config.limits.concurrency,
        (cpu.user + cpu.system) / 1e6,
      ),
      creations: creates,
      requests,
      busy: lent / (seconds * target.session.stage.lendable),
      cut,
      notPassed,
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
    `${done.seconds.toFixed(1)} s`,
    `${done.boundSeconds.toFixed(1)} s`,
    (done.seconds / done.boundSeconds).toFixed(2),
    done.creations,
    done.requests,
    `${Math.round(done.busy * 100)} %`,
    done.cut,
  ]);
}
console.log(table.toString());
process.exitCode = failed ? 1 : 0;
