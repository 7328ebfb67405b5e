/**
 * `npm run prove:clean-up`: runs against the emulator that are killed at any moment; `sweep --yes` has to remove what they made and nothing
 * else. Exits 0 when it always did.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { request } from "undici";
import { isJsonObject, type JsonObject, textMember } from "../../contract/answer.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { killAll, startProgram, treeOf, waitForEnd } from "./processes.js";

const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));
const USAGE = "usage: npm run prove:clean-up [-- --runs N] [--seed N]";
const FORM = "application/x-www-form-urlencoded";
const IDLE = 6;
/** Requests after which a run is killed at the latest: within those of a smoke run. */
const LATEST_REQUEST = 3_000;
/** Nothing goes on for ever. */
const LONGEST_RUN_MS = 120_000;
/** For checks that end in order when their command is killed. */
const ENDING_MS = 60_000;
/** For requests that were under way when the run was killed. */
const SETTLING_MS = 150;

const MOMENTS = ["before", "during", "after"] as const;

/** What one run is put through. */
const scenarios = fc
  .record({
    // Half of them early, where each request more makes a difference.
    killAfterRequests: fc.oneof(fc.integer({ min: 20, max: 320 }), fc.integer({ min: 20, max: LATEST_REQUEST })),
    // What SIGKILL ends: everything, or the command alone, whose checks then have to end by themselves.
    kills: fc.constantFrom("everything", "everything", "the command"),
    // Whether the next listener that is made is waited for first, and how many milliseconds more.
    atCreation: fc.constantFrom(true, true, false),
    killDelayMs: fc.nat(19),
    transitionMs: fc.constantFrom(5, 20, 60),
    // The target is started anew before the sweep, and gives the same ids again.
    restart: fc.constantFrom(true, false, false),
    // Listeners of somebody else: put there before the run, while it is under way, or before the sweep.
    strangers: fc.subarray([...MOMENTS]),
  })
  // After a restart the first ids are given to somebody.
  .map((one) => ({
    ...one,
    strangers: MOMENTS.filter((at) => one.strangers.includes(at) || (one.restart && at === "after")),
  }));

type Scenario = ReturnType<typeof scenarios.generate>["value"];

/** An emulator under a fixed address, and the listeners of somebody else on it. */
class Target {
  readonly strangers = new Map<string, string>();
  #emulator: RunningEmulator | undefined;
  #requests = 0;
  #creations = 0;
  #named = 0;
  readonly #transitionMs: number;

  constructor(transitionMs: number) {
    this.#transitionMs = transitionMs;
  }

  get requests(): number {
    return this.#requests;
  }

  /** Listeners made, those of somebody else included. */
  get creations(): number {
    return this.#creations;
  }

  get emulator(): RunningEmulator {
    if (this.#emulator === undefined) throw new Error("the target is not started");
    return this.#emulator;
  }

  async start(): Promise<void> {
    this.#emulator = await startEmulator({
      port: this.#emulator === undefined ? 0 : Number(new URL(this.#emulator.endpoint).port),
      auth: "none",
      transitionMs: this.#transitionMs,
      idleLoadBalancers: IDLE,
      numberedIds: true,
      logger: ({ action, status }) => {
        this.#requests += 1;
        if (action === "CreateListener" && status === 200) this.#creations += 1;
      },
    });
  }

  /** Everything on it is lost, and the ids are given again. */
  async restart(): Promise<void> {
    await this.emulator.close();
    this.strangers.clear();
    await this.start();
  }

  /** Somebody else makes a listener, where there is room for one. */
  async putStranger(nth: number): Promise<void> {
    this.#named += 1;
    const description = `somebody-else-${this.#named}`;
    const idle = idsOf(this.emulator, "load-balancer/idle");
    for (let i = 0; i < idle.length; i += 1) {
      const body = await this.call("CreateListener", {
        LoadBalancerId: idle[(nth + i) % idle.length] ?? "",
        ServerGroupId: idsOf(this.emulator, "server-group/available")[0] ?? "",
        ListenerDescription: description,
      });
      const id = textMember(body, "ListenerId");
      if (id === undefined) continue;
      this.strangers.set(id, description);
      return;
    }
  }

  /** Descriptions of all listeners by id, but for the one that is always there. */
  async listeners(): Promise<ReadonlyMap<string, string>> {
    const { Listeners } = await this.call("ListListeners", { MaxResults: "1000" });
    const list = Array.isArray(Listeners) ? Listeners.filter(isJsonObject) : [];
    const occupied = idsOf(this.emulator, "load-balancer/occupied");
    return new Map(
      list
        .filter(({ LoadBalancerId }) => !occupied.includes(String(LoadBalancerId)))
        .map((one) => [String(one.ListenerId), `${String(one.ListenerDescription)} on ${String(one.LoadBalancerId)}`]),
    );
  }

  async call(action: string, parameters: Readonly<Record<string, string>>): Promise<JsonObject> {
    const { body: answer } = await request(this.emulator.endpoint, {
      method: "POST",
      headers: { "x-acs-action": action, "x-acs-version": "2024-04-15", "content-type": FORM },
      body: new URLSearchParams(parameters).toString(),
      // The target may be started anew before the next call.
      reset: true,
    });
    const body: unknown = await answer.json();
    return isJsonObject(body) ? body : {};
  }
}

function idsOf({ situations }: RunningEmulator, situation: string): readonly string[] {
  const ids = situations[situation];
  return Array.isArray(ids) ? ids : [];
}

/** How a run ended. */
interface Kill {
  /** Whether it was still under way. */
  readonly wasUnderWay: boolean;
  /** Processes of it that live on. */
  readonly outliving: readonly number[];
}

/** Kills a run at its moment. */
async function runAndKill(target: Target, scenario: Scenario, words: readonly string[]): Promise<Kill> {
  const before = target.requests;
  const program = startProgram([MAIN, ...words]);
  const deadline = performance.now() + LONGEST_RUN_MS;
  let creations = target.creations;
  let strangersToCome = scenario.strangers.includes("during");
  while (!program.isOver() && performance.now() < deadline) {
    const sent = target.requests - before;
    if (strangersToCome && sent > scenario.killAfterRequests / 2) {
      strangersToCome = false;
      await target.putStranger(scenario.killAfterRequests);
    }
    if (sent < scenario.killAfterRequests) creations = target.creations;
    else if (!scenario.atCreation || target.creations > creations) break;
    await sleep(1);
  }
  await sleep(scenario.killDelayMs);
  const wasUnderWay = !program.isOver();
  const tree = treeOf(program.pid);
  killAll(scenario.kills === "everything" ? tree : [program.pid]);
  const outliving = await waitForEnd(tree, ENDING_MS);
  killAll(outliving);
  await sleep(SETTLING_MS);
  return { wasUnderWay, outliving };
}

/** What came of one scenario. */
interface Proof {
  readonly wasKilled: boolean;
  /** Listeners of the run before the sweep. */
  readonly left: number;
  /** What is wrong, in words; empty when all is well. */
  readonly faults: readonly string[];
}

async function prove(scenario: Scenario, folder: string): Promise<Proof> {
  const target = new Target(scenario.transitionMs);
  await target.start();
  try {
    const { endpoint, situations } = target.emulator;
    const config = join(folder, "config.json");
    writeFileSync(config, JSON.stringify({ target: { endpoint, auth: "none" }, situations }));
    const output = join(folder, "output");
    if (scenario.strangers.includes("before")) await target.putStranger(1);
    const words = ["run", "--config", config, "--profile", "smoke", "--output", output];
    const { wasUnderWay, outliving } = await runAndKill(target, scenario, words);
    if (scenario.restart) await target.restart();
    if (scenario.strangers.includes("after")) for (const nth of [0, 3]) await target.putStranger(nth);
    const left = (await target.listeners()).size - target.strangers.size;
    const { code, said } = await sweepAll(config, join(output, "ledger.jsonl"));
    const faults = await faultsOn(target);
    if (code !== 0) faults.push(`sweep ended with ${String(code)}`);
    if (outliving.length > 0) faults.push(`${outliving.length} processes lived on`);
    return { wasKilled: wasUnderWay, left, faults: faults.length === 0 ? [] : [...faults, said.trim()] };
  } finally {
    await target.emulator.close();
  }
}

async function sweepAll(config: string, ledger: string): Promise<{ readonly code: unknown; readonly said: string }> {
  if (!existsSync(ledger)) return { code: 0, said: "the run had not begun to write its ledger" };
  const { code, output } = await startProgram([MAIN, "sweep", "--config", config, "--ledger", ledger, "--yes"]).ended;
  return { code, said: output };
}

async function faultsOn(target: Target): Promise<string[]> {
  const standing = await target.listeners();
  const missing = [...target.strangers].filter(([id, description]) => !standing.get(id)?.startsWith(description));
  const ours = [...standing].filter(([id]) => !target.strangers.has(id));
  return [
    ...missing.map(([id, description]) => `${id} of somebody else (${description}) is missing`),
    ...ours.map(([id, description]) => `${id} (${description}) of the run is left`),
  ];
}

async function proveAll(runs: number, seed: number): Promise<number> {
  let failed = 0;
  let killed = 0;
  let swept = 0;
  for (const [nth, scenario] of fc.sample(scenarios, { seed, numRuns: runs }).entries()) {
    const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-clean-up-"));
    try {
      const { wasKilled, left, faults } = await prove(scenario, folder);
      killed += wasKilled ? 1 : 0;
      swept += left;
      failed += faults.length === 0 ? 0 : 1;
      console.log(lineOf(nth, scenario, wasKilled, left, faults));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(
    `${runs} runs, ${killed} killed on the way, ${swept} listeners left by them and swept; ${failed} not as they should be (seed ${seed})`,
  );
  return failed === 0 ? 0 : 1;
}

function lineOf(nth: number, scenario: Scenario, wasKilled: boolean, left: number, faults: readonly string[]): string {
  const moment = `after ${scenario.killAfterRequests} requests${scenario.atCreation ? " and one creation" : ""}`;
  const how = wasKilled ? `${scenario.kills} killed ${moment}` : "ended by itself";
  const restart = scenario.restart ? ", target restarted" : "";
  const strangers = scenario.strangers.length === 0 ? "" : `, strangers ${scenario.strangers.join(" and ")}`;
  const verdict = faults.length === 0 ? "ok" : `NOT OK\n  ${faults.join("\n  ")}`;
  return `${nth + 1}: ${how}${restart}${strangers}; ${left} left: ${verdict}`;
}

function numberIn(text: string, least: number): number | undefined {
  return /^\d{1,9}$/u.test(text) && Number(text) >= least ? Number(text) : undefined;
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "50" }, seed: { type: "string", default: "1" } },
});
const runs = numberIn(values.runs, 1);
const seed = numberIn(values.seed, 0);
if (runs === undefined || seed === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  process.exitCode = await proveAll(runs, seed);
}
