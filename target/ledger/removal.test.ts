/** When a resource counts as gone, whatever the target calls that. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientAnswering } from "../testing/client.js";
import type { TargetClient } from "../wire/client.js";
import { LearnedDeletions } from "./deletions.js";
import { removeResource } from "./removal.js";

const WAITS = {
  listenerRunning: 200,
  listenerGone: 200,
  loadBalancerReady: 200,
  serverGroupReady: 200,
  listAgrees: 1_000,
  staysRunning: 200,
  tokenReplay: 200,
  throttled: 200,
};

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** A client with one listener, and the given answer to reads of anything else. */
function clientOf(absent: Answer, deletion: (nth: number) => Answer | "removes"): TargetClient {
  let standing = true;
  let deletions = 0;
  const answerTo = (operation: string, id: string | undefined): Answer => {
    if (operation === "GetListenerAttribute")
      return standing && id === "lsn-1" ? { status: 200, body: { ListenerId: id, ListenerStatus: "Running" } } : absent;
    deletions += 1;
    const answer = deletion(deletions);
    if (answer !== "removes") return answer;
    standing = false;
    return { status: 200, body: {} };
  };
  return clientAnswering((operation, parameters) => {
    const { status, body } = answerTo(operation, parameters[0]?.[1]);
    const response = { status, headers: {}, body: JSON.stringify(body) };
    const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters };
    const outcome = { is: "response", response } as const;
    return Promise.resolve({ operation, request, outcome, startedAt: 0, endedAt: 0, throttled: 0 });
  });
}

const remove = (client: TargetClient, wasRead = false) =>
  removeResource(client, "listener", "lsn-1", { waits: WAITS, wasRead });

for (const absent of [
  { status: 404, body: { Code: "ResourceNotFound.Listener" } },
  { status: 400, body: { Code: "InvalidParameter" } },
  { status: 422, body: { Code: "NoSuchThing" } },
]) {
  test(`a listener whose read is refused as that of one that never was is gone: ${absent.body.Code}`, async () => {
    assert.deepEqual(await remove(clientOf(absent, () => "removes")), { is: "gone" });
  });
}

test("a refusal of a read that is of the moment does not show that a listener is gone", async () => {
  for (const absent of [
    { status: 403, body: { Code: "NoPermission" } },
    { status: 429, body: { Code: "Throttling" } },
    { status: 500, body: { Code: "InternalError" } },
  ]) {
    assert.equal((await remove(clientOf(absent, () => "removes"))).is, "left");
  }
});

test("where the listener could be read before, a forbidden read shows that it is gone, as does one of nothing", async () => {
  const forbidden = { status: 403, body: { Code: "NoPermission" } };
  assert.deepEqual(
    await remove(
      clientOf(forbidden, () => "removes"),
      true,
    ),
    { is: "gone" },
  );
  assert.deepEqual(await remove(clientOf({ status: 200, body: { RequestId: "R" } }, () => "removes")), { is: "gone" });
});

test("a deletion that is refused for now is tried again", async () => {
  const busy = { status: 409, body: { Code: "IncorrectStatus.Listener" } };
  const absent = { status: 404, body: { Code: "ResourceNotFound.Listener" } };
  assert.deepEqual(await remove(clientOf(absent, (nth) => (nth < 4 ? busy : "removes"))), { is: "gone" });
  assert.equal((await remove(clientOf(absent, () => busy))).is, "left");
});

test("where listeners cannot be read, a deletion that is refused leaves one standing, one that is answered removes it", async () => {
  const notOffered = { status: 400, body: { Code: "InvalidAction.NotFound" } };
  const busy = { status: 409, body: { Code: "IncorrectStatus.Listener" } };
  const never = clientOf(notOffered, () => busy);
  const unread = { ...never, call: (operation: string) => never.call(operation, [["ListenerId", "lsn-2"]]) };
  assert.equal((await remove(unread)).is, "left");
  assert.deepEqual(await remove(clientOf(notOffered, () => "removes")), { is: "gone" });
});

/** A target with one listener on `gwlb-1`, told operation by operation. */
function service(operations: Readonly<Record<string, (id: string) => { status: number; text: string }>>) {
  const calls: string[] = [];
  const client = clientAnswering((operation, parameters) => {
    calls.push(operation);
    const { status, text } = operations[operation]?.(parameters[0]?.[1] ?? "") ?? NO_SUCH_OPERATION;
    const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters };
    const outcome = { is: "response", response: { status, headers: {}, body: text } } as const;
    return Promise.resolve({ operation, request, outcome, startedAt: 0, endedAt: 0, throttled: 0 });
  });
  return { client, calls };
}

const json = (status: number, body: unknown) => ({ status, text: JSON.stringify(body) });
const NO_SUCH_OPERATION = json(404, { Code: "InvalidAction.NotFound" });
const ABSENT = json(404, { Code: "ResourceNotFound.Listener" });

async function timed<T>(work: Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const startedAt = performance.now();
  return { result: await work, ms: performance.now() - startedAt };
}

for (const [how, deletion] of [
  ["204 without a body", { status: 204, text: "" }],
  ["a text", { status: 200, text: "gone" }],
  ["another shape", json(200, [1])],
] as const) {
  test(`a deletion answered with ${how} counts by its effect`, async () => {
    let standing = true;
    const { client } = service({
      DeleteListener: () => {
        standing = false;
        return deletion;
      },
      GetListenerAttribute: (id) => (standing && id === "lsn-1" ? json(200, { ListenerId: id }) : ABSENT),
    });
    assert.deepEqual(await remove(client), { is: "gone" });
    const without = service({
      DeleteListener: () => deletion,
      GetListenerAttribute: (id) => json(200, { ListenerId: id }),
    });
    const removal = await remove(without.client);
    assert.ok(removal.is === "left" && removal.accepted);
  });
}

test("a listener that stays readable in a state of the dead is gone at once, whatever it was called before", async () => {
  for (const [alive, dead] of [
    ["Running", "Deleted"],
    ["Active", "DELETED"],
    ["up", "Removed"],
  ] as const) {
    let status: string = alive;
    const { client } = service({
      DeleteListener: () => {
        status = dead;
        return json(200, {});
      },
      GetListenerAttribute: (id) => json(200, { ListenerId: id, ListenerStatus: status }),
    });
    const { result, ms } = await timed(remove(client));
    assert.deepEqual(result, { is: "gone" });
    assert.ok(ms < 100, `${ms}`);
  }
});

test("a state that is only on its way is waited for", async () => {
  let deletedAt: number | undefined;
  const { client } = service({
    DeleteListener: () => {
      deletedAt = performance.now();
      return json(200, {});
    },
    GetListenerAttribute: (id) => {
      const since = performance.now() - (deletedAt ?? performance.now());
      return since > 60
        ? ABSENT
        : json(200, { ListenerId: id, ListenerStatus: deletedAt === undefined ? "Active" : "Deleting" });
    },
  });
  const { result, ms } = await timed(
    removeResource(client, "listener", "lsn-1", { waits: WAITS, lastStatus: "Active" }),
  );
  assert.deepEqual(result, { is: "gone" });
  assert.ok(ms >= 55, `${ms}`);
});

test("a listener that stays readable as it was is gone when no list has it, and that is learned", async () => {
  const waits = { ...WAITS, listenerGone: 5_000, listAgrees: 100 };
  const learned = new LearnedDeletions();
  const { client, calls } = service({
    DeleteListener: () => json(200, {}),
    GetListenerAttribute: (id) => json(200, { ListenerId: id, ListenerStatus: "Running" }),
    ListListeners: () => json(200, { Listeners: [] }),
  });
  const removing = (id: string) =>
    timed(removeResource(client, "listener", id, { waits, learned, loadBalancerId: "gwlb-1", lastStatus: "Running" }));
  const first = await removing("lsn-1");
  assert.deepEqual(first.result, { is: "gone" });
  assert.ok(first.ms < 1_000, `${first.ms}`);
  await removing("lsn-2");
  const before = calls.length;
  assert.deepEqual((await removing("lsn-3")).result, { is: "gone" });
  assert.ok(calls.length - before <= 6, calls.slice(before).join(" "));
});

test("once a load balancer took the next listener, deletions that nothing shows are not waited for any more", async () => {
  const { client } = service({
    DeleteListener: () => json(200, {}),
    GetListenerAttribute: (id) => json(200, { ListenerId: id, ListenerStatus: "Running" }),
  });
  const waits = { ...WAITS, listenerGone: 1_000 };
  const learned = new LearnedDeletions();
  const first = await removeResource(client, "listener", "lsn-1", { waits, learned });
  assert.ok(first.is === "left" && first.accepted);
  learned.of("listener").noteNextTaken();
  const { result, ms } = await timed(removeResource(client, "listener", "lsn-2", { waits, learned }));
  assert.deepEqual(result, { is: "gone" });
  assert.ok(ms < 600, `${ms}`);
});

test("what was hopeless twice is not waited for again, but for the last attempt", async () => {
  const { client } = service({
    DeleteListener: () => json(400, { Code: "IncorrectStatus.Listener" }),
    GetListenerAttribute: (id) => json(200, { ListenerId: id, ListenerStatus: "Provisioning" }),
  });
  const waits = { ...WAITS, listenerGone: 900 };
  const learned = new LearnedDeletions();
  const removing = async (toTheEnd: boolean) =>
    (await timed(removeResource(client, "listener", "lsn-1", { waits, learned, toTheEnd }))).ms;
  const waited = [await removing(false), await removing(false), await removing(false), await removing(true)];
  assert.deepEqual(
    waited.map((ms) => ms >= 890),
    [true, true, false, true],
    waited.join(" "),
  );
});

test("a deletion that is not offered in any form is not asked for to the end of the wait", async () => {
  for (const page of [
    { status: 404, text: "<html>no such page</html>" },
    NO_SUCH_OPERATION,
    { status: 405, text: "" },
  ]) {
    const { client, calls } = service({
      DeleteListener: () => page,
      DeleteWhatNeverWas: () => page,
      GetListenerAttribute: (id) => json(200, { ListenerId: id }),
    });
    const removal = await remove(client);
    assert.ok(removal.is === "left" && !removal.accepted);
    assert.ok(calls.length <= 2, calls.join(" "));
  }
});

test("where reads always fail, the answer of the deletion is all there is", async () => {
  const waits = { ...WAITS, listenerGone: 5_000, listAgrees: 50 };
  const { client } = service({ DeleteListener: () => json(200, {}), GetListenerAttribute: () => json(500, {}) });
  const { result, ms } = await timed(removeResource(client, "listener", "lsn-1", { waits }));
  assert.deepEqual(result, { is: "gone" });
  assert.ok(ms < 1_000, `${ms}`);
});

test("a target that answers nothing, or puts everything off, is waited for within the budget and no longer", async () => {
  const waits = { ...WAITS, listenerGone: 150, listAgrees: 50 };
  const silent = clientAnswering((operation, parameters) => {
    const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters };
    const outcome = { is: "no-answer", problem: { kind: "timeout", detail: "silence" } } as const;
    return Promise.resolve({ operation, request, outcome, startedAt: 0, endedAt: 0, throttled: 0 });
  });
  const { client: throttling } = service({
    DeleteListener: () => json(503, { Code: "ServiceUnavailable" }),
    GetListenerAttribute: () => json(429, { Code: "Throttling.User" }),
  });
  for (const client of [silent, throttling]) {
    const { result, ms } = await timed(
      removeResource(client, "listener", "lsn-1", { waits, loadBalancerId: "gwlb-1" }),
    );
    assert.ok(result.is === "left" && !result.accepted);
    assert.ok(ms < 1_000, `${ms}`);
  }
});
