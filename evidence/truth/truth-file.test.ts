import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { FileError } from "../published-file.js";
import { Discretion } from "./discretion.js";
import { ASKED, told, truthWith } from "./testing/truths.js";
import { digestOf } from "./truth.js";
import { readTruth, truthIn, writeTruth } from "./truth-file.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-truth-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const truth = truthWith([told(ASKED, { "left out": "dry run passed" })]);

test("what was written is read again, whole", async () => {
  const path = join(folder, "truth.json");
  await writeTruth(path, truth);
  assert.deepEqual(await readTruth(path), truth);
});

test("the digest hangs on the content, not on the order of names", () => {
  const { clauses, ...rest } = truth;
  assert.equal(digestOf({ clauses, ...rest }), truth.digest);
  assert.notEqual(digestOf({ ...truth, region: "cn-beijing" }), truth.digest);
  assert.notEqual(digestOf({ ...truth, clauses: [told(ASKED, { "left out": "accepted" })] }), truth.digest);
});

for (const [name, text, message] of [
  ["text", "not JSON", /^t\.json: not JSON;/u],
  ["a report", '{"reportVersion": 1}', /^t\.json: no ground truth;/u],
  ["another version", '{"truthVersion": 2}', /^t\.json: not a ground truth of version 1: .*; record it anew/u],
  ["an unknown member", JSON.stringify({ ...truth, account: "1" }), /must NOT have additional properties/u],
  [
    "another region",
    JSON.stringify({ ...truth, region: "cn-beijing" }),
    /^t\.json: its digest does not fit its content/u,
  ],
  ["another digest", JSON.stringify({ ...truth, digest: `sha256:${"0".repeat(64)}` }), /its digest does not fit/u],
] as const) {
  test(`${name} is refused in a sentence`, () => {
    assert.throws(
      () => truthIn(text, "t.json"),
      (error) => error instanceof FileError && message.test(error.message),
    );
  });
}

test("a file that is not there is told", async () => {
  await assert.rejects(readTruth(join(folder, "absent.json")), /absent\.json: cannot be read \(ENOENT/u);
});

test("the published schema is the one that is used", () => {
  const schema: { $id: string } = JSON.parse(
    readFileSync(new URL("../../../schemas/truth.schema.json", import.meta.url), "utf8"),
  );
  assert.equal(schema.$id, "urn:gwlb-conformance:truth:1");
});

test("what is known is hidden wherever it stands, and so is what looks like an id", () => {
  const discretion = new Discretion(["top-secret-key", "gwlb-mine1"]);
  for (const telling of [
    "top-secret-key",
    "gwlb-mine1",
    "gwlb-0123456789abcdef",
    "lsn-abcdefgh1234",
    "LTAI5tExampleKey0",
    "1234567890123456",
    "acs:ram::1234567890123456:user/somebody",
    "54B48E3D-DF70-471B-AA93-08E683A1B457",
    "gwlb.cn-hangzhou.aliyuncs.com",
  ]) {
    const hidden = discretion.hide(`the ${telling}, twice: ${telling}`);
    assert.ok(!hidden.includes(telling), telling);
    assert.equal(discretion.foundIn(hidden), undefined, telling);
    assert.notEqual(discretion.foundIn(`the ${telling}`), undefined, telling);
  }
  for (const harmless of ["HTTP 400 IllegalParam.TagKey", "accepted, the first listener named", "2147483648"])
    assert.equal(discretion.hide(harmless), harmless);
});

test("nothing that is known is left in any text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zA-Z\d-]{6,20}$/), { minLength: 1 }),
      fc.array(fc.string()),
      (known, between) => {
        const discretion = new Discretion(known);
        const text = between.flatMap((one, i) => [one, known[i % known.length] ?? ""]).join("|");
        const hidden = discretion.hide(text);
        return discretion.foundIn(hidden) === undefined;
      },
    ),
  );
});
