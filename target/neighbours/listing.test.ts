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

test("a list without an end, or one that cannot be read, lists nothing", async () => {
  const endless = listing((nth) => answer({ Listeners: [], NextToken: String(nth + 1) }));
  assert.deepEqual(await listenersOn(endless, "gwlb-1"), {
    is: "not-listed",
    reason: "the list of ListListeners has no end",
  });
  const circling = listing(() => answer({ Listeners: [], NextToken: "same" }));
  assert.equal((await listenersOn(circling, "gwlb-1")).is, "not-listed");
  const cut = await listenersOn(
    listing(() => ({ status: 200, text: '{"Listeners":[' })),
    "gwlb-1",
  );
  assert.ok(cut.is === "not-listed" && cut.reason.includes("no JSON object"), JSON.stringify(cut));
  const absent = listing(() => ({ status: 404, text: '{"Code":"ResourceNotFound.LoadBalancer"}' }));
  assert.equal((await listenersOn(absent, "gwlb-1")).is, "not-found");
});
