import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { FailureStore } from "../../evidence/failure-store.js";
import { ACCEPTED_59 } from "../../exercise/testing/counterexample.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const OLD = new Date("2026-01-01T00:00:00Z");
const NEW = new Date("2026-02-02T00:00:00Z");
const cwd = temporaryFolder();

/** A store with one failure that passes, one that is old, and one that is new. */
function storeIn(output: string): string {
  const folder = join(cwd, output, "failures");
  const store = FailureStore.open(folder, "1", "http://h\u001b[2J");
  for (const [kind, at] of [
    ["passes", NEW],
    ["old", OLD],
    ["new", NEW],
  ] as const)
    store.keep({ ...ACCEPTED_59, kind }, at);
  for (const one of store.all()) if (one.kind === "passes") store.settle(one, NEW);
  return folder;
}

const left = (folder: string) =>
  FailureStore.open(folder, "1")
    .all()
    .map(({ kind }) => kind)
    .sort();

it("lists what was kept: dates, whether it passes, and the file to replay", async () => {
  const folder = storeIn("l");
  const { code, stdout } = await run(["failures", "list", "--output", "l"], { cwd });
  assert.equal(code, 0);
  assert.match(stdout, /: passes since 2026-02-02T00:00:00\.000Z$/mu);
  assert.match(stdout, /^ {2}seen {2}2026-01-01T00:00:00\.000Z at http:/mu);
  assert.ok(!stdout.includes("\u001b"));
  for (const name of readdirSync(folder)) assert.ok(stdout.includes(join(folder, name)));
  const { stdout: json } = await run(["failures", "list", "--output", "l", "--json"], { cwd });
  const all: { kind: string; file: string }[] = JSON.parse(json);
  assert.deepEqual(all.map(({ kind }) => kind).sort(), ["new", "old", "passes"]);
});

it("says so where nothing is kept", async () => {
  const { code, stdout } = await run(["failures", "list", "--output", "none"], { cwd });
  assert.equal(code, 0);
  assert.match(stdout, /^no failures are kept in .*none.failures\n$/u);
});

for (const [words, kept] of [
  [[], ["new", "old"]],
  [
    ["--last-seen-before", "2026-01-15"],
    ["new", "passes"],
  ],
  [["--all"], []],
] as const) {
  it(`removes what passes, or as it is told: ${words.join(" ")}`, async () => {
    const output = `p${words.length}`;
    const folder = storeIn(output);
    const { code, stdout } = await run(["failures", "prune", "--output", output, ...words], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^${3 - kept.length} removed, ${kept.length} kept in `, "u"));
    assert.deepEqual(left(folder), kept);
  });
}

it("ends with 2 for a day that is none", async () => {
  const { code, stderr } = await run(["failures", "prune", "--last-seen-before", "yesterday"], { cwd });
  assert.equal(code, 2);
  assert.match(stderr, /It must be a day, YYYY-MM-DD/u);
});
