/** Lists are read to their end, whatever the target makes of filters and pages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Parameter } from "../../contract/request.js";
import { clientAnswering } from "../testing/client.js";
import { listenersOn } from "./listing.js";

/** A client whose ListListeners is told by the number of the page. */
function listing(page: (nth: number, parameters: readonly Parameter[]) => { status: number; text: string }) {
  let pages = 0;
  return clientAnswering((operation, parameters) => {
    const { status, text } = page(pages, parameters);
    pages += 1;
    const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters };
    const outcome = { is: "response", response: { status, headers: {}, body: text } } as const;
    return Promise.resolve({ operation, request, outcome, startedAt: 0, endedAt: 0, throttled: 0 });
  });
}

const on = (LoadBalancerId: string, ListenerId: string) => ({ LoadBalancerId, ListenerId });
const answer = (body: unknown) => ({ status: 200, text: JSON.stringify(body) });

test("pages are followed, and what a filter lets through is left out", async () => {
  const client = listing((nth) =>
    nth === 0
      ? answer({ Listeners: [on("gwlb-1", "lsn-1"), on("gwlb-2", "lsn-2")], NextToken: "1" })
      : answer({ Listeners: [on("gwlb-1", "lsn-3")], NextToken: "" }),
  );
  const found = await listenersOn(client, "gwlb-1");
  assert.ok(found.is === "listed");
  assert.deepEqual(
    found.listeners.map(({ ListenerId }) => ListenerId),
    ["lsn-1", "lsn-3"],
  );
});

test("a list that leads nowhere holds what it has shown", async () => {
  const endless = listing((nth) => answer({ Listeners: [], NextToken: String(nth + 1) }));
  assert.equal((await listenersOn(endless, "gwlb-1")).is, "listed");
  const circling = listing(() => answer({ Listeners: [], NextToken: "same" }));
  assert.equal((await listenersOn(circling, "gwlb-1")).is, "listed");
});

/** Serves listeners as a target with a bad habit does. */
function habitual(
  count: number,
  habit: "no NextToken" | "NextToken ignored" | "small pages" | "one token",
  most: number,
) {
  const all = Array.from({ length: count }, (_, i) => on(i === count - 1 ? "gwlb-1" : "gwlb-2", `lsn-${i}`));
  return listing((nth, parameters) => {
    const given = new Map(parameters);
    const size = habit === "small pages" ? most : Math.min(most, Number(given.get("MaxResults")));
    const at =
      habit === "one token" ? nth * size : habit === "NextToken ignored" ? 0 : Number(given.get("NextToken") ?? 0);
    const Listeners = all.slice(at, at + size);
    const next = habit === "one token" ? "more" : String(at + size);
    const isLast = at + size >= count;
    return answer({
      Listeners,
      TotalCount: count,
      ...(habit === "no NextToken" || (isLast && habit !== "NextToken ignored") ? {} : { NextToken: next }),
    });
  });
}

for (const [habit, count, most, expected] of [
  ["no NextToken", 250, 1_000, /it ends at 100 of 250/u],
  ["NextToken ignored", 250, 1_000, /NextToken leads to what was listed before/u],
  ["small pages", 25, 7, undefined],
  ["one token", 250, 100, undefined],
] as const) {
  test(`a target with the habit ${habit} is asked in a way that shows all`, async () => {
    const found = await listenersOn(habitual(count, habit, most), "gwlb-1");
    assert.ok(found.is === "listed", JSON.stringify(found));
    assert.deepEqual(
      found.listeners.map(({ ListenerId }) => ListenerId),
      [`lsn-${count - 1}`],
    );
    assert.ok(found.habits.includes("its filter LoadBalancerIds has no effect"));
    if (expected !== undefined) assert.match(found.habits.join(", "), expected);
  });
}

test("a list that cannot be had as a whole is none, and says why", async () => {
  const found = await listenersOn(habitual(250, "NextToken ignored", 100), "gwlb-1");
  assert.ok(found.is === "not-listed");
  assert.match(found.reason, /cannot be read to its end: NextToken leads to what was listed before/u);
});

test("a wrong TotalCount is no reason to doubt a list", async () => {
  const found = await listenersOn(
    listing(() => answer({ Listeners: [on("gwlb-1", "lsn-1")], TotalCount: 9 })),
    "gwlb-1",
  );
  assert.ok(found.is === "listed");
  assert.deepEqual(found.habits, ["TotalCount says 9 where it lists 1"]);
});

test("a list that cannot be read lists nothing", async () => {
  const cut = await listenersOn(
    listing(() => ({ status: 200, text: '{"Listeners":[' })),
    "gwlb-1",
  );
  assert.ok(cut.is === "not-listed" && cut.reason.includes("no JSON object"), JSON.stringify(cut));
  const absent = listing(() => ({ status: 404, text: '{"Code":"ResourceNotFound.LoadBalancer"}' }));
  assert.equal((await listenersOn(absent, "gwlb-1")).is, "not-found");
});
