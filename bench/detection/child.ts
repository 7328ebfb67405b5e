/** Other programs, run with a bound on their time and their output; none outlives its run. */
import { type ChildProcess, spawn } from "node:child_process";
import { visibleLines } from "../../evidence/text.js";

export interface ChildOptions {
  /** Existing folder. */
  readonly cwd: string;
  /** Milliseconds. */
  readonly timeLimitMs: number;
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** Added to this process' own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export type ChildEnd =
  | { readonly is: "ended"; readonly exitCode: number | null; readonly output: string }
  | { readonly is: "stopped"; readonly why: string }
  | { readonly is: "not-started"; readonly why: string };

const OUTPUT_CHARACTERS = 8_000;

/** Sends whatever is not meant for this machine to a port on which nobody listens: a tool under measurement has no business elsewhere. */
export const LOOPBACK_ONLY: Readonly<Record<string, string>> = {
  HTTP_PROXY: "http://127.0.0.1:9",
  HTTPS_PROXY: "http://127.0.0.1:9",
  NO_PROXY: "127.0.0.1,localhost",
  JAVA_TOOL_OPTIONS:
    "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9 -Dhttp.nonProxyHosts=127.0.0.1|localhost",
};

/** Runs a program to its end. @returns how it ended; never rejects */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<ChildEnd> {
  const { cwd, timeLimitMs, signal, env } = options;
  if (signal.aborted) return Promise.resolve({ is: "stopped", why: "interrupted" });
  return new Promise((resolve) => {
    // A group of its own, so that whatever it starts ends with it.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    const keep = (piece: Buffer) => {
      output = (output + piece.toString("utf8")).slice(-OUTPUT_CHARACTERS);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const settle = (end: ChildEnd) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(end);
    };
    const stop = (why: string) => {
      endGroup(child);
      settle({ is: "stopped", why });
    };
    const onAbort = () => stop("interrupted");
    const timer = setTimeout(() => stop(`not done after ${Math.round(timeLimitMs / 1_000)} s`), timeLimitMs);
    signal.addEventListener("abort", onAbort);
    child.once("error", (error) => settle({ is: "not-started", why: error.message }));
    child.once("close", (exitCode) => settle({ is: "ended", exitCode, output }));
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself in the meantime, or the system has no process groups.
    child.kill("SIGKILL");
  }
}

/**
 * Runs a program that has to succeed, for example an installer.
 * @returns what went wrong, in one line; `undefined` when it succeeded
 */
export async function problemOf(
  command: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<string | undefined> {
  const end = await runChild(command, args, options);
  if (end.is !== "ended") return `${command}: ${end.why}`;
  if (end.exitCode === 0) return undefined;
  const lastLine = end.output.trimEnd().split("\n").at(-1) ?? "";
  return `${command} ended with ${end.exitCode}: ${visibleLines(lastLine.slice(0, 300))}`;
}
