/**
 * `npm run certify:sdks`: certifies every SDK that has an adapter in the package and its language on this machine, and holds each to its
 * committed baseline. Exits 0 when nothing was found that a baseline does not know. With `--write`, `docs/sdk-results.md` is made from these runs.
 */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BUNDLED_NAMES, type BundledName, isBundledName } from "../sdk/adapters/bundled.js";
import { missingPrograms, setUpBundled } from "../sdk/adapters/set-up.js";
import { type SdkResult, sdkResult, sdkResultsDocument } from "./sdk-results.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = join(ROOT, "dist", "cli", "main.js");
const DOCUMENT = join(ROOT, "docs", "sdk-results.md");
const USAGE = "usage: npm run certify:sdks [-- NAME… --profile PROFILE --output FOLDER --at-once N --write]";
/** Those whose set-up takes longest begin first. */
const ORDER: readonly BundledName[] = ["go", "python", "java", "python-legacy", "typescript", "pop-core"];

interface Ended {
  readonly name: BundledName;
  readonly words: string;
  readonly good: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: "string", default: "standard" },
    output: { type: "string", default: join(ROOT, "reports", "output", "sdk") },
    "at-once": { type: "string", default: "2" },
    write: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !isBundledName(name));
if (unknown !== undefined) {
  console.error(`no adapter ${unknown}; there are ${BUNDLED_NAMES.join(", ")}\n${USAGE}`);
  process.exit(2);
}

/** Makes one ready, runs it, and says in a line how that ended. */
async function certify(name: BundledName): Promise<Ended> {
  const missing = missingPrograms(name);
  if (missing.length > 0) {
    return { name, words: `left out: ${missing.join(" and ")} not on this machine`, good: true };
  }
  const began = performance.now();
  await setUpBundled(name);
  const ready = performance.now();
  const baseline = join(ROOT, "sdk", "adapters", name, "baseline.yaml");
  const words = ["sdk", "run", "--bundled", name, "--profile", values.profile, "--output", join(values.output, name)];
  if (existsSync(baseline)) words.push("--baseline", relative(process.cwd(), baseline));
  const { code, output } = await run(words);
  const took = `set-up ${seconds(ready - began)}, run ${seconds(performance.now() - ready)}`;
  if (code === 0) return { name, words: `as its baseline says (${took})`, good: true };
  return { name, words: `exit code ${code} (${took})\n${output}`, good: false };
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

function run(words: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

const asked = ORDER.filter((name) => positionals.length === 0 || positionals.includes(name));
const waiting = [...asked];
const ended: Ended[] = [];
async function takeTurns(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const wanted = name;
    const one = await certify(wanted).catch((error: unknown) => ({
      name: wanted,
      words: error instanceof Error ? error.message : String(error),
      good: false,
    }));
    console.log(`${one.name}: ${one.words}`);
    ended.push(one);
  }
}
await Promise.all(Array.from({ length: Number(values["at-once"]) }, takeTurns));

if (values.write) {
  const results = BUNDLED_NAMES.map((name): SdkResult | undefined => sdkResult(name, join(values.output, name)));
  writeFileSync(DOCUMENT, sdkResultsDocument(results.filter((result) => result !== undefined)));
}
process.exitCode = ended.every(({ good }) => good) ? 0 : 1;
