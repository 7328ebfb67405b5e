/** Playwright's process behind a run: how it is started, interrupted and, in the end, killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inheritable } from "../../playwright/inheritance.js";
import { COMPILED } from "./suite.js";

/** How long the checks may take to end once they were asked to; what they leave is swept afterwards. */
const GRACE_MS = 20_000;
const KEPT_OUTPUT = 4_000;

/** The checks are JavaScript already: Playwright need not compile them again, which takes it more than a second the first time. */
const AS_COMPILED = { PW_DISABLE_TS_ESM: "1" } as const;

/** The end of the process that runs the projects. */
interface ProcessEnd {
  /** Last words on its standard output and error: none, unless something is wrong. */
  readonly output: string;
}

/**
 * Runs the projects of Playwright in a process of their own: with the suite's own configuration and nobody else's.
 * @param variables environment variables of the plan
 * @param signal asks the projects to end
 * @returns when the process has ended
 */
export function runProjects(variables: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ProcessEnd> {
  const playwright = join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js");
  const config = join(COMPILED, "playwright", "config.js");
  const child = spawn(process.execPath, [playwright, "test", "--config", config], {
    cwd: COMPILED,
    env: { ...inheritable(process.env), ...variables, ...AS_COMPILED },
    stdio: ["ignore", "pipe", "pipe"],
    // A terminal's Ctrl-C goes to the whole group; the checks are to end when they are told to, in order.
    detached: process.platform !== "win32",
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString("utf8")).slice(-KEPT_OUTPUT);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const stop = () => endProcess(child);
  signal.addEventListener("abort", stop, { once: true });
  return new Promise((resolve) => {
    const end = () => {
      signal.removeEventListener("abort", stop);
      resolve({ output: output.trim() });
    };
    child.once("error", (error) => {
      output += error.message;
      end();
    });
    child.once("close", end);
  });
}

function endProcess(child: ChildProcess): void {
  child.kill("SIGINT");
  setTimeout(() => killGroup(child), GRACE_MS).unref();
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
