/**
 * `npm run certify:sdks`: certifies every SDK that has an adapter in the package and its language on this machine, and holds each to its
 * committed baseline. Exits 0 when nothing was found that a baseline does not know. With `--write`, `docs/sdk-results.md` is made from these runs.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { suiteIdentity } from "../cli/run/suite.js";
import { REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import { buildReport, type Report } from "../reports/report.js";
import { BUNDLED_NAMES, type BundledName, isBundledName } from "../sdk/adapters/bundled.js";
import { missingPrograms, setUpBundled } from "../sdk/adapters/set-up.js";
import { loadSdkChecks, openAdapterTarget, runSdkChecks } from "../sdk/run-sdk.js";
import { parseBaseline } from "../verdict/baseline.js";
import { EXIT_CODES } from "../verdict/judgement.js";
import { sdkResultsDocument } from "./sdk-results.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DOCUMENT = join(ROOT, "docs", "sdk-results.md");
const USAGE = "usage: npm run certify:sdks [-- NAME… --output FOLDER --at-once N --write --where-possible]";
const PROFILE = "standard";
const SEED = 20240415;
/** Those whose set-up takes longest begin first. */
const ORDER: readonly BundledName[] = ["go", "python", "java", "python-legacy", "typescript", "pop-core"];

interface Ended {
  readonly words: string;
  readonly good: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: "string", default: join(ROOT, "reports", "output", "sdk") },
    "at-once": { type: "string", default: "2" },
    write: { type: "boolean", default: false },
    // An adapter that cannot be made ready here is told, and no failure: a registry may be out of reach.
    "where-possible": { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !isBundledName(name));
if (unknown !== undefined) {
  console.error(`no adapter ${unknown}; there are ${BUNDLED_NAMES.join(", ")}\n${USAGE}`);
  process.exit(EXIT_CODES.usage);
}

const reportOf = (name: BundledName) => join(values.output, `${name}.json`);

/** Makes one ready, puts it to all checks of the profile, keeps the report, and says how that ended. */
async function certify(name: BundledName): Promise<Ended> {
  const missing = missingPrograms(name);
  if (missing.length > 0) return { words: `left out: no ${missing.join(" and no ")} on this machine`, good: true };
  const began = performance.now();
  // A registry that does not answer once is asked again.
  const setUp = await setUpBundled(name)
    .catch(() => setUpBundled(name))
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (setUp instanceof Error) return { words: `NOT RUN: ${setUp.message}`, good: values["where-possible"] };
  const { command, folder } = setUp;
  const ready = performance.now();
  const report = await run(name, command, folder);
  mkdirSync(values.output, { recursive: true });
  writeFileSync(reportOf(name), `${JSON.stringify(report, undefined, 2)}\n`);
  const took = `set-up ${seconds(ready - began)}, run ${seconds(performance.now() - ready)}`;
  const excused = report.requirements.filter(({ excuse }) => excuse !== undefined).length;
  if (report.judgement.exitCode === EXIT_CODES.conformant)
    return { words: `nothing new; ${excused} violated as its baseline says (${took})`, good: true };
  return { words: [`exit code ${report.judgement.exitCode} (${took})`, ...newsIn(report)].join("\n  "), good: false };
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

async function run(name: BundledName, command: string, cwd: string): Promise<Report> {
  const checks = (await loadSdkChecks()).filter(({ requirement }) =>
    REQUIREMENTS[requirement].profiles.includes(PROFILE),
  );
  const startedAt = new Date();
  const session = await openAdapterTarget({ command, cwd, profile: PROFILE, seed: SEED });
  const records: RequirementRecord[] = [];
  let faults: readonly string[] = [];
  try {
    for await (const record of runSdkChecks(session, checks)) records.push(record);
  } finally {
    faults = await session.close();
  }
  const baseline = join(ROOT, "sdk", "adapters", name, "baseline.yaml");
  const result = {
    suite: suiteIdentity(),
    target: { is: "sdk" as const, ...session.identity, features: [...session.features], adapter: `--bundled ${name}` },
    profile: PROFILE,
    seed: SEED,
    config: {},
    startedAt,
    endedAt: new Date(),
    facts: { filtered: false, interrupted: false, timeStretched: false, faults, coverageFloor: 0.5 },
    planned: SDK_REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(PROFILE)),
    records,
    waitBudgets: {},
    baseline: parseBaseline(readFileSync(baseline, "utf8"), baseline),
  } as const;
  return buildReport(result, REQUIREMENTS);
}

/** What is not as the baseline says, one line each. */
function newsIn({ requirements, staleExcuses, certificate, run }: Report): string[] {
  const violated = requirements.filter(
    ({ kind, outcome, excuse }) =>
      kind === "required" && excuse === undefined && outcome !== "pass" && outcome !== "not-exercised",
  );
  return [
    ...violated.map(({ id, outcome, counterexamples: [first], reason }) => {
      const seen = first === undefined ? (reason ?? "") : `expected ${first.expected}, got ${first.got}`;
      return `${outcome} ${id}: ${seen}`;
    }),
    ...staleExcuses.map((entry) => `baseline: ${entry}`),
    ...run.faults,
    ...(certificate.granted ? [] : certificate.because),
  ];
}

const asked = ORDER.filter((name) => positionals.length === 0 || positionals.includes(name));

/** @returns those that did not end as they should */
async function certifyAll(names: readonly BundledName[], atOnce: number): Promise<readonly BundledName[]> {
  const waiting = [...names];
  const bad: BundledName[] = [];
  const takeTurns = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { words, good } = await certify(name).catch((error: unknown) => ({
        words: error instanceof Error ? error.message : String(error),
        good: false,
      }));
      console.log(`${name}: ${words}`);
      if (!good) bad.push(name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return bad;
}

const doubtful = await certifyAll(asked, Number(values["at-once"]));
if (doubtful.length > 0) console.log(`once more, one by one: ${doubtful.join(", ")}`);
const bad = await certifyAll(doubtful, 1);

if (values.write) writeFileSync(DOCUMENT, sdkResultsDocument(BUNDLED_NAMES.map((name) => [name, reportOf(name)])));
process.exitCode = bad.length === 0 ? EXIT_CODES.conformant : EXIT_CODES.violation;
