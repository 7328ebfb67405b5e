/** The `sdk run` command: from an adapter to a verdict, reports and an exit code. */
import { CommandLineError, wordsOf } from "../../sdk/adapter/command-line.js";
import { type AdapterOptions, tellOn } from "../adapter-options.js";
import type { Io } from "../io.js";
import { runInLoop } from "../loop/loop.js";
import type { LoopOptions } from "../loop/options.js";
import { filesNamed, lookAtFiles } from "../loop/program-look.js";
import type { WatchedTarget } from "../loop/watch.js";
import type { Showing } from "../run/carry-out.js";
import { beginSdkRun } from "./begin.js";
import { type SdkRunFlags, sdkSettings } from "./settings.js";

/** What somebody asked for. */
interface SdkRunRequest extends Showing {
  readonly adapter: AdapterOptions;
  readonly flags: SdkRunFlags;
  readonly loop: LoopOptions;
}

/**
 * Runs the suite against a client library.
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws UsageError, ConfigError, BaselineError or OutputError, for people
 */
export async function sdkRunCommand({ adapter, flags, loop, verbose }: SdkRunRequest, io: Io): Promise<number> {
  const { run } = sdkSettings(flags);
  const looped = {
    asked: { is: "sdk", flags, env: process.env, run },
    wanted: (narrowing: object = {}) => ({
      output: run.output,
      verbose,
      kept: { ...run, subject: `SDK ${adapter.bundled ?? "behind --adapter"}` },
      ifStopped: { inOrder: "ending the adapter and writing what there is; once more to stop at once", atOnce: "" },
      begin: (signal: AbortSignal) => beginSdkRun(adapter, sdkSettings({ ...flags, ...narrowing }), signal, tellOn(io)),
    }),
    watched: () => watched(adapter),
  } as const;
  return runInLoop(looped, loop, io);
}

const LOOK_MS = 250;

/** The files that the command line of the adapter names; one that comes with the package does not change. */
function watched({ adapter }: AdapterOptions): WatchedTarget | undefined {
  const files = filesNamed(wordsOrNone(adapter ?? ""), process.cwd());
  if (files.length === 0) return undefined;
  return { everyMs: LOOK_MS, look: async () => lookAtFiles(files) };
}

/** What is wrong with a command line is told when it is to be run. */
function wordsOrNone(command: string): readonly string[] {
  try {
    return wordsOf(command);
  } catch (error) {
    if (error instanceof CommandLineError) return [];
    throw error;
  }
}
