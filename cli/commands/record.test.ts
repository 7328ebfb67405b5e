/** What `record`, `run --against`, `list --against` and `diff` say without asking a target anything. */
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { ASKED, OF_THE_PAGE, told, truthWith } from "../../evidence/truth/testing/truths.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const served: string[] = [];
let emulator: RunningEmulator;
const truth = truthWith([told(ASKED, { "left out": "dry run passed" }), told(OF_THE_PAGE)]);

before(async () => {
  emulator = await startEmulator({ auth: "none", idleLoadBalancers: 2, logger: ({ action }) => served.push(action) });
  writeFileSync(join(folder, "truth.json"), JSON.stringify(truth));
  writeFileSync(join(folder, "changed.json"), JSON.stringify({ ...truth, region: "cn-beijing" }));
  writeFileSync(join(folder, "other.json.partial"), '{"version":"0"}\n');
});
after(() => emulator.close());

const ending = (...words: string[]) => run(words, { cwd: folder });
const record = (...words: string[]) => ending("record", "--endpoint", emulator.endpoint, "--auth", "none", ...words);

describe("ground truth on the command line", { concurrency: 2 }, () => {
  it("says what a recording takes before anything is sent", async () => {
    const { code, stdout } = await record("-o", "new.json", "--plan", "--rate", "CreateListener=3,*=9");
    assert.equal(code, 0);
    assert.match(stdout, /^102 clauses to ask about, on 1 idle load balancer\. At most:\n/u);
    for (const word of [
      "CreateListener",
      "GetListenerAttribute",
      "DeleteListener",
      "listeners made",
      "alive at once",
      "minutes",
    ])
      assert.ok(stdout.includes(word), word);
    assert.deepEqual(served, []);
    assert.ok(!existsSync(join(folder, "new.json.partial")));
  });

  it("replaces no recording, and does not go on with another one's", async () => {
    const there = await record("-o", "truth.json");
    assert.deepEqual([there.code, /truth\.json: exists already; /u.test(there.stderr)], [2, true]);
    const another = await record("-o", "other.json");
    assert.deepEqual([another.code, /is left of another recording/u.test(another.stderr)], [2, true]);
    const late = await record("-o", "new.json", "--token-minutes", "-1");
    assert.deepEqual([late.code, /give minutes/u.test(late.stderr)], [2, true]);
    assert.deepEqual(served, []);
  });

  it("refuses a truth that was changed, in a sentence", async () => {
    for (const words of [
      ["run", "--against", "changed.json"],
      ["diff", "changed.json", "truth.json"],
      ["list", "--against", "changed.json"],
    ]) {
      const { code, stderr } = await ending(...words);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /^error: .*changed\.json: its digest does not fit its content: [^\n]*\n$/u);
    }
  });

  it("lists when and where a clause was seen to hold", async () => {
    const { stdout } = await ending("list", "--against", "truth.json", "--json", "tcp-idle-timeout.minimum");
    const [one]: { validatedAt: unknown }[] = JSON.parse(stdout);
    assert.deepEqual(one?.validatedAt, { date: "2026-01-15", region: "cn-wulanchabu" });
    const table = await ending("list", "--against", "truth.json", "tcp-idle-timeout.minimum");
    assert.match(table.stdout, /validated on 2026-01-15 in cn-wulanchabu/u);
  });

  it("compares two recordings, and wants the truth first", async () => {
    const same = await ending("diff", "truth.json", "truth.json", "--exit-code");
    assert.deepEqual([same.code, /nothing to mend\.\n/u.test(same.stdout)], [0, true]);
  });
});
