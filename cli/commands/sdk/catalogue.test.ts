import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../../../contract/catalogue.js";
import { run } from "../../testing/binary.js";

const ID = "sdk.request.tags.numbering";

describe("sdk list", { concurrency: 2 }, () => {
  it("gives the clauses on client libraries, and no other, as JSON and as a table", async () => {
    const { code, stdout } = await run(["sdk", "list", "--json"]);
    assert.equal(code, 0);
    assert.deepEqual(
      JSON.parse(stdout),
      SDK_REQUIREMENT_IDS.map((id) => ({ id, ...REQUIREMENTS[id] })),
    );
    const filtered = await run(["sdk", "list", "--section", "waiter", "--kind", "required"]);
    assert.match(filtered.stdout, /SDK \/ Waiter \(\d+\)/u);
    assert.match(filtered.stdout, /`gwlb-conformance sdk explain ID` tells more/u);
    assert.doesNotMatch(filtered.stdout, /create-listener\.|SDK \/ Request/u);
  });

  it("is apart from `list`, which is about endpoints", async () => {
    assert.doesNotMatch((await run(["list"])).stdout, /sdk\./u);
  });
});

describe("sdk explain", { concurrency: 2 }, () => {
  it("tells the clause, what breaks and which faulty clients prove its check", async () => {
    const { code, stdout } = await run(["sdk", "explain", ID]);
    assert.equal(code, 0);
    assert.match(stdout, /^Section +SDK \/ Request$/mu);
    assert.match(stdout, /^Proved by +[a-z-]+: /mu);
    assert.match(stdout, /sdk run --adapter "…" --profile smoke --only sdk\.request\.tags\.numbering/u);
    assert.doesNotMatch(stdout, /Situations/u);
  });

  it("takes an id without what all of them begin with", async () => {
    const { code, stdout } = await run(["sdk", "explain", "request.tags.numbering"]);
    assert.equal(code, 0);
    assert.match(stdout, /^sdk\.request\.tags\.numbering$/mu);
  });

  it("suggests what may have been meant, also to whoever took the wrong command", async () => {
    const mistyped = await run(["sdk", "explain", "sdk.request.tags.numberin"]);
    assert.equal(mistyped.code, 2);
    assert.match(mistyped.stderr, /did you mean sdk\.request\.tags\.numbering/u);
    const wrong = await run(["explain", ID]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /is a clause on client libraries: `gwlb-conformance sdk explain/u);
  });
});
