/** The rules of the rooms hold, and each of them can be broken. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { isJsonObject, type JsonObject } from "../contract/answer.js";
import { type Arrow, arrowsIn, ROOMS, ringsIn, wrongWays } from "./rooms.js";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const arrow = (from: string, to: string): Arrow => ({ from, to });

test("no room imports what it may not, and no files import each other in a ring", () => {
  const arrows = arrowsIn(REPOSITORY);
  assert.ok(arrows.length > 1_000, `${arrows.length} imports found`);
  assert.deepEqual(wrongWays(arrows), []);
  assert.deepEqual(ringsIn(arrows), []);
});

test("every way round a room's walls is noticed, every allowed one is open", () => {
  const names = [...Object.keys(ROOMS), "cli", "bench"];
  for (const [room, { may }] of Object.entries(ROOMS)) {
    for (const other of names.filter((one) => one !== room)) {
      const into = [arrow(`${room}/deep/a.ts`, `${other}/b.ts`)];
      assert.deepEqual(wrongWays(into), may.includes(other) ? [] : into, `${room} to ${other}`);
    }
  }
  assert.deepEqual(wrongWays([arrow("emulator/a.ts", "contract/errors.ts")]), []);
  assert.equal(wrongWays([arrow("emulator/a.ts", "contract/judge.ts")]).length, 1);
  assert.deepEqual(wrongWays([arrow("target/a.test.ts", "emulator/index.ts")]), []);
  assert.equal(wrongWays([arrow("target/a.ts", "emulator/index.ts")]).length, 1);
});

test("imports of every form are seen, and rings of any length", () => {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-rooms-"));
  try {
    const files = {
      "a.ts": 'import type { X } from "./b.js";\nexport type Y = X;\n',
      "b.ts": 'export { Z as X } from "./c.js";\n',
      "c.ts": 'export type Z = import("./a.js").Y;\nexport const later = () => import("./d.js");\n',
      "d.ts": 'import "./d.css";\nexport const one = 1;\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    assert.deepEqual(ringsIn(arrowsIn(folder)), [["a.ts", "b.ts", "c.ts"]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const CHOICES = [
  "export const a = Math.random();\n",
  "export const { random } = Math;\n",
  "export const a = Date.now();\n",
  "export const a = new Date();\n",
  'import { randomUUID } from "node:crypto";\nexport const a = randomUUID();\n',
  "export const a = crypto.randomUUID();\n",
];

/** Files by path, and whether the linter has to object. */
function probes(): Map<string, { readonly text: string; readonly broken: boolean }> {
  const imports = (specifier: string) => `import { x } from "${specifier}";\nexport const y = x;\n`;
  const files = new Map([
    ["contract/reads-files.ts", { text: imports("node:fs"), broken: true }],
    ["contract/asks-the-network.ts", { text: "export const a = fetch;\n", broken: true }],
    ["contract/hashes.ts", { text: imports("node:crypto"), broken: false }],
    ["generators/seeded.ts", { text: "export const a = Math.max(1, 2);\n", broken: false }],
  ]);
  for (const [i, text] of CHOICES.entries()) {
    for (const room of ["generators", "specs"]) files.set(`${room}/choice-${i}.ts`, { text, broken: true });
    files.set(`exercise/choice-${i}.ts`, { text, broken: false });
  }
  return files;
}

test("the linter keeps the contract pure and all choice of test data seeded", () => {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-lint-"));
  try {
    const { vcs: _, ...config } = objectIn(readFileSync(join(REPOSITORY, "biome.json"), "utf8"));
    writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
    cpSync(join(REPOSITORY, "scripts", "lint"), join(folder, "scripts", "lint"), { recursive: true });
    const files = probes();
    for (const [path, { text }] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = join(REPOSITORY, "node_modules", "@biomejs", "biome", "bin", "biome");
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", timeout: 30_000 });
    const objections = new Set(diagnosticsIn(stdout));
    for (const [path, { broken }] of files) assert.equal(objections.has(path), broken, path);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : assert.fail("not a JSON object");
}

const RULES = ["lint/style/noRestrictedImports", "lint/style/noRestrictedGlobals", "plugin"];

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
