/** Starting the adapter that somebody named, and finding out which library it drives. */
import { type SdkSubject, sdkInWords } from "../../evidence/subject.js";
import { cut, visible } from "../../evidence/text.js";
import type { AdapterProgram } from "../../exercise/plan.js";
import { callersEnvironment } from "../../playwright/inheritance.js";
import { AdapterFault } from "../../sdk/adapter/adapter-fault.js";
import { AdapterProcess } from "../../sdk/adapter/adapter-process.js";
import { adapterEnvironment, CommandLineError, wordsOf } from "../../sdk/adapter/command-line.js";
import { type Feature, PROTOCOL_VERSION, parseStarted, type SdkIdentity } from "../../sdk/adapter/protocol.js";
import { TargetUnusable } from "../run/prepare.js";
import { UsageError } from "../usage-error.js";
import { adviceOn } from "./adapter-advice.js";
import { programProblem } from "./program-check.js";

/** How long an adapter may take to start: `go run` compiles, and Java is slow on a busy machine. Milliseconds. */
export const START_MS = 60_000;

/** An adapter that does not keep to the protocol. The message is for people, and safe to show. */
export class AdapterUnusable extends Error {
  override readonly name = "AdapterUnusable";
}

/** What an adapter answered to `start`. */
interface Started {
  readonly sdk: SdkIdentity;
  readonly features: ReadonlySet<Feature>;
}

/**
 * Starts the program of an adapter.
 * @throws UsageError when the command line names no program that can be started
 */
export function startProgram(program: AdapterProgram): AdapterProcess {
  const { command, folder } = requireProgram(program);
  return AdapterProcess.start(wordsIn(command), { cwd: folder, env: environmentOf(program) });
}

/**
 * Makes sure that there is something to start.
 * @throws UsageError when the command line names no program that can be started
 */
export function requireProgram(program: AdapterProgram): AdapterProgram {
  const { command, folder } = program;
  const surroundings = { folder, env: environmentOf(program), platform: process.platform };
  const problem = programProblem(wordsIn(command), command, surroundings);
  if (problem !== undefined) throw new UsageError(`--adapter: ${problem}`);
  return program;
}

function environmentOf({ variables }: AdapterProgram): NodeJS.ProcessEnv {
  return adapterEnvironment(callersEnvironment(process.env, variables));
}

function wordsIn(command: string): readonly string[] {
  try {
    return wordsOf(command);
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    throw new UsageError(
      `--adapter: ${error.message}; every quote needs its other half, and a quote that is meant needs a backslash`,
    );
  }
}

/**
 * Asks an adapter that has just been started what it drives.
 * @throws AdapterFault for whatever is no answer to that
 */
async function introduce(adapter: AdapterProcess): Promise<Started> {
  const started = parseStarted(await adapter.call({ do: "start", protocol: PROTOCOL_VERSION }, START_MS));
  if ("problem" in started) throw new AdapterFault(started.problem);
  return started;
}

/**
 * Starts an adapter, asks what it drives, and stops it.
 * @param signal gives up
 * @throws UsageError when there is nothing to start, AdapterUnusable when it does not keep to the protocol, TargetUnusable when given up
 */
export async function identify(program: AdapterProgram, signal: AbortSignal): Promise<SdkSubject> {
  const adapter = startProgram(program);
  const end = () => void adapter.close();
  signal.addEventListener("abort", end, { once: true });
  try {
    const { sdk, features } = await introduce(adapter);
    const fault = await adapter.close();
    if (fault !== undefined) throw fault;
    return { is: "sdk", ...sdk, features: [...features], adapter: program.shown };
  } catch (error) {
    if (signal.aborted) throw new TargetUnusable("stopped before the first check", "interruption");
    if (!(error instanceof AdapterFault)) throw error;
    throw new AdapterUnusable(faultInWords(error, adapter.stderr()));
  } finally {
    signal.removeEventListener("abort", end);
    await adapter.close();
  }
}

const STDERR_BYTES = 600;

/**
 * A fault of an adapter with what to do about it and the end of its standard error.
 * @returns text that is safe to show
 */
export function faultInWords(fault: AdapterFault, stderr: string): string {
  const end = stderr.trimEnd().slice(-STDERR_BYTES);
  const told = end === "" ? "it wrote nothing to standard error" : `its standard error ended with: ${end}`;
  return visible(`${fault.message}; ${adviceOn(fault)}; ${told}`);
}

/** What is known of a library whose adapter has not said. */
export function unknownSdk({ shown }: AdapterProgram): SdkSubject {
  return { is: "sdk", name: "unknown", version: "unknown", language: "unknown", features: [], adapter: shown };
}

/** A library for people, bounded and safe to show. */
export function shownSdk(sdk: SdkIdentity): string {
  return visible(cut(sdkInWords(sdk), STDERR_BYTES));
}
