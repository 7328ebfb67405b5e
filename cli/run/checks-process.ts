import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isRunMessage, type RunMessage } from "../../playwright/messages.js";
import { COMPILED } from "./suite.js";

/** How long the checks may take to end once they were asked to; what they leave is swept afterwards. */
const GRACE_MS = 20_000;
const KEPT_OUTPUT = 4_000;

/** The checks are JavaScript already: Playwright need not compile them again, which takes it more than a second the first time. */
const AS_COMPILED = { PW_DISABLE_TS_ESM: "1" } as const;

/** The end of the process that runs the checks. */
export interface ChecksEnd {
  /** Last words on its standard output and error, for the case that it could not even start. */
  readonly output: string;
}

/**
 * Runs the checks in Playwright, in a process of their own: with the suite's own configuration and nobody else's.
 * @param variables environment variables of the plan
 * @param hear called for each message
 * @param signal asks the checks to end
 * @returns when the process has ended
 */
export function runChecks(
  variables: Readonly<Record<string, string>>,
  hear: (message: RunMessage) => void,
  signal: AbortSignal,
): Promise<ChecksEnd> {
  const playwright = join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js");
  const child = fork(playwright, ["test", "--config", join(COMPILED, "playwright.config.js")], {
    cwd: COMPILED,
    env: { ...withoutPlaywrightSettings(process.env), ...variables, ...AS_COMPILED },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A terminal's Ctrl-C goes to the whole group; the checks are to end when they are told to, in order.
    detached: process.platform !== "win32",
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString("utf8")).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.on("message", (message) => {
    if (isRunMessage(message)) hear(message);
  });
  const stop = () => endProcess(child);
  signal.addEventListener("abort", stop, { once: true });
  return new Promise((resolve) => {
    const end = () => {
      signal.removeEventListener("abort", stop);
      resolve({ output });
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

/** Settings that would change how Playwright runs or reports, meant for the caller's own tests. */
function withoutPlaywrightSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(PLAYWRIGHT_|PW_|PWTEST_|NODE_OPTIONS$)/u.test(name)),
  );
}
