/** `run --plan`: what a run will take of its target, told before it. To the target nothing is sent but what `doctor` sends. */

import { ensureWritable } from "../../reports/write.js";
import type { Config } from "../../target/config/config.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { preflight } from "../../target/preflight/preflight.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { Io } from "../io.js";
import { listenForStop } from "../stopping.js";
import { openClient } from "../target-client.js";
import { type Forecast, keepForecast, rounded } from "./forecast.js";
import { rehearse } from "./rehearse.js";
import { type Speed, speedOf, timed } from "./speed.js";

/** Transition of the emulator that a run starts itself, milliseconds. */
const EMBEDDED: Speed = { latencyMs: 0, transitionMs: 5, because: "the embedded emulator" };

/**
 * Tells what a run will take, and keeps it for the run's report to compare with.
 * @param source flags, file and environment of the configuration
 * @param transition milliseconds that a listener takes to be Running, where somebody knows
 * @returns the exit code: 0, or that of a target that cannot be used
 * @throws ConfigError or OutputError, for people
 */
export async function planCommand(source: ConfigSource, transition: number | undefined, io: Io): Promise<number> {
  const config = loadConfig(source);
  await ensureWritable(config.run.output);
  const looked = await look(config, transition);
  if ("failed" in looked) {
    io.stderr.write(`${looked.failed}\n`);
    return looked.blame === "environment" ? EXIT_CODES.environment : EXIT_CODES.usage;
  }
  const stopping = listenForStop();
  try {
    io.stderr.write(`rehearsing with ${looked.because}\n`);
    const forecast = await rehearse(config, looked, stopping.signal);
    keepForecast(config.run.output, forecast);
    io.stdout.write(planText(forecast, looked));
    return EXIT_CODES.conformant;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    return EXIT_CODES.certifiesNothing;
  } finally {
    stopping.end();
  }
}

type Unusable = { readonly failed: string; readonly blame: "environment" | "configuration" };

async function look(config: Config, transition: number | undefined): Promise<Speed | Unusable> {
  const { endpoint } = config.target;
  if (endpoint === undefined) return EMBEDDED;
  const client = openClient(config, endpoint);
  try {
    const times: number[] = [];
    const { findings, blame } = await preflight(config, timed(client, times));
    if (blame === undefined) return await speedOf(config, times, transition);
    const failed = findings.flatMap(({ status, message }) => (status === "failed" ? [message] : []));
    return { failed: failed.join("\n"), blame };
  } finally {
    await client.close();
  }
}

function planText(forecast: Forecast, { because }: Speed): string {
  const { byAction, requests, creations, minutes, loadBalancerMinutes } = forecast;
  const actions = Object.entries(byAction).map(([action, count]) => `  ${String(count).padStart(7)}  ${action}`);
  return [
    `A run will take about ${rounded(minutes)} minutes, ${requests} requests, ${creations} creations of listeners and ${rounded(loadBalancerMinutes)} load balancer minutes`,
    `(${because}; a target that throttles takes longer).`,
    "",
    "Requests by action:",
    ...actions,
    "",
  ].join("\n");
}
