import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ConfigError } from "../config/config-error.js";
import { Ledger } from "./ledger.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-ledger-"));
after(() => rmSync(folder, { recursive: true }));

const HERE = "https://here";
let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, "deep", `${files}.jsonl`);
}

/** What a later process finds to be owned. */
function reopened(file: string, endpoint = HERE) {
  const ledger = Ledger.open(file, endpoint);
  ledger.close();
  return ledger;
}

describe("the ledger", () => {
  it("has a creation on disk before it is sent", () => {
    const file = newFile();
    const ledger = Ledger.open(file, HERE);
    ledger.intend("listener", { loadBalancerId: "gwlb-1", clientToken: "t", loadBalancerWasEmpty: true });
    const [entry] = reopened(file).owned();
    assert.equal(entry?.loadBalancerId, "gwlb-1");
    assert.equal(entry?.clientToken, "t");
    assert.equal(entry?.id, undefined);
    ledger.close();
  });

  it("remembers what a deletion was waited for in vain", () => {
    const file = newFile();
    const ledger = Ledger.open(file, HERE);
    const [stays, goes] = [ledger.intend("listener", {}), ledger.intend("listener", {})];
    ledger.resolve(stays, { is: "created", id: "lsn-1" });
    ledger.resolve(goes, { is: "created", id: "lsn-2" });
    ledger.lasts(stays);
    for (const owner of [ledger, reopened(file)])
      assert.deepEqual(
        owner.owned().map(({ id, lasting }) => [id, lasting]),
        [
          ["lsn-2", undefined],
          ["lsn-1", true],
        ],
      );
    ledger.close();
  });

  it("owns what was created or never answered, the last first, and nothing that was refused or removed", () => {
    const file = newFile();
    const ledger = Ledger.open(file, HERE);
    const [created, refused, unknown, removed] = ["c", "r", "u", "x"].map((clientToken) =>
      ledger.intend("listener", { clientToken }),
    );
    assert.ok(created && refused && unknown && removed);
    ledger.resolve(created, { is: "created", id: "lsn-1" });
    ledger.resolve(refused, { is: "refused" });
    ledger.resolve(unknown, { is: "unknown" });
    ledger.resolve(removed, { is: "created", id: "lsn-2" });
    ledger.removed(removed);
    for (const owner of [ledger, reopened(file)]) {
      assert.deepEqual(
        owner.owned().map(({ clientToken, id }) => [clientToken, id]),
        [
          ["u", undefined],
          ["c", "lsn-1"],
        ],
      );
    }
    ledger.close();
  });

  it("outlives a process killed while it wrote", () => {
    const file = newFile();
    const ledger = Ledger.open(file, HERE);
    const entry = ledger.intend("listener", { clientToken: "t" });
    ledger.close();
    appendFileSync(file, `{"resolve":"${entry.entry}","fate":{"is":"crea`);
    const next = Ledger.open(file, HERE);
    assert.equal(next.damagedLines, 1);
    assert.equal(next.owned().length, 1);
    next.intend("listener", { clientToken: "u" });
    next.close();
    assert.equal(reopened(file).owned().length, 2);
  });

  it("is not misled by lines of another make", () => {
    const file = newFile();
    Ledger.open(file, HERE).close();
    writeFileSync(
      file,
      'null\n[]\n{"intend":{"entry":"e","kind":"account","endpoint":"x"}}\n{"resolve":"e","fate":{"is":"created"}}\n',
    );
    const ledger = reopened(file);
    assert.deepEqual(ledger.owned(), []);
    assert.equal(ledger.damagedLines, 4);
  });

  it("keeps the resources of another endpoint apart", () => {
    const file = newFile();
    const ledger = Ledger.open(file, "https://elsewhere");
    ledger.intend("listener", {});
    ledger.close();
    assert.deepEqual(reopened(file).owned(), []);
    assert.equal(reopened(file).ownedElsewhere().length, 1);
    assert.equal(reopened(file, "https://elsewhere").owned().length, 1);
  });

  it("takes lines of several processes", () => {
    const file = newFile();
    const [left, right] = [Ledger.open(file, HERE), Ledger.open(file, HERE)];
    const mine = left.intend("listener", { clientToken: "left" });
    right.intend("listener", { clientToken: "right" });
    left.removed(mine);
    assert.deepEqual(
      reopened(file)
        .owned()
        .map(({ clientToken }) => clientToken),
      ["right"],
    );
    left.close();
    right.close();
  });

  it("says so when it cannot be written", () => {
    const file = newFile();
    Ledger.open(file, HERE).close();
    assert.throws(
      () => Ledger.open(join(file, "below-a-file.jsonl"), HERE),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /ledger .* cannot be written \((?:ENOTDIR|EEXIST)\)/);
        return true;
      },
    );
  });

  it("writes thousands of creations in no time", () => {
    const file = newFile();
    const ledger = Ledger.open(file, HERE);
    const started = performance.now();
    for (let count = 0; count < 2_000; count += 1) {
      const entry = ledger.intend("listener", { clientToken: `t${count}`, loadBalancerId: "gwlb-1" });
      ledger.resolve(entry, { is: "created", id: `lsn-${count}` });
      ledger.removed(entry);
    }
    assert.ok(performance.now() - started < 1_500);
    assert.equal(ledger.owned().length, 0);
    assert.equal(readFileSync(file, "utf8").split("\n").length, 6_001);
    ledger.close();
  });

  it("remembers the ids of what was removed, also when it is opened anew: lists may show them for a while", () => {
    const file = newFile();
    const first = Ledger.open(file, HERE);
    const entry = first.intend("listener", { clientToken: "t", loadBalancerId: "gwlb-1" });
    first.resolve(entry, { is: "created", id: "lsn-1" });
    first.removed(entry);
    first.close();
    const again = Ledger.open(file, HERE);
    assert.deepEqual([[...first.named], [...again.named], again.owned()], [["lsn-1"], ["lsn-1"], []]);
    again.close();
  });
});
