import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { MAXIMUM, MINIMUM, TAG_COUNT } from "../evidence/testing/records.js";
import { applyBaseline, BaselineError, parseBaseline } from "./baseline.js";
import { withExcuses, withoutExcuses } from "./baseline-text.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TEXT = `# Ours.
excuses:
  # of the first
  - requirement: ${TAG_COUNT}
    reason: ticket 7 # see there
    expires: "2026-01-15"

  # of the second
  - expires: 2026-02-01
    requirement: ${MINIMUM}
    reason: >-
      a text of
      two lines
# The end.
`;
const NEW = { requirement: MAXIMUM, reason: "ticket 9: really", expires: "2027-01-01" };

describe("a baseline that is written to", () => {
  it("keeps comments and order, and has what is new at its end", () => {
    const text = withExcuses(TEXT, "b.yaml", [NEW]);
    assert.deepEqual(
      parseBaseline(text, "b.yaml").map(({ requirement }) => requirement),
      [TAG_COUNT, MINIMUM, MAXIMUM],
    );
    assert.deepEqual(parseBaseline(text, "b.yaml")[2], NEW);
    for (const line of TEXT.split("\n").filter((one) => !one.includes("text of") && !one.includes("two lines")))
      assert.ok(text.split("\n").includes(line), line);
  });

  it("has a new reason and day in the place of the old ones", () => {
    const text = withExcuses(TEXT, "b.yaml", [{ ...NEW, requirement: MINIMUM }]);
    assert.deepEqual(parseBaseline(text, "b.yaml")[1], { ...NEW, requirement: MINIMUM });
    assert.equal(parseBaseline(text, "b.yaml").length, 2);
    assert.match(text, /# of the second\n {2}- expires: "2027-01-01"\n/u);
  });

  for (const [what, text] of [
    ["no file", undefined],
    ["an empty file", "# mine\n"],
    ["an empty list", "excuses: []\n"],
    ["nothing in its list", "# mine\nexcuses:\n"],
  ] as const) {
    it(`begins with ${what}`, () => {
      const written = withExcuses(text, "b.yaml", [NEW, { ...NEW, requirement: MINIMUM }]);
      assert.deepEqual(parseBaseline(written, "b.yaml"), [NEW, { ...NEW, requirement: MINIMUM }]);
      assert.match(written, /^ {2}- requirement: /mu);
      if (text?.includes("# mine")) assert.match(written, /^# mine$/mu);
    });
  }

  it("is not touched where it is none", () => {
    assert.throws(() => withExcuses("excuse: []", "b.yaml", [NEW]), BaselineError);
  });
});

describe("a baseline from which excuses are taken", () => {
  it("keeps the others with their comments", () => {
    const text = withoutExcuses(TEXT, "b.yaml", (place) => place === 1);
    assert.deepEqual(parseBaseline(text, "b.yaml"), parseBaseline(TEXT, "b.yaml").slice(0, 1));
    for (const comment of ["# Ours.", "# of the first", "# see there", "# The end."]) assert.ok(text.includes(comment));
    assert.ok(!text.includes("# of the second"));
  });

  it("may be left with none", () => {
    assert.deepEqual(
      parseBaseline(
        withoutExcuses(TEXT, "b.yaml", () => true),
        "b.yaml",
      ),
      [],
    );
  });
});

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const fits = ajv.compile(JSON.parse(readFileSync(join(ROOT, "schemas", "baseline.schema.json"), "utf8")));

describe("the published schema", () => {
  it("takes every baseline of the package, and what is written", () => {
    const adapters = join(ROOT, "sdk", "adapters");
    const files = readdirSync(adapters, { recursive: true, encoding: "utf8" }).filter((name) =>
      /baseline\.yaml$/u.test(name),
    );
    assert.ok(files.length >= 6);
    for (const file of files) assert.ok(fits(parse(readFileSync(join(adapters, file), "utf8"))), file);
    assert.ok(fits(parse(withExcuses(undefined, "b.yaml", [NEW]))));
    assert.ok(fits(parse("excuses:\n")) && fits(parse("# nothing\n")));
  });

  for (const entry of [
    { requirement: MINIMUM, expires: NEW.expires },
    { ...NEW, reason: " " },
    { ...NEW, expires: "2026-02-30" },
    { ...NEW, expires: "1.3.2026" },
    { ...NEW, requirement: "other" },
  ]) {
    it(`refuses what a run calls stale: ${JSON.stringify(entry)}`, () => {
      assert.equal(applyBaseline([entry], [], REQUIREMENTS, "2026-01-01").stale.length, 1);
      assert.equal(fits({ excuses: [entry] }), false);
    });
  }

  it("refuses what a run refuses to read", () => {
    for (const value of [[], { excuse: [] }, { excuses: {} }, { excuses: [{ ...NEW, requirment: "x" }] }])
      assert.equal(fits(value), false, JSON.stringify(value));
  });
});
