import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { byHandLines, leftBy, leftoverLines, notRemovedBy } from "./leftovers.js";

const still = (id: string) => ({
  kind: "listener" as const,
  id,
  loadBalancerId: "gwlb-1",
  reason: `${id} can still be read`,
});

describe("what is left", () => {
  it("is one line for each load balancer and reason, with the ids", () => {
    assert.deepEqual(
      leftoverLines([
        still("lsn-1"),
        still("lsn-2"),
        { ...still("lsn-3"), loadBalancerId: "gwlb-2" },
        { reason: "why" },
      ]),
      [
        "2 listeners (lsn-1, lsn-2) on gwlb-1: it can still be read",
        "1 listener (lsn-3) on gwlb-2: it can still be read",
        "1 resource: why",
      ],
    );
  });

  it("is a dozen lines however much it is", () => {
    const many = Array.from({ length: 500 }, (_, i) => still(`lsn-${i}`));
    assert.match(
      leftoverLines(many).join("\n"),
      /^500 listeners \(lsn-0, .*, lsn-9, and 490 more\) on gwlb-1: [^\n]+$/u,
    );
    const scattered = many.map((one, i) => ({ ...one, loadBalancerId: `gwlb-${i}` }));
    const lines = leftoverLines(scattered);
    assert.equal(lines.length, 11);
    assert.match(lines.at(-1) ?? "", /^and 490 more/u);
  });

  it("names as many as it counts: what several creations came to is one, and what no answer named is told apart", () => {
    const unnamed = { kind: "listener" as const, loadBalancerId: "gwlb-1", reason: "it can still be read" };
    const named = ["lsn-1", "lsn-2", "lsn-2", "lsn-3", "lsn-1"].map(still);
    assert.deepEqual(leftoverLines(named), ["3 listeners (lsn-1, lsn-2, lsn-3) on gwlb-1: it can still be read"]);
    assert.deepEqual(leftoverLines([still("lsn-1"), unnamed, unnamed]), [
      "1 listener (lsn-1) and 2 more without an id on gwlb-1: it can still be read",
    ]);
    assert.deepEqual(leftoverLines([unnamed]), ["1 listener without an id on gwlb-1: it can still be read"]);
  });

  it("names what stands in the place of what no answer named, once however often it was met", () => {
    const entry = { entry: "e", kind: "listener", endpoint: "http://h", loadBalancerId: "gwlb-1" } as const;
    const met = { is: "not-ours", entry, id: "lsn-9" } as const;
    const swept = ["a", "b"].map((text) => ({ ...met, reason: `ListenerDescription "x", not "${text}"` }));
    assert.deepEqual(leftoverLines(notRemovedBy(swept)), [
      '1 listener (lsn-9) on gwlb-1: not of this run, left alone: ListenerDescription "x", not "a"',
    ]);
  });

  it("comes from a sweep, apart from what that removed", () => {
    const entry = { entry: "e", kind: "listener", endpoint: "http://h", loadBalancerId: "gwlb-1" } as const;
    assert.deepEqual(
      leftBy([
        { is: "gone", entry },
        { is: "left", entry, id: "lsn-1", reason: "why" },
      ]),
      [{ kind: "listener", id: "lsn-1", loadBalancerId: "gwlb-1", reason: "why" }],
    );
  });

  it("comes with the commands that remove it by hand, safe to be pasted into a shell", () => {
    const left = [still("lsn-1"), still("lsn'$(x)\n"), { reason: "no id" }];
    const bare = byHandLines(left, { endpoint: "http://127.0.0.1:8080", region: "cn-hangzhou", auth: "none" });
    assert.equal(bare.length, 2);
    assert.match(bare[0] ?? "", /^curl .*x-acs-action: DeleteListener.* ListenerId=lsn-1 http:\/\/127\.0\.0\.1:8080$/u);
    assert.ok(bare[1]?.includes(`'lsn'\\''$(x)`) && !bare[1].includes("\n"), bare[1]);
    const [signed] = byHandLines(left, { endpoint: "https://gwlb.example", region: "cn-hangzhou", auth: "acs3" });
    assert.equal(signed, "aliyun gwlb DeleteListener --region cn-hangzhou --endpoint gwlb.example --ListenerId lsn-1");
  });
});
