/** The `run` command: from a configuration to a verdict, reports and an exit code. What the run itself does is done by the projects of Playwright. */
import { EMBEDDED_EMULATOR } from "../../evidence/stored-failure.js";
import type { EndpointSubject } from "../../evidence/subject.js";
import { visible } from "../../evidence/text.js";
import type { Config, RunSettings } from "../../target/config/config.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import type { Activity } from "../../target/wire/activity.js";
import type { Io } from "../io.js";
import { lookAtEndpoint } from "../loop/endpoint-look.js";
import { lastReport } from "../loop/last-report.js";
import { runInLoop } from "../loop/loop.js";
import type { LoopOptions } from "../loop/options.js";
import type { WatchedTarget } from "../loop/watch.js";
import { openClient } from "../target-client.js";
import { UsageError } from "../usage-error.js";
import { beginRun } from "./begin.js";
import type { Showing } from "./carry-out.js";

/**
 * Runs the suite against a target.
 * @param source flags, file and environment of the configuration
 * @param options whether only what was red is run, and whether it is done again and again, and how it is shown
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws ConfigError, BaselineError, OutputError or UsageError, for people
 */
export async function runCommand(source: ConfigSource, options: LoopOptions & Showing, io: Io): Promise<number> {
  const config = loadConfig(source);
  const { flags = {}, env = process.env } = source;
  if (options.failed) await requireSameTarget(config, io);
  const run = {
    asked: { is: "endpoint", flags, env, run: config.run },
    wanted: (narrowing: object = {}) => ({
      output: config.run.output,
      verbose: options.verbose,
      kept: { ...keptOf(config.run), subject: config.target.endpoint ?? EMBEDDED_EMULATOR },
      ifStopped: {
        inOrder: "cleaning up and writing what there is; once more to stop at once (then use `sweep`)",
        atOnce: ": what is left in the ledger is removed by `gwlb-conformance sweep`",
      },
      begin: (signal: AbortSignal, activity: Activity) =>
        beginRun({ ...source, flags: { ...flags, ...narrowing } }, signal, activity),
    }),
    watched: () => watched(config),
  } as const;
  return runInLoop(run, options, io);
}

/** A shard is no run of its own: what is told of a run is told of all shards together, after `merge`. */
function keptOf(run: RunSettings): Pick<RunSettings, "profile" | "seed" | "history" | "notifyFile"> {
  const { profile, seed } = run;
  return run.shard === undefined ? run : { profile, seed };
}

/** What was red somewhere else is never put to the embedded emulator unasked: it would pass there, and seem to be mended. */
async function requireSameTarget({ target, run }: Config, io: Io): Promise<void> {
  const report = await lastReport(run.output);
  if (report?.target.is !== "endpoint") return;
  const then = nameOf(report.target);
  if (target.endpoint === undefined && !report.target.embedded) {
    throw new UsageError(
      `--failed: the last report in ${run.output} is of ${then}, and no endpoint is named now; give --config FILE or --endpoint ${then}`,
    );
  }
  if (target.endpoint === undefined || target.endpoint === report.target.endpoint) return;
  io.stderr.write(`warning: red at ${then}, run again at ${visible(target.endpoint)}\n`);
}

function nameOf({ embedded, endpoint }: EndpointSubject): string {
  return embedded ? "the embedded emulator" : visible(endpoint);
}

/** How often a target is looked at: one on this machine is somebody's who has just compiled it. */
const LOOK_MS = { here: 250, elsewhere: 2_000 } as const;

function watched(config: Config): WatchedTarget {
  const { endpoint } = config.target;
  if (endpoint === undefined)
    throw new UsageError("--watch: the embedded emulator never changes; give --config FILE or --endpoint URL");
  const { hostname } = new URL(endpoint);
  const isHere = /^(?:localhost|127\..*|\[::1\])$/u.test(hostname);
  return {
    everyMs: isHere ? LOOK_MS.here : LOOK_MS.elsewhere,
    async look(signal) {
      const client = openClient(config, endpoint);
      try {
        return await lookAtEndpoint(client, signal);
      } finally {
        await client.close();
      }
    },
  };
}
