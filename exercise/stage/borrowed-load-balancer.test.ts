/** What is created is written down first, followed, and removed. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isJsonObject } from "../../contract/answer.js";
import { viewListener } from "../../contract/listener.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { withTimeout } from "../../generators/tcp-idle-timeout.js";
import type { Session } from "../session/session.js";
import {
  type FakeAnswer,
  type FakeOperation,
  type FakeService,
  LOAD_BALANCERS,
  refusal,
  reply,
  smallService,
  withFakeTarget,
} from "../testing/fake-target.js";
import { BorrowedLoadBalancer, listenerOf } from "./borrowed-load-balancer.js";
import { UsedUp } from "./denial.js";
import { borrow } from "./lending.js";
import { SomebodyElse, strangersInWords } from "./somebody-else.js";

/** Lends the first load balancer of a fake target. */
function lend<T>(service: FakeService, use: (one: BorrowedLoadBalancer, session: Session) => Promise<T>) {
  return withFakeTarget(service, async (session) => {
    const result = await borrow(session, 0, 1, ([one]) =>
      one === undefined ? assert.fail("nothing was lent") : use(one, session),
    );
    await session.cleanedUp();
    return result;
  });
}

const bodyOf = (answer: FakeAnswer) => (answer !== "lost" && isJsonObject(answer.body) ? answer.body : {});

/** How many listeners a service has. */
function standingOf(service: ReturnType<typeof smallService>): number {
  const { Listeners } = bodyOf(service.ListListeners());
  return Array.isArray(Listeners) ? Listeners.length : assert.fail("no list");
}

const linesOf = ({ ledger }: Session) =>
  readFileSync(ledger.file, "utf8")
    .split("\n")
    .filter((line) => line !== "");

test("a creation is in the ledger, with its token, before it is sent", async () => {
  const service = smallService();
  let inLedger: string[] = [];
  let open: Session | undefined;
  const CreateListener: FakeOperation = (parameters) => {
    if (open !== undefined && parameters.get("DryRun") !== "true") inLedger = linesOf(open);
    return service.CreateListener(parameters);
  };
  await lend({ ...service, CreateListener }, async (one, session) => {
    open = session;
    await one.create(MINIMAL_DRAFT, { clientToken: "a-token" });
  });
  assert.equal(inLedger.length, 1);
  assert.match(inLedger[0] ?? "", /"intend".*"a-token"/u);
  assert.ok(inLedger[0]?.includes(LOAD_BALANCERS[1] ?? "-"));
});

test("a created listener is followed, and gone when the load balancer is given back", async () => {
  const service = smallService();
  await withFakeTarget(service, async (session) => {
    await borrow(session, 0, 1, async ([one]) => {
      const attempt = await one?.create(MINIMAL_DRAFT);
      assert.deepEqual([attempt?.answer.is, [...(one?.listeners.keys() ?? [])]], ["accepted", ["lsn-1"]]);
    });
    await session.cleanedUp();
    const list = await session.client.call("ListListeners", []);
    assert.ok(list.outcome.is === "response" && !list.outcome.response.body.includes("lsn-1"));
    assert.deepEqual([session.knowledge.creates, session.stage.left.length], [1, 2]);
    assert.equal(session.waits.all().listenerRunning?.length, 1);
  });
});

test("a refused creation is followed by nobody", async () => {
  await lend(smallService(), async (one, session) => {
    await one.create(withTimeout(59));
    assert.equal(one.listeners.size, 0);
    assert.match(linesOf(session).at(-1) ?? "", /"refused"/u);
  });
});

test("a creation whose answer was lost is looked for, and what it made removed", async () => {
  const service = smallService();
  const CreateListener: FakeOperation = (parameters) => {
    service.CreateListener(parameters);
    return "lost";
  };
  await withFakeTarget({ ...service, CreateListener }, async (session) => {
    await borrow(session, 0, 1, async ([one]) => void (await one?.create(MINIMAL_DRAFT)));
    await session.cleanedUp();
    assert.equal(standingOf(service), 0);
    assert.equal(session.stage.left.length, 2);
  });
});

test("a creation that a gateway lost after it had its effect, and that finds its place taken when it is repeated, shows nothing", async () => {
  const service = smallService();
  const CreateListener: FakeOperation = (parameters) => {
    service.CreateListener(parameters);
    return {
      status: 400,
      body: { Code: "OperationDenied.TooManyListeners", RequestId: "R", Message: "m" },
      throttled: 1,
    };
  };
  await withFakeTarget({ ...service, CreateListener }, async (session) => {
    await borrow(session, 0, 1, async ([one]) => {
      assert.equal((await one?.create(MINIMAL_DRAFT))?.answer.is, "throttled");
    });
    await session.cleanedUp();
    assert.equal(standingOf(service), 0, "what the first try made is removed");
    assert.deepEqual([session.stage.left.length, session.strangers.size], [2, 0]);
    assert.ok(!linesOf(session).some((line) => line.includes('"refused"')), "the ledger goes on looking for it");
  });
});

test("a dry run that creates all the same is cleared away", async () => {
  const service = smallService();
  const CreateListener: FakeOperation = (parameters) =>
    service.CreateListener(new Map([...parameters].filter(([name]) => name !== "DryRun")));
  await lend({ ...service, CreateListener }, async (one) => void (await one.dryRun(MINIMAL_DRAFT)));
  assert.equal(standingOf(service), 0);
});

test("a load balancer whose listener cannot be removed is lent no more", { timeout: 10_000 }, async () => {
  const service = { ...smallService(), DeleteListener: () => refusal(400, "IncorrectStatus.Listener") };
  await withFakeTarget(service, async (session) => {
    await borrow(session, 0, 1, async ([one]) => void (await one?.create(MINIMAL_DRAFT)));
    await session.cleanedUp();
    assert.deepEqual(session.stage.left, [LOAD_BALANCERS[0]]);
  });
});

test("a case that throws leaves the load balancer clean too", async () => {
  const service = smallService();
  await withFakeTarget(service, async (session) => {
    const course = borrow(session, 0, 1, async ([one]) => {
      await one?.create(MINIMAL_DRAFT);
      throw new Error("of the case");
    });
    await assert.rejects(course, /of the case/u);
    await session.cleanedUp();
    assert.equal(standingOf(service), 0);
  });
});

test("a load balancer that has a listener already is not lent", async () => {
  const service = smallService();
  service.CreateListener(new Map([["LoadBalancerId", LOAD_BALANCERS[0] ?? ""]]));
  await withFakeTarget(service, (session) => {
    assert.deepEqual(session.stage.left, [LOAD_BALANCERS[1]]);
    return Promise.resolve();
  });
});

test("a listener that never runs is waited for within the budget, and the next ones hardly at all", {
  timeout: 10_000,
}, async () => {
  const service = smallService();
  const GetListenerAttribute: FakeOperation = (parameters) => {
    const answer = service.GetListenerAttribute(parameters);
    const found = answer !== "lost" && answer.status === 200;
    return found ? reply(200, { ...bodyOf(answer), ListenerStatus: "Provisioning" }) : answer;
  };
  await withFakeTarget({ ...service, GetListenerAttribute }, async (session) => {
    const waited: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      await borrow(session, i, 1, async ([one]) => {
        const attempt = await one?.create(MINIMAL_DRAFT);
        const listener = [...(one?.listeners.values() ?? [])][0];
        assert.ok(attempt !== undefined && one !== undefined && listener !== undefined);
        const begun = performance.now();
        assert.equal(await one.waitRunning(listener), false);
        waited.push(performance.now() - begun);
      });
    }
    assert.ok((waited[0] ?? 0) >= 450 && (waited[2] ?? 0) < 250, `${waited.map(Math.round)}`);
    assert.ok(session.knowledge.listenersNeverRun);
  });
});

test("what is created on a load balancer that is not lent is not claimed: somebody else's listener may stand there", async () => {
  await withFakeTarget({ ...smallService(), CreateListener: () => "lost" }, async (session) => {
    for (const lent of [true, false]) {
      await new BorrowedLoadBalancer(session, "gwlb-occupied", lent).create(MINIMAL_DRAFT);
      assert.match(
        linesOf(session).findLast((line) => line.includes("intend")) ?? "",
        new RegExp(`"loadBalancerWasEmpty":${lent}`, "u"),
      );
    }
  });
});

test("where no state of a load balancer can be read, one that is still busy is asked again", async () => {
  const service = smallService();
  let asked = 0;
  const CreateListener: FakeOperation = (parameters) => {
    asked += 1;
    return asked % 3 === 0 ? service.CreateListener(parameters) : refusal(400, "IncorrectStatus.LoadBalancer");
  };
  const GetLoadBalancerAttribute = () => refusal(404, "InvalidAction.NotFound");
  await lend({ ...service, CreateListener, GetLoadBalancerAttribute }, async (one) => {
    assert.equal((await one.create(MINIMAL_DRAFT)).answer.is, "accepted");
    // With its listener on it the refusal is an answer like any other.
    assert.equal((await one.create(MINIMAL_DRAFT)).answer.is, "refused");
  });
});

/** Somebody else puts a listener on a load balancer. */
function putStranger(service: ReturnType<typeof smallService>, loadBalancerId: string): string {
  const request = [
    ["LoadBalancerId", loadBalancerId],
    ["ServerGroupId", "sgp-of-somebody"],
    ["TcpIdleTimeout", "900"],
  ] as const;
  return String(bodyOf(service.CreateListener(new Map(request))).ListenerId);
}

test("a listener of somebody else is left alone, its load balancer is used no more, and its name is kept", async () => {
  const service = smallService();
  await withFakeTarget(service, async (session) => {
    let stranger = "";
    await borrow(session, 0, 1, async ([one]) => {
      stranger = putStranger(service, one?.id ?? "");
      one?.suspectLeftovers();
    });
    await session.stage.restored();
    assert.equal(standingOf(service), 1);
    assert.deepEqual([...session.strangers], [[LOAD_BALANCERS[1], stranger]]);
    assert.deepEqual(session.stage.left, [LOAD_BALANCERS[0]]);
    assert.equal(strangersInWords(session.strangers), `somebody else uses ${LOAD_BALANCERS[1]} (listener ${stranger})`);
  });
});

test("what a case sees beside a listener of somebody else shows nothing: it is put to another load balancer", async () => {
  const service = smallService();
  await withFakeTarget(service, async (session) => {
    const places: (string | undefined)[] = [];
    await borrow(session, 0, 1, async ([one]) => {
      places.push(one?.id);
      if (places.length === 1) putStranger(service, one?.id ?? "");
      await one?.standing();
    });
    assert.deepEqual(places, [LOAD_BALANCERS[1], LOAD_BALANCERS[0]]);
    assert.equal(standingOf(service), 1);
  });
});

for (const goes of [false, true]) {
  test(`where somebody else is at work elsewhere, what a refused request may have left is watched: it ${goes ? "goes" : "stays"}`, async () => {
    const service = smallService();
    const [place = "", elsewhere = ""] = LOAD_BALANCERS;
    const CreateListener: FakeOperation = (parameters) => {
      const sound = new Map([...parameters].filter(([name]) => name !== "TcpIdleTimeout"));
      const made = String(bodyOf(service.CreateListener(sound)).ListenerId);
      if (goes) setTimeout(() => service.DeleteListener(new Map([["ListenerId", made]])), 100);
      return refusal(400, "IllegalParam.TcpIdleTimeout");
    };
    await withFakeTarget({ ...service, CreateListener }, async (session) => {
      session.leaveTo("lsn-of-somebody", elsewhere);
      const course = borrow(session, 0, 1, async ([one]) => {
        await one?.create(withTimeout(59));
        return one?.standing();
      });
      if (goes) await assert.rejects(course, SomebodyElse);
      else assert.deepEqual([(await course)?.length, session.strangers.has(place)], [1, false]);
    });
  });
}

test("a creation for which there is no place because of somebody else shows nothing either", async () => {
  const service = smallService();
  const CreateListener: FakeOperation = () => refusal(400, "OperationDenied.TooManyListeners");
  await withFakeTarget({ ...service, CreateListener }, async (session) => {
    const course = borrow(session, 0, 1, async ([one]) => {
      putStranger(service, one?.id ?? "");
      await one?.create(MINIMAL_DRAFT);
    });
    await assert.rejects(course, SomebodyElse);
  });
});

test("what was removed before, is dead, or only takes up room does not concern a case", async () => {
  await lend(smallService(), async (one, session) => {
    await one.fill(1);
    const [filler] = session.knowledge.fillersOn(one.id);
    session.knowledge.removed.add("lsn-removed");
    const concerns = (listenerId: string | undefined, status = "Running") =>
      one.concernsCase(viewListener({ ListenerId: listenerId, ListenerStatus: status }));
    assert.deepEqual(
      [concerns(filler), concerns("lsn-removed"), concerns("lsn-other", "Deleted"), concerns("lsn-other")],
      [false, false, false, true],
    );
  });
});

test("a listener that is announced but stands on another load balancer is not removed", async () => {
  const service = smallService();
  const stranger = putStranger(service, "gwlb-of-somebody");
  const CreateListener: FakeOperation = () => reply(200, { ListenerId: stranger });
  await withFakeTarget({ ...service, CreateListener }, async (session) => {
    await borrow(session, 0, 1, async ([one]) => void (await one?.create(MINIMAL_DRAFT)));
    await session.stage.restored();
    assert.equal(standingOf(service), 1);
  });
});

test("what a listener reads otherwise than it was asked for is in the ledger, once", async () => {
  const service = smallService();
  const GetListenerAttribute: FakeOperation = (parameters) => {
    const answer = service.GetListenerAttribute(parameters);
    const found = answer !== "lost" && answer.status === 200;
    return found ? reply(200, { ...bodyOf(answer), TcpIdleTimeout: 77 }) : answer;
  };
  await lend({ ...service, GetListenerAttribute }, async (one, session) => {
    const attempt = await one.create(MINIMAL_DRAFT);
    const listener = listenerOf(one, attempt);
    assert.ok(listener !== undefined);
    await one.read(listener);
    await one.read(listener);
    const seen = linesOf(session).filter((line) => line.includes('"saw"'));
    assert.equal(seen.length, 1);
    assert.match(seen[0] ?? "", /"tcpIdleTimeout":77/u);
    one.willChange(listener.listenerId, { tcpIdleTimeout: 700 });
    assert.match(linesOf(session).at(-1) ?? "", /"saw".*"tcpIdleTimeout":700/u);
  });
});

test("a target that keeps deleted listeners readable and listed is cleaned up as fast as any other", {
  timeout: 10_000,
}, async () => {
  const service = smallService();
  const deleted = new Map<string, Readonly<Record<string, unknown>>>();
  const DeleteListener: FakeOperation = (parameters) => {
    const id = parameters.get("ListenerId") ?? "";
    deleted.set(id, { ...bodyOf(service.GetListenerAttribute(parameters)), ListenerStatus: "Deleted" });
    return service.DeleteListener(parameters);
  };
  const GetListenerAttribute: FakeOperation = (parameters) => {
    const gone = deleted.get(parameters.get("ListenerId") ?? "");
    return gone === undefined ? service.GetListenerAttribute(parameters) : reply(200, gone);
  };
  const ListListeners: FakeOperation = () => {
    const { Listeners } = bodyOf(service.ListListeners());
    return reply(200, { Listeners: [...(Array.isArray(Listeners) ? Listeners : []), ...deleted.values()] });
  };
  await withFakeTarget({ ...service, DeleteListener, GetListenerAttribute, ListListeners }, async (session) => {
    const startedAt = performance.now();
    for (let i = 0; i < 4; i += 1) {
      await borrow(session, 0, 1, async ([one]) => {
        await one?.create(MINIMAL_DRAFT);
        assert.equal((await one?.standing())?.length, 1);
      });
      await session.stage.restored();
    }
    assert.ok(performance.now() - startedAt < 1_000);
    assert.deepEqual([session.stage.left.length, session.strangers.size], [2, 0]);
  });
});

test("a state of another name keeps no listener from being removed", { timeout: 10_000 }, async () => {
  const service = smallService();
  const GetListenerAttribute: FakeOperation = (parameters) => {
    const answer = service.GetListenerAttribute(parameters);
    const found = answer !== "lost" && answer.status === 200;
    return found ? reply(200, { ...bodyOf(answer), ListenerStatus: "Active" }) : answer;
  };
  await withFakeTarget({ ...service, GetListenerAttribute }, async (session) => {
    for (let i = 0; i < 4; i += 1)
      await borrow(session, 0, 1, async ([one]) => void (await one?.create(MINIMAL_DRAFT)));
    await session.stage.restored();
    assert.deepEqual([standingOf(service), session.stage.left.length], [0, 2]);
  });
});

/** A target that keeps showing deleted listeners as if they ran; each load balancer has room for some, and a deletion may make room. */
function showingAll(room: number, makesRoom: boolean) {
  const service = smallService();
  const all = new Map<string, Readonly<Record<string, unknown>>>();
  const taken = new Map<string, number>();
  const CreateListener: FakeOperation = (parameters) => {
    const place = parameters.get("LoadBalancerId") ?? "";
    const before = taken.get(place) ?? 0;
    if (before >= room) return refusal(400, "OperationDenied.TooManyListeners");
    const answer = service.CreateListener(parameters);
    const { ListenerId } = bodyOf(answer);
    if (typeof ListenerId !== "string") return answer;
    taken.set(place, before + 1);
    all.set(ListenerId, bodyOf(service.GetListenerAttribute(new Map([["ListenerId", ListenerId]]))));
    return answer;
  };
  const DeleteListener: FakeOperation = (parameters) => {
    const place = String(all.get(parameters.get("ListenerId") ?? "")?.LoadBalancerId);
    if (makesRoom) taken.set(place, (taken.get(place) ?? 0) - 1);
    return reply(200);
  };
  const GetListenerAttribute: FakeOperation = (parameters) => {
    const listener = all.get(parameters.get("ListenerId") ?? "");
    return listener === undefined ? refusal(404, "ResourceNotFound.Listener") : reply(200, listener);
  };
  const ListListeners: FakeOperation = () => reply(200, { Listeners: [...all.values()] });
  return { ...service, CreateListener, DeleteListener, GetListenerAttribute, ListListeners };
}

const removedIn = (session: Session) => linesOf(session).filter((line) => line.includes('"removed"')).length;

test("where nothing shows a deletion but that the load balancer takes the next listener, that is learned once", {
  timeout: 20_000,
}, async () => {
  await withFakeTarget(showingAll(1, true), async (session) => {
    const lendOnce = async () => {
      await borrow(session, 0, 1, async ([one]) => {
        assert.equal((await one?.create(MINIMAL_DRAFT))?.answer.is, "accepted");
        assert.equal((await one?.standing())?.length, 1);
      });
      await session.stage.restored();
    };
    await lendOnce();
    const startedAt = performance.now();
    for (let i = 0; i < 3; i += 1) await lendOnce();
    assert.ok(performance.now() - startedAt < 3_000);
    assert.deepEqual([session.stage.left.length, session.strangers.size, removedIn(session)], [2, 0, 5]);
  });
});

for (const room of [1, 10]) {
  test(`where deletions have no effect and there is room for ${room}, load balancers are taken out, and the ledger keeps all`, {
    timeout: 20_000,
  }, async () => {
    await withFakeTarget(showingAll(room, false), async (session) => {
      const makeOne = () => borrow(session, 0, 1, async ([one]) => void (await one?.create(MINIMAL_DRAFT)));
      await makeOne();
      await session.stage.restored();
      // The last one is kept for what makes no listener.
      await assert.rejects(makeOne(), UsedUp);
      assert.deepEqual([session.stage.left.length, session.strangers.size, removedIn(session)], [1, 0, 0]);
    });
  });
}
