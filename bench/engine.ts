/** An emulator in a process of its own, and engine runs against it: what the measurements have in common. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { EmulatorOptions } from "../emulator/index.js";
import { Check } from "../exercise/check/check.js";
import { CheckLog } from "../exercise/check/check-log.js";
import { type OpenTarget, openTarget } from "../exercise/session/open-target.js";
import { withinRange } from "../generators/tcp-idle-timeout.js";
import { loadConfig, type PartialConfigFlags } from "../target/config/load-config.js";

/** Where the emulator is, and what it has. */
export interface Served {
  readonly endpoint: string;
  readonly situations: Readonly<Record<string, string[]>>;
}

/** Starts the emulator in a process of its own; end it with `child.kill()`. */
export function startServer(
  options: EmulatorOptions = {},
): Promise<{ readonly child: ChildProcess; readonly served: Served }> {
  const child = fork(fileURLToPath(new URL("./emulator-process.js", import.meta.url)), [JSON.stringify(options)]);
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      if (isServed(message)) resolve({ child, served: message });
    });
    child.once("exit", () => reject(new Error("the emulator did not start")));
  });
}

/** Whether something received says where an emulator is. */
export function isServed(message: unknown): message is Served {
  return typeof message === "object" && message !== null && "endpoint" in message && "situations" in message;
}

/** Opens a served emulator as the one target of a run, with settings of that run. */
export function openServed(
  { endpoint, situations }: Served,
  settings: PartialConfigFlags,
  ledger: string,
): Promise<OpenTarget> {
  const flags = { endpoint, auth: "none", ...settings };
  const config = { ...loadConfig({ env: {}, flags }), situations };
  const plan = { config, requirements: [], nonce: "bench", ledger, command: "npm run bench" };
  return openTarget(plan, { index: 0, count: 1 });
}

/** Runs judged dry runs through the engine. @returns judged requests per second */
export async function engineRun(served: Served, concurrency: number, runs: number): Promise<number> {
  const flags = { seed: 1, runs, concurrency, lens: "dry-run", output: "reports/output/bench" };
  const target = await openServed(served, flags, "/dev/null");
  const log = new CheckLog("create-listener.tcp-idle-timeout.range", 1);
  const before = target.client.requests();
  const startedAt = performance.now();
  await new Check(target.session, log).accepts(withinRange, { lens: "dry-run" });
  const seconds = (performance.now() - startedAt) / 1000;
  const requests = target.client.requests() - before;
  await target.close();
  if (log.counterexamples.length > 0) throw new Error("the emulator does not conform: the figures mean nothing");
  return requests / seconds;
}
