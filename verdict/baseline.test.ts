import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { ADVISORY, MINIMUM, recordOf } from "../evidence/testing/records.js";
import { applyBaseline, BaselineError, type Excuse, parseBaseline, readBaseline } from "./baseline.js";

const excuse: Excuse = { requirement: MINIMUM, reason: "ticket 7", expires: "2026-01-15" };
const applied = (entry: Excuse, today = "2026-01-15") =>
  applyBaseline([entry], [recordOf(MINIMUM, { outcome: "fail" })], REQUIREMENTS, today);

test("reads entries", () => {
  const text = `excuses:\n  - requirement: ${MINIMUM}\n    reason: ticket 7\n    expires: 2026-01-15\n`;
  assert.deepEqual(parseBaseline(text, "b.yaml"), [excuse]);
});

test("an empty file or list excuses nothing", () => {
  for (const text of ["", "# nothing\n", "excuses:\n", "excuses: []\n"])
    assert.deepEqual(parseBaseline(text, "b.yaml"), []);
});

const UNUSABLE: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["malformed YAML", "excuses: [\n", /^b\.yaml, line \d+: not valid YAML/u],
  ["a list at the top", "- a\n", /expected one key, "excuses"/u],
  ["an unknown top key", "excuse: []\n", /unknown key "excuse"; did you mean "excuses"\?/u],
  ["an unknown key", "excuses: [{requirment: a}]", /excuse 1: unknown key "requirment"; did you mean "requirement"\?/u],
  ["a key like nothing known", "excuses: [{zzz: a}]", /unknown key "zzz"; known: requirement, reason, expires/u],
  ["excuses that are no list", "excuses: {a: 1}", /must be a list/u],
  ["an entry that is text", "excuses: [abc]", /excuse 1: expected requirement, reason, expires/u],
  ["a reason that is a number", `excuses: [{requirement: ${MINIMUM}, reason: 7}]`, /"reason" must be text/u],
  ["an entry without a requirement", "excuses: [{reason: because}]", /names no requirement/u],
];

for (const [what, text, message] of UNUSABLE) {
  test(`refuses ${what}`, () => {
    assert.throws(
      () => parseBaseline(text, "b.yaml"),
      (error) => error instanceof BaselineError && message.test(error.message),
    );
  });
}

test("an expiry is good through its day", () => {
  assert.deepEqual([...applied(excuse).excused.keys()], [MINIMUM]);
  const late = applied(excuse, "2026-01-16");
  assert.deepEqual([late.excused.size, [...late.expired]], [0, [MINIMUM]]);
  assert.match(late.stale.join(), /expired on 2026-01-15/u);
});

const STALE: readonly (readonly [what: string, changes: Partial<Excuse>, message: RegExp])[] = [
  [
    "an unknown requirement",
    { requirement: "create-listener.tcp-idle-timeout.minimun" },
    /did you mean "create-listener\.tcp-idle-timeout\.minimum"/u,
  ],
  ["an advisory requirement", { requirement: ADVISORY }, /needs no excuse/u],
  ["no reason", { reason: "" }, /gives no reason/u],
  ["a date that does not exist", { expires: "2026-02-30" }, /YYYY-MM-DD/u],
  ["a date in another form", { expires: "1.3.2026" }, /YYYY-MM-DD/u],
];

for (const [what, changes, message] of STALE) {
  test(`an excuse with ${what} is stale`, () => {
    const reading = applied({ ...excuse, ...changes });
    assert.equal(reading.excused.size, 0);
    assert.match(reading.stale.join(), message);
  });
}

test("an excuse without an expiry is stale", () => {
  assert.match(applied({ requirement: MINIMUM, reason: "ticket 7" }).stale.join(), /"expires"/u);
});

test("reads a file, and says which one it cannot read", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "baseline-"));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, "b.yaml");
  await writeFile(path, "excuses: []\n");
  assert.deepEqual(await readBaseline(path), []);
  await assert.rejects(
    readBaseline(join(folder, "absent.yaml")),
    /absent\.yaml: the baseline cannot be read \(ENOENT/u,
  );
  await assert.rejects(
    readBaseline(folder),
    (error) => error instanceof BaselineError && !error.message.includes("\n"),
  );
});
