/**
 * `npm run prove:ends`: smoke runs against targets on which nothing can be had; each has to end by itself within two minutes, also when it is run
 * once more where the failures of the first run were kept, and none may be found conformant where nothing was seen. Exits 0 when they do.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator/index.js";
import { HOPELESS, type HopelessTarget, serveHopeless } from "./hopeless-targets.js";
import { startProgram } from "./processes.js";

const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));
const USAGE = `usage: npm run prove:ends [-- --only NAME…] [--at-once N]\nnames: ${HOPELESS.map(({ name }) => name).join(", ")}`;
/** What a user is promised. */
const LONGEST_S = 120;
/** Nothing goes on for ever. */
const LONGEST_RUN_MS = 600_000;
const LOAD_BALANCERS = 8;
const TRANSITION_MS = 200;

interface Ended {
  readonly seconds: number;
  readonly code: unknown;
  readonly output: string;
}

async function runTwice(target: HopelessTarget): Promise<readonly Ended[]> {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-ends-"));
  const emulator = await startEmulator({
    auth: "none",
    transitionMs: TRANSITION_MS,
    idleLoadBalancers: LOAD_BALANCERS,
  });
  const server = await serveHopeless(target, emulator.endpoint);
  try {
    const config = join(folder, "config.json");
    const { situations } = emulator;
    writeFileSync(config, JSON.stringify({ target: { endpoint: server.endpoint, auth: "none" }, situations }));
    const words = ["run", "--config", config, "--profile", "smoke", "--output", join(folder, "output")];
    const first = await runToTheEnd(words);
    // Only failures are kept, and tried again.
    return first.code === 1 ? [first, await runToTheEnd(words)] : [first];
  } finally {
    await server.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runToTheEnd(words: readonly string[]): Promise<Ended> {
  const startedAt = performance.now();
  const program = startProgram([MAIN, ...words]);
  const giveUp = setTimeout(() => process.kill(program.pid, "SIGTERM"), LONGEST_RUN_MS);
  const { code, output } = await program.ended;
  clearTimeout(giveUp);
  return { seconds: (performance.now() - startedAt) / 1_000, code, output };
}

/** What is wrong with the end of a run, if anything. */
function faultOf({ mayConform }: HopelessTarget, { seconds, code, output }: Ended): string | undefined {
  if (seconds > LONGEST_S) return `it took more than ${LONGEST_S} s`;
  const wanted = mayConform ? [0, 3, 5] : [1, 3, 5];
  return wanted.some((one) => one === code)
    ? undefined
    : `it ended with exit code ${String(code)}:\n${output.split("\n").slice(-20).join("\n")}`;
}

async function proveAll(targets: readonly HopelessTarget[], atOnce: number): Promise<number> {
  const queue = targets.values();
  let failed = 0;
  const lane = async () => {
    for (const target of queue) {
      const ends = await runTwice(target);
      const faults = ends.flatMap((ended) => faultOf(target, ended) ?? []);
      if (faults.length > 0) failed += 1;
      const how = ends
        .map(({ seconds, code }) => `${seconds.toFixed(0)} s, exit code ${String(code)}`)
        .join("; again ");
      console.log(
        [`${target.name} (${target.title}): ${how}`, ...faults.map((fault) => `NOT OK: ${fault}`)].join("\n  "),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  console.log(`${targets.length} targets, ${failed} not as they should be`);
  return failed === 0 ? 0 : 1;
}

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true }, "at-once": { type: "string", default: "2" } },
});
const targets = HOPELESS.filter(({ name }) => values.only?.includes(name) ?? true);
const atOnce = Number(values["at-once"]);
if (targets.length < (values.only?.length ?? 1) || !(Number.isInteger(atOnce) && atOnce >= 1)) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  process.exitCode = await proveAll(targets, atOnce);
}
