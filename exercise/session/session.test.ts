import assert from "node:assert/strict";
import { test } from "node:test";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { declaredChecks, requirement } from "../check/requirement.js";
import { borrow } from "../stage/lending.js";
import { type FakeOperation, LOAD_BALANCERS, refusal, smallService, withFakeTarget } from "../testing/fake-target.js";
import { SituationMissing } from "./resolve-references.js";

const sentBy = (draft: RequestDraft, clientToken?: string) =>
  withFakeTarget(smallService(), async (session) => {
    const options = { loadBalancerId: LOAD_BALANCERS[0], ...(clientToken === undefined ? {} : { clientToken }) };
    return (await session.send(draft, options)).sent;
  });

test("references are resolved when a request is sent", async () => {
  const plain = await sentBy({ ...MINIMAL_DRAFT, dryRun: true });
  assert.deepEqual(plain, {
    loadBalancerId: LOAD_BALANCERS[0],
    serverGroupId: "sgp-0000000000000000000a",
    clientToken: undefined,
  });
  const odd = await sentBy({ loadBalancer: { is: "absent" }, serverGroup: { is: "literal", id: "" }, dryRun: true });
  assert.deepEqual([odd.loadBalancerId, odd.serverGroupId], [undefined, ""]);
  const unknown = await sentBy({ ...MINIMAL_DRAFT, loadBalancer: { is: "unknown", salt: 1 }, dryRun: true });
  assert.match(unknown.loadBalancerId ?? "", /^gwlb-\d{19}[a-z]$/u);
  assert.ok(!LOAD_BALANCERS.includes(unknown.loadBalancerId ?? ""));
});

test("tokens: unique ones are completed, given ones go out as they are", async () => {
  const draft = { ...MINIMAL_DRAFT, dryRun: true, clientToken: { is: "unique", text: "t" } } as const;
  assert.match((await sentBy(draft)).clientToken ?? "", /^n\w+-t$/u);
  assert.equal((await sentBy(draft, "as given")).clientToken, "as given");
});

test("no two stems of tokens are alike", async () => {
  await withFakeTarget(smallService(), (session) => {
    const stems = Array.from({ length: 2_000 }, () => session.tokenStem());
    assert.equal(new Set(stems).size, stems.length);
    return Promise.resolve();
  });
});

test("a request in a situation that nobody supplies is not sent", async () => {
  await withFakeTarget(
    { ...smallService(), CreateListener: () => assert.fail("must not be sent") },
    async (session) => {
      const draft = { ...MINIMAL_DRAFT, serverGroup: { is: "situation", situation: "server-group/creating" } } as const;
      await assert.rejects(session.send(draft, { loadBalancerId: LOAD_BALANCERS[0] }), SituationMissing);
    },
  );
});

test("what the target does not offer is learnt once", async () => {
  const none = () => refusal(404, "InvalidAction.NotFound");
  await withFakeTarget({ ...smallService(), ListListeners: none, GetLoadBalancerAttribute: none }, (session) => {
    assert.deepEqual(session.capabilities, {
      listsListeners: false,
      readsLoadBalancers: false,
      readsListeners: true,
    });
    assert.deepEqual(session.stage.left, LOAD_BALANCERS);
    return Promise.resolve();
  });
});

test("where listeners are not read one by one the list shows them, and where nothing does that is known", async () => {
  const none = () => refusal(404, "InvalidAction.NotFound");
  const nothing = () => refusal(404, "NotFound");
  const service = smallService();
  for (const [changes, reads, shows, first] of [
    [{ GetListenerAttribute: none }, false, true, "found"],
    [{ GetListenerAttribute: none, ListListeners: none }, false, false, "unreadable"],
    [
      { GetListenerAttribute: nothing, GetListenerThatNeverWas: nothing, ListListeners: none },
      undefined,
      false,
      "unreadable",
    ],
  ] as const) {
    await withFakeTarget({ ...service, ...changes }, (session) =>
      borrow(session, 0, 1, async ([one]) => {
        const attempt = await one?.create(MINIMAL_DRAFT);
        const id = attempt?.answer.is === "accepted" ? attempt.answer.listenerId : undefined;
        const read = await session.reader.read(session.client, id ?? "", one?.id ?? "");
        assert.deepEqual([session.capabilities.readsListeners, session.reader.shows, read.is], [reads, shows, first]);
      }),
    );
  }
});

test("a requirement has one check", () => {
  requirement("create-listener.tag.count", () => Promise.resolve());
  assert.throws(() => requirement("create-listener.tag.count", () => Promise.resolve()), /has two checks/u);
  assert.deepEqual(
    declaredChecks().map((check) => check.requirement),
    ["create-listener.tag.count"],
  );
});

test("once listeners are known to be quick or stuck, the next one is not waited for to the end", async () => {
  await withFakeTarget(
    smallService(),
    (session) => {
      const whole = session.config.waits.listenerRunning;
      for (let i = 0; i < 30; i += 1) session.knowledge.noteCompletion(0.001);
      assert.equal(session.knowledge.runningBudgetMs(whole), whole);
      session.knowledge.noteCompletion(undefined);
      assert.equal(session.knowledge.runningBudgetMs(whole), whole / 30);
      return Promise.resolve();
    },
    { listenerRunning: 60_000 },
  );
});

test("a dry run that finds somebody else's listener in its place is put to another load balancer", async () => {
  const service = smallService();
  const asked: (string | undefined)[] = [];
  await withFakeTarget(
    {
      ...service,
      CreateListener: (parameters) => {
        const id = parameters.get("LoadBalancerId");
        if (!asked.includes(id)) asked.push(id);
        return id === asked[0] ? refusal(400, "OperationDenied.TooManyListeners") : service.CreateListener(parameters);
      },
    },
    async (session) => {
      const place = session.stage.forDryRuns ?? "";
      service.CreateListener(
        new Map([
          ["LoadBalancerId", place],
          ["ServerGroupId", "sgp-of-somebody"],
        ]),
      );
      const { answer, sent } = await session.send({ ...MINIMAL_DRAFT, dryRun: true }, {});
      assert.equal(answer.is, "dry-run-passed");
      assert.notEqual(sent.loadBalancerId, place);
      assert.deepEqual([...session.strangers.keys()], [place]);
    },
  );
});

for (const [group, times] of [
  [MINIMAL_DRAFT.serverGroup, 3],
  [{ is: "literal", id: "sgp-1" }, 1],
] as const) {
  test(`a ${group.is} server group that is busy is asked for ${times} times`, async () => {
    const service = smallService();
    let asked = 0;
    const CreateListener: FakeOperation = (parameters) => {
      asked += 1;
      return asked < 3 ? refusal(400, "IncorrectStatus.ServerGroup") : service.CreateListener(parameters);
    };
    await withFakeTarget({ ...service, CreateListener }, async (session) => {
      await session.send({ ...MINIMAL_DRAFT, serverGroup: group, dryRun: true }, {});
      assert.equal(asked, times);
    });
  });
}
