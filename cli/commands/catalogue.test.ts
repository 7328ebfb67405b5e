import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import { run } from "../testing/binary.js";

const ESCAPE = "\u001b";
const ID = "create-listener.tcp-idle-timeout.minimum";

async function listed(...words: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await run(["list", "--json", ...words]);
  assert.deepEqual([code, stderr], [0, ""]);
  const requirements: { id: string }[] = JSON.parse(stdout);
  return requirements.map(({ id }) => id);
}

describe("list", { concurrency: 2 }, () => {
  it("gives every requirement as JSON, in the catalogue's order", async () => {
    const { stdout } = await run(["list", "--json"]);
    assert.deepEqual(
      JSON.parse(stdout),
      REQUIREMENT_IDS.map((id) => ({ id, ...REQUIREMENTS[id] })),
    );
  });

  it("filters by kind, section, profile, situation and words, all at once", async () => {
    const expected = REQUIREMENT_IDS.filter((id) => {
      const { kind, section, profiles } = REQUIREMENTS[id];
      return kind === "required" && section.endsWith("TcpIdleTimeout") && profiles.includes("smoke");
    });
    assert.ok(expected.length > 2);
    const filter = ["--kind", "required", "--section", "tcpidletimeout", "--profile", "smoke"];
    assert.deepEqual(await listed(...filter), expected);
    assert.deepEqual(await listed(...filter, "MINIMUM"), [ID]);
    assert.deepEqual(await listed(...filter, "minimum", "maximum"), []);
    const conflicts = await listed("--situation", "server-group/scheduler-3tch");
    assert.ok(conflicts.includes("create-listener.error.tcp-idle-timeout-conflict-with-scheduler"));
    assert.ok(!conflicts.includes(ID));
  });

  it("draws a table no wider than asked, without colour in a pipe and with no id broken", async () => {
    const { stdout } = await run(["list"]);
    assert.ok(!stdout.includes(ESCAPE));
    for (const id of REQUIREMENT_IDS) assert.ok(stdout.includes(`│ ${id} `), id);
    assert.ok(stdout.split("\n").every((line) => [...line].length <= 100));
    assert.match(stdout, new RegExp(`\n${REQUIREMENT_IDS.length} requirements;`, "u"));
  });

  it("colours when told to, and not when told not to", async () => {
    const forced = await run(["list", "minimum"], { env: { FORCE_COLOR: "1" } });
    assert.ok(forced.stdout.includes(`${ESCAPE}[1m`));
    const refused = await run(["list", "minimum"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    assert.ok(!refused.stdout.includes(ESCAPE));
  });

  it("names the sections when there is none of that name", async () => {
    const { code, stderr } = await run(["list", "--section", "Nonsense"]);
    assert.equal(code, 2);
    assert.match(stderr, /^error: --section Nonsense: no section is called so; they are: Operation description, /u);
  });

  it("says so when nothing is like that", async () => {
    assert.match((await run(["list", "zzz"])).stdout, /^no requirement is like that;/u);
  });
});

describe("explain", { concurrency: 2 }, () => {
  it("tells statement, section, kind, what breaks, situations, profiles, source, validation and mutants", async () => {
    const { code, stdout } = await run(["explain", ID]);
    assert.equal(code, 0);
    const { statement, section, breaks, situations, profiles, fragments } = REQUIREMENTS[ID];
    const flat = stdout.replaceAll(/\s+/gu, " ");
    for (const text of [ID, statement, section, "required: ", breaks, situations.join(", "), profiles.join(", ")]) {
      assert.ok(flat.includes(text), text);
    }
    for (const { section, begins } of fragments) assert.ok(flat.includes(`${section} ("${begins}…")`), begins);
    assert.match(flat, /Validated never/u);
    assert.match(flat, new RegExp(`gwlb-conformance run --profile smoke --only ${ID}`, "u"));
  });

  it("names as JSON the mutants that prove the requirement", async () => {
    const { stdout } = await run(["explain", "create-listener.tag.count", "--json"]);
    const explained: { id: string; statement: string; mutants: { name: string; title: string }[] } = JSON.parse(stdout);
    assert.equal(explained.statement, REQUIREMENTS["create-listener.tag.count"].statement);
    assert.ok(explained.mutants.some(({ name }) => name === "tags-21-accepted"));
  });

  it("takes an id without what all of them begin with", async () => {
    const [short, long] = [await run(["explain", "tcp-idle-timeout.minimum"]), await run(["explain", ID])];
    assert.deepEqual([short.code, short.stdout], [0, long.stdout]);
  });

  it("suggests ids that hold what was given, and ends with 2", async () => {
    const { code, stderr } = await run(["explain", "idle-timeout.minimum"]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      new RegExp(`^error: there is no requirement "idle-timeout.minimum"; did you mean ${ID}, `, "u"),
    );
  });

  it("suggests the id that is spelled most alike", async () => {
    const { stderr } = await run(["explain", "create-listener.tcp-idle-timeout.minimun"]);
    assert.match(stderr, new RegExp(`did you mean ${ID}, `, "u"));
  });
});
