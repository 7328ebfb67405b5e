/**
 * How much sooner a run is over that is divided into shards: whole runs against one slow emulator, by 1, 2, 4 and 8 shards, each a process with eight
 * load balancers of its own. A run takes as long as its longest shard. Source of the lower bound: as in `bench/schedule.ts`, with the load
 * balancers of all shards.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { REQUIREMENTS } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import type { Shard } from "../contract/shard.js";
import { summaryOf } from "../evidence/schedule.js";
import { type Served, startServer } from "./engine.js";
import type { ShardEnd, ShardTask } from "./shard-process.js";

const IDLE = "load-balancer/idle";
const LOAD_BALANCERS = 8;
const COUNTS = [1, 2, 4, 8];
/** How many times as fast as one the shards have to be, by their number. */
const WANTED: Readonly<Record<number, number>> = { 4: 3.2 };

const BAD: ReadonlySet<Outcome> = new Set<Outcome>([
  "fail",
  "flaky",
  "inconclusive",
  "harness-error",
  "environment-error",
]);

interface Target {
  readonly profile: Profile;
  readonly transitionMs: number;
  readonly latencyMs: number;
}

/** What came of a run. */
interface Measured {
  readonly longestMs: number;
  readonly shortestMs: number;
  readonly lowerBoundMs: number;
  readonly listeners: number;
  readonly requests: number;
  readonly cut: number;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly notPassed: readonly string[];
}

async function measure({ profile, transitionMs, latencyMs }: Target, count: number): Promise<Measured> {
  const idleLoadBalancers = LOAD_BALANCERS * count;
  const { child, served } = await startServer({ transitionMs, latencyMs, idleLoadBalancers });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-shards-"));
  try {
    const shards = Array.from({ length: count }, (_, i): Shard => ({ index: i + 1, count }));
    const ends = await Promise.all(
      shards.map((shard) => endOf({ served: ownOf(served, shard), profile, shard, folder })),
    );
    const summaries = ends.map(({ schedule }) => summaryOf(schedule));
    const durations = summaries.map(({ durationMs }) => durationMs);
    const listeners = summaries.reduce((sum, one) => sum + one.listeners, 0);
    const requests = ends.reduce((sum, { schedule }) => sum + schedule.requests, 0);
    const cycleMs = Math.min(...summaries.filter((one) => one.listeners > 0).map((one) => one.cycleMs));
    const all = ends.flatMap(({ outcomes }) => outcomes);
    return {
      longestMs: Math.max(...durations),
      shortestMs: Math.min(...durations),
      lowerBoundMs: Math.max((listeners * cycleMs) / idleLoadBalancers, (requests * latencyMs) / (CONCURRENCY * count)),
      listeners,
      requests,
      cut: ends.reduce((sum, { cut }) => sum + cut, 0),
      outcomes: new Map(all.map(({ requirement, outcome }) => [requirement, outcome])),
      notPassed: all
        .filter(({ requirement, outcome }) => REQUIREMENTS[requirement].kind === "required" && BAD.has(outcome))
        .map(({ requirement, outcome, reason }) => `${outcome} ${requirement}: ${reason ?? ""}`),
    };
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Requests of a shard that are under way at once: the default of `limits.concurrency`. */
const CONCURRENCY = 32;

/** What one shard has of the emulator: callers aside, all but the load balancers of the others. */
function ownOf({ endpoint, situations }: Served, { index, count }: Shard): Served {
  const shared = Object.entries(situations).filter(([name]) => !name.startsWith("caller/"));
  const idle = (situations[IDLE] ?? []).filter((_, i) => i % count === index - 1);
  return { endpoint, situations: { ...Object.fromEntries(shared), [IDLE]: idle } };
}

function endOf(task: ShardTask): Promise<ShardEnd> {
  const child = fork(fileURLToPath(new URL("./shard-process.js", import.meta.url)), [JSON.stringify(task)]);
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      if (isEnd(message)) resolve(message);
    });
    child.once("exit", (code) => reject(new Error(`shard ${task.shard.index} ended with ${code} and said nothing`)));
  });
}

function isEnd(message: unknown): message is ShardEnd {
  return typeof message === "object" && message !== null && "schedule" in message && "outcomes" in message;
}

const { values } = parseArgs({
  options: {
    profile: { type: "string", default: "standard" },
    transition: { type: "string", default: "3000" },
    latency: { type: "string", default: "100" },
    shards: { type: "string", default: COUNTS.join(",") },
  },
});
const profile = PROFILES.find((one) => one === values.profile) ?? "standard";
const target = { profile, transitionMs: Number(values.transition), latencyMs: Number(values.latency) };
const table = new Table({
  head: ["shards", "time", "shortest", "lower bound", "ratio", "times as fast", "listeners", "requests", "left out"],
  style: { head: [], border: [] },
});
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
let failed = false;
let whole: Measured | undefined;
for (const count of values.shards.split(",").map(Number)) {
  const done = await measure(target, count);
  whole ??= done;
  const { outcomes, longestMs } = whole;
  const times = longestMs / done.longestMs;
  const differing = [...done.outcomes].filter(([id, outcome]) => outcomes.get(id) !== outcome);
  const tooSlow = times < (WANTED[count] ?? 0) && whole !== done;
  for (const line of done.notPassed) console.error(`${count} shards: ${line}`);
  for (const [id, outcome] of differing) console.error(`${count} shards: ${id} is ${outcome}, not ${outcomes.get(id)}`);
  if (tooSlow) console.error(`${count} shards: ${times.toFixed(2)} times as fast, not ${WANTED[count]}`);
  failed ||= tooSlow || done.notPassed.length + differing.length > 0;
  console.error(`${count} shards: ${seconds(done.longestMs)}, ${times.toFixed(2)} times as fast`);
  table.push([
    count,
    seconds(done.longestMs),
    seconds(done.shortestMs),
    seconds(done.lowerBoundMs),
    (done.longestMs / done.lowerBoundMs).toFixed(2),
    times.toFixed(2),
    done.listeners,
    done.requests,
    done.cut,
  ]);
}
console.log(
  `profile ${profile}, transitions of ${target.transitionMs} ms, latency ${target.latencyMs} ms, ${LOAD_BALANCERS} load balancers for each shard`,
);
console.log(table.toString());
process.exitCode = failed ? 1 : 0;
