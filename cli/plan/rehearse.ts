/** A rehearsal: the whole run against the suite's own emulator, which is as fast as the target is taken to be, or faster by a factor by which all times are divided. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SITUATIONS } from "../../contract/situations.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { deepeningMsOf } from "../../exercise/stage/quotas.js";
import type { Report } from "../../reports/report.js";
import type { Config } from "../../target/config/config.js";
import type { Rates } from "../../target/config/rates.js";
import { predictSupply } from "../../target/situations/provider.js";
import { COMPILED } from "../run/suite.js";
import { type Forecast, whatIsDone } from "./forecast.js";
import type { Speed } from "./speed.js";

/** A transition is not made shorter than this, milliseconds: else the processor would be what takes the time. */
const SHORTEST_TRANSITION_MS = 400;
const EMBEDDED_LOAD_BALANCERS = 64;

/**
 * Rehearses a run.
 * @param config of the run
 * @param speed of its target
 * @param signal gives up
 * @returns what the run will take
 * @throws when the rehearsal came to no report, which is a fault of the suite
 */
export async function rehearse(config: Config, speed: Speed, signal: AbortSignal): Promise<Forecast> {
  const factor = Math.max(1, speed.transitionMs / SHORTEST_TRANSITION_MS);
  const { situations, provision } = config;
  const byAction: Record<string, number> = {};
  const emulator = await startEmulator({
    transitionMs: speed.transitionMs / factor,
    latencyMs: speed.latencyMs / factor,
    auth: config.target.auth === "none" ? "none" : "verify",
    idleLoadBalancers: situations["load-balancer/idle"]?.length ?? provision?.loadBalancers ?? EMBEDDED_LOAD_BALANCERS,
    logger: ({ action }) => {
      byAction[action] = (byAction[action] ?? 0) + 1;
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-rehearsal-"));
  try {
    const file = join(folder, "rehearsal.json");
    writeFileSync(file, JSON.stringify(inSmall(config, emulator, factor, folder)));
    const { schedules } = await runOf(file, folder, signal);
    const minutes = Math.max(0, ...schedules.map(({ durationMs }) => durationMs)) / 60_000;
    const inUse = schedules.reduce((sum, one) => sum + one.inUse * one.loadBalancers * one.durationMs, 0) / 60_000;
    return {
      byAction: Object.fromEntries(Object.entries(byAction).sort(([, a], [, b]) => b - a)),
      requests: Object.values(byAction).reduce((sum, count) => sum + count, 0),
      creations: schedules.reduce((sum, { listeners }) => sum + listeners, 0),
      minutes: minutes * factor,
      loadBalancerMinutes: inUse * factor,
      of: whatIsDone(config),
    };
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runOf(file: string, folder: string, signal: AbortSignal): Promise<Report> {
  const child = spawn(process.execPath, [join(COMPILED, "cli/main.js"), "run", "--config", file], {
    stdio: ["ignore", "ignore", "pipe"],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GWLB_CONFORMANCE_"))),
    signal,
    killSignal: "SIGTERM",
  });
  // That it was stopped is told by its end as well.
  child.on("error", () => {});
  const [words] = await Promise.all([text(child.stderr), once(child, "close")]);
  signal.throwIfAborted();
  try {
    const report: Report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    return report;
  } catch {
    throw new Error(`the rehearsal came to no report: ${words.trim().split("\n").at(-1)}`);
  }
}

/** The configuration of the run with the emulator as its target, and all times divided. */
function inSmall(config: Config, emulator: RunningEmulator, factor: number, output: string): object {
  const { limits, run, waits, expect, target } = config;
  const { minutes, requestsPerSecond, ...others } = limits;
  const { profile, seed, runs, lenses, only, workers } = run;
  return {
    target: { endpoint: emulator.endpoint, region: emulator.region, auth: target.auth },
    credentials: emulator.credentials,
    situations: Object.fromEntries(Object.entries(emulator.situations).filter(([name]) => isSupplied(config, name))),
    expect,
    limits: {
      ...others,
      deepeningMinutes: deepeningMsOf(config) / 60_000 / factor,
      ...(minutes === undefined ? {} : { minutes: minutes / factor }),
      ...(requestsPerSecond === undefined ? {} : { requestsPerSecond: faster(requestsPerSecond, factor) }),
    },
    waits: Object.fromEntries(Object.entries(waits).map(([name, ms]) => [name, Math.round(ms / factor)])),
    run: {
      ...{ profile, seed, workers, output, coverageFloor: 0, lens: lenses.length === 1 ? lenses[0] : "both" },
      ...(runs === undefined ? {} : { runs }),
      ...(only.length === 0 ? {} : { only }),
    },
  };
}

/** What the target has not is not rehearsed. Where none is named, the target is the emulator itself. */
function isSupplied(config: Config, name: string): boolean {
  if (config.target.endpoint === undefined) return true;
  return SITUATIONS.some((one) => one === name && predictSupply(config, one) !== "missing");
}

function faster(rates: Rates, factor: number): Rates {
  if (typeof rates === "number") return rates * factor;
  return Object.fromEntries(Object.entries(rates).map(([action, rate]) => [action, (rate ?? 0) * factor]));
}
