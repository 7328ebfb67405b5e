/** When a resource counts as gone, whatever the target calls that. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientAnswering } from "../testing/client.js";
import type { TargetClient } from "../wire/client.js";
import { removeResource } from "./removal.js";

const WAITS = {
  listenerRunning: 200,
  listenerGone: 200,
  loadBalancerReady: 200,
  serverGroupReady: 200,
  listAgrees: 200,
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

test("a refusal that is of the moment does not show that a listener is gone", async () => {
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
