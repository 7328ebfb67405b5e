/**
 * Judged requests per second of the property engine against a bare undici loop: the same requests, endpoint and concurrency. The endpoint
 * is the emulator in a process of its own. Rounds alternate, so that a drifting machine treats both alike; what counts is the median ratio.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";
import { through } from "../contract/judge.js";
import { toParameters } from "../contract/request.js";
import { startEmulator } from "../emulator/index.js";
import { withinRange } from "../generators/tcp-idle-timeout.js";
import { CheckLog } from "../harness/check-log.js";
import { Endpoint } from "../harness/endpoint.js";
import { openTarget } from "../harness/open-target.js";
import { casesOf } from "../harness/property-engine.js";
import { loadConfig } from "../target/load-config.js";
import { toWireRequest } from "../target/wire.js";

const REQUESTS = 4_000;
const ROUNDS = 5;

interface Served {
  readonly endpoint: string;
  readonly situations: Readonly<Record<string, string[]>>;
}

if (process.argv[2] === "serve") await serve();
else await measure();

async function serve(): Promise<void> {
  const { endpoint, situations } = await startEmulator({ auth: "none" });
  process.send?.({ endpoint, situations });
}

async function measure(): Promise<void> {
  const { child, served } = await startServer();
  try {
    console.log(`${REQUESTS} dry runs per round, ${ROUNDS} rounds each, alternating`);
    for (const concurrency of [1, 32]) console.log(await compare(served, concurrency));
  } finally {
    child.kill();
  }
}

async function compare(served: Served, concurrency: number): Promise<string> {
  const ratios: number[] = [];
  const engines: number[] = [];
  const loops: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const loop = await bareLoop(served, concurrency);
    const engine = await engineRun(served, concurrency);
    if (round < 0) continue;
    loops.push(loop);
    engines.push(engine);
    ratios.push(engine / loop);
  }
  return `concurrency ${concurrency}: engine ${Math.round(median(engines))}/s, bare undici loop ${Math.round(median(loops))}/s, ratio ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`;
}

async function engineRun(served: Served, concurrency: number): Promise<number> {
  const config = configOf(served, concurrency);
  const target = await openTarget(
    { config, requirements: [], nonce: "bench", ledger: "/dev/null", command: "npm run bench" },
    { index: 0, count: 1 },
  );
  const log = new CheckLog("create-listener.tcp-idle-timeout.range", 1);
  const before = target.client.requests();
  const startedAt = performance.now();
  await new Endpoint(target.session, log).accepts(withinRange, { lens: "dry-run" });
  const seconds = (performance.now() - startedAt) / 1000;
  const requests = target.client.requests() - before;
  await target.close();
  if (log.counterexamples.length > 0) throw new Error("the emulator does not conform: the figures mean nothing");
  return requests / seconds;
}

async function bareLoop(served: Served, concurrency: number): Promise<number> {
  const bodies = requestsOf(served);
  const pool = new Pool(served.endpoint, { connections: concurrency, pipelining: 1 });
  let next = 0;
  const startedAt = performance.now();
  const lane = async () => {
    for (let request = bodies[next++]; request !== undefined; request = bodies[next++]) {
      const answer = await pool.request({ ...request });
      await answer.body.text();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return bodies.length / seconds;
}

/** The same requests that the engine draws, built beforehand. */
function requestsOf({ endpoint, situations }: Served) {
  const stream = { arbitrary: withinRange.arbitrary, examples: withinRange.examples, seed: 1, runs: REQUESTS };
  const references = {
    loadBalancerId: situations["load-balancer/idle"]?.[0],
    serverGroupId: situations["server-group/available"]?.[0],
    clientToken: undefined,
  };
  return [...casesOf(stream)].map(([, { draft }]) =>
    toWireRequest({
      operation: "CreateListener",
      parameters: toParameters(through("dry-run", draft), references),
      auth: "none",
      credentials: undefined,
      host: new URL(endpoint).host,
      date: 0,
    }),
  );
}

function configOf({ endpoint, situations }: Served, concurrency: number) {
  const config = loadConfig({
    env: {},
    flags: {
      endpoint,
      auth: "none",
      seed: 1,
      runs: REQUESTS,
      concurrency,
      lens: "dry-run",
      output: "reports/output/bench",
    },
  });
  return { ...config, situations };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function startServer(): Promise<{ readonly child: ChildProcess; readonly served: Served }> {
  const child = fork(fileURLToPath(import.meta.url), ["serve"]);
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      if (isServed(message)) resolve({ child, served: message });
    });
    child.once("exit", () => reject(new Error("the emulator did not start")));
  });
}

function isServed(message: unknown): message is Served {
  return typeof message === "object" && message !== null && "endpoint" in message && "situations" in message;
}
