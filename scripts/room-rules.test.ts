/** The rules of the rooms, as the linter enforces them: each is broken once, and each allowed way is taken once. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isJsonObject, type JsonObject } from "../contract/answer.js";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const RULES = ["lint/style/noRestrictedImports", "lint/style/noRestrictedGlobals", "plugin"];

const imports = (specifier: string) => `import { x } from "${specifier}";\nexport const y = x;\n`;

/** What each room may import of another one; everything else is broken once. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  generators: ["contract"],
  target: ["contract"],
  harness: ["target", "generators", "contract"],
  specs: ["harness", "generators", "contract"],
  reports: ["contract"],
  emulator: [],
};
const ROOMS = [...Object.keys(ALLOWED), "sdk", "cli", "scripts"];

/** Files by path, and whether the linter has to object. */
function probes(): Map<string, { readonly text: string; readonly broken: boolean }> {
  const files = new Map<string, { text: string; broken: boolean }>();
  for (const [room, allowed] of Object.entries(ALLOWED)) {
    for (const other of ROOMS.filter((one) => one !== room)) {
      const broken = !allowed.includes(other);
      files.set(`${room}/imports-${other}.ts`, { text: imports(`../${other}/a.js`), broken });
      files.set(`${room}/deep/imports-${other}.ts`, { text: imports(`../../${other}/deep/a.js`), broken });
    }
  }
  for (const part of [
    "judge",
    "classify",
    "shape",
    "life",
    "listener",
    "violations",
    "answer",
    "model",
    "characters",
  ]) {
    files.set(`emulator/takes-${part}.ts`, { text: imports(`../contract/${part}.js`), broken: true });
  }
  for (const data of ["catalogue", "errors", "parameters", "situations"]) {
    files.set(`emulator/takes-${data}.ts`, { text: imports(`../contract/${data}.js`), broken: false });
  }
  for (const room of ["target", "harness"]) {
    files.set(`${room}/starts.test.ts`, { text: imports("../emulator/index.js"), broken: false });
    files.set(`${room}/testing/starts.ts`, { text: imports("../../emulator/index.js"), broken: false });
    files.set(`${room}/commands.test.ts`, { text: imports("../cli/main.js"), broken: true });
  }
  files.set("reports/library.ts", { text: imports("allure-js-commons/sdk/reporter"), broken: false });
  files.set("contract/reads-files.ts", { text: imports("node:fs"), broken: true });
  files.set("contract/asks-the-network.ts", { text: "export const a = fetch;\n", broken: true });
  files.set("contract/hashes.ts", { text: imports("node:crypto"), broken: false });
  for (const [i, choice] of CHOICES.entries()) {
    for (const room of ["generators", "specs"]) files.set(`${room}/choice-${i}.ts`, { text: choice, broken: true });
    files.set(`harness/choice-${i}.ts`, { text: choice, broken: false });
  }
  files.set("generators/seeded.ts", { text: "export const a = Math.max(1, 2);\n", broken: false });
  return files;
}

const CHOICES = [
  "export const a = Math.random();\n",
  "export const { random } = Math;\n",
  "export const a = Date.now();\n",
  "export const a = new Date();\n",
  'import { randomUUID } from "node:crypto";\nexport const a = randomUUID();\n',
  "export const a = crypto.randomUUID();\n",
];

const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-rooms-"));
after(() => rmSync(folder, { recursive: true }));
const files = probes();
let objections = new Set<string>();

before(() => {
  const { vcs: _, ...config }: JsonObject = objectIn(readFileSync(join(REPOSITORY, "biome.json"), "utf8"));
  writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
  cpSync(join(REPOSITORY, "scripts", "lint"), join(folder, "scripts", "lint"), { recursive: true });
  for (const [path, { text }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const biome = join(REPOSITORY, "node_modules", "@biomejs", "biome", "bin", "biome");
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: "utf8", timeout: 30_000 });
  objections = new Set(diagnosticsIn(stdout));
});

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : assert.fail("not a JSON object");
}

/** Paths of the files to which one of the rules objects. */
function diagnosticsIn(stdout: string): string[] {
  const { diagnostics } = objectIn(stdout);
  assert.ok(Array.isArray(diagnostics), stdout.slice(0, 500));
  return diagnostics.filter(isJsonObject).flatMap(({ category, location }) => {
    const path = isJsonObject(location) ? location.path : undefined;
    const name = isJsonObject(path) ? path.file : path;
    return RULES.includes(String(category)) && typeof name === "string" ? [name.replaceAll("\\", "/")] : [];
  });
}

test("every way round a room's walls is an error", () => {
  const unnoticed = [...files].filter(([path, { broken }]) => broken && !objections.has(path)).map(([path]) => path);
  assert.deepEqual(unnoticed, []);
});

test("every allowed way is open", () => {
  const refused = [...files].filter(([path, { broken }]) => !broken && objections.has(path)).map(([path]) => path);
  assert.deepEqual(refused, []);
});
