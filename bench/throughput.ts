/**
 * Judged requests per second of the property engine against a bare undici loop: the same requests, endpoint and concurrency. The endpoint
 * is the emulator in a process of its own. Rounds alternate, so that a drifting machine treats both alike; what counts is the median ratio.
 */
import { Pool } from "undici";
import { through } from "../contract/judge.js";
import { toParameters } from "../contract/request.js";
import { casesOf } from "../exercise/cases/case-stream.js";
import { withinRange } from "../generators/tcp-idle-timeout.js";
import { toWireRequest } from "../target/wire/wire-request.js";
import { median } from "./detection/measure.js";
import { engineRun, type Served, startServer } from "./engine.js";

const REQUESTS = 4_000;
const ROUNDS = 5;

await measure();

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
    const engine = await engineRun(served, concurrency, REQUESTS);
    if (round < 0) continue;
    loops.push(loop);
    engines.push(engine);
    ratios.push(engine / loop);
  }
  const [engine = 0, loop = 0, ratio = 0] = [engines, loops, ratios].map(median);
  const each = ratios.map((one) => one.toFixed(2)).join(" ");
  return `concurrency ${concurrency}: engine ${Math.round(engine)}/s, bare undici loop ${Math.round(loop)}/s, ratio ${ratio.toFixed(2)} (${each})`;
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
      basePath: "/",
      date: 0,
    }),
  );
}
