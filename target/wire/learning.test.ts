/** What a client makes of targets that throttle, seen from the other end of the wire. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LIMITS, open, responseOf } from "../testing/client.js";
import { answerJson, type SeenRequest, serveHttp, type TestingServer } from "../testing/server.js";
import type { TargetClient } from "./client.js";

const HINTS = { "x-ratelimit-user-api": "Limit:30,Remain:0,TimeLeft:1", "x-acs-retry-after": "1" };

interface Counted {
  readonly server: TestingServer;
  readonly answers: { accepted: number; refused: number };
}

/** Serves with a rule that says of each request whether it is one too many. */
async function serveWith(
  isTooMany: (request: SeenRequest) => boolean,
  headers: Readonly<Record<string, string>> = HINTS,
  status = 429,
): Promise<Counted> {
  const answers = { accepted: 0, refused: 0 };
  const server = await serveHttp((request, response) => {
    if (isTooMany(request)) {
      answers.refused += 1;
      answerJson(response, status, {}, headers);
    } else {
      answers.accepted += 1;
      answerJson(response, 200, {});
    }
  });
  return { server, answers };
}

/** Counts requests in windows of a second, as a server does. */
function quota(perSecond: number): () => boolean {
  let window = 0;
  let count = 0;
  return () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== window) [window, count] = [now, 0];
    count += 1;
    return count > perSecond;
  };
}

function everyNth(n: number): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % n === 0;
  };
}

/** Asks as fast as it goes, for a while. */
async function askFor(client: TargetClient, milliseconds: number, operation = "CreateListener"): Promise<void> {
  const end = performance.now() + milliseconds;
  const asker = async () => {
    while (performance.now() < end) responseOf(await client.call(operation, []));
  };
  await Promise.all(Array.from({ length: 16 }, asker));
}

const PATIENT = { limits: { ...LIMITS, concurrency: 16 }, waits: { throttled: 30_000 } };

describe("a target that allows 30 requests a second and says so", () => {
  it("refuses few, and its rate is known from then on", async () => {
    const { server, answers } = await serveWith(quota(30));
    const client = open(server, PATIENT);
    await askFor(client, 4_000);
    assert.ok(answers.refused <= 40, `${answers.refused} of ${answers.accepted} refused at first`);
    const rate = client.learnedRates().byAction.CreateListener ?? assert.fail("no rate was learned");
    assert.ok(rate > 15 && rate <= 40, `${rate} a second were learned`);
    assert.equal(client.learnedRates().together, undefined);
    const { refused, accepted } = answers;
    await askFor(client, 3_000);
    assert.ok(answers.refused - refused <= 3, `${answers.refused - refused} refused later`);
    assert.ok(answers.accepted - accepted >= 45, `${answers.accepted - accepted} accepted later`);
  });

  it("is asked for other actions as before", async () => {
    const tooMany = quota(30);
    const { server } = await serveWith(({ headers }) => headers["x-acs-action"] === "CreateListener" && tooMany());
    const client = open(server, PATIENT);
    const creating = askFor(client, 1_500);
    const started = performance.now();
    for (let reads = 0; reads < 200; reads += 1) await client.call("GetListenerAttribute", []);
    // At thirty a second they would take more than six.
    assert.ok(performance.now() - started < 5_000);
    await creating;
    assert.deepEqual(Object.keys(client.learnedRates().byAction), ["CreateListener"]);
  });
});

describe("a target that throttles without saying what", () => {
  it("teaches a rate of all requests together", async () => {
    const { server } = await serveWith(quota(30), {});
    const client = open(server, PATIENT);
    await Promise.all([askFor(client, 2_000), askFor(client, 2_000, "ListListeners")]);
    const { together, byAction } = client.learnedRates();
    // Whether there is one is tried by asking more.
    assert.ok(together !== undefined && together < 120, `${together} a second were learned`);
    assert.deepEqual(byAction, {});
  });

  it("is not asked in a loop, and given up in time", async () => {
    const { server, answers } = await serveWith(() => true, { "retry-after": "0" });
    const client = open(server, { limits: { ...LIMITS, concurrency: 16 }, waits: { throttled: 700 } });
    const started = performance.now();
    await Promise.all(Array.from({ length: 16 }, () => client.call("CreateListener", [])));
    assert.ok(performance.now() - started < 4_000);
    assert.ok(answers.refused < 80, `${answers.refused} requests`);
    const { calls, inARow, throttledForMs } = client.gaveUp();
    assert.equal(calls, 16);
    assert.equal(inARow, 16);
    assert.ok(throttledForMs >= 600);
    const sent = client.requests();
    await client.call("CreateListener", []);
    assert.equal(client.requests() - sent, 1, "what is hopeless is tried once");
  });
});

describe("a target that is unable to answer now and then", () => {
  it("is not slowed down for it", async () => {
    const { server } = await serveWith(everyNth(50), {}, 503);
    const client = open(server, PATIENT);
    const started = performance.now();
    for (let calls = 0; calls < 600; calls += 1) responseOf(await client.call("CreateListener", []));
    // At the rate at which it is unable, they would take much longer.
    assert.ok(performance.now() - started < 10_000);
    assert.deepEqual(client.learnedRates(), { together: undefined, byAction: {} });
    assert.deepEqual(client.gaveUp(), { calls: 0, inARow: 0, throttledForMs: 0 });
  });
});

describe("a target that puts off requests which meet others", () => {
  it("teaches no rate where it says so", async () => {
    let underWay = 0;
    const server = await serveHttp(async (_, response) => {
      if (underWay > 0) return answerJson(response, 429, { Code: "Conflict.Lock", Message: "m" });
      underWay += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return answerJson(response, 200, {});
    });
    const client = open(server, PATIENT);
    const putOff: string[] = [];
    const calls = Array.from({ length: 6 }, () =>
      client.call("CreateListener", [], { onPutOff: (why) => putOff.push(why) }),
    );
    for (const exchange of await Promise.all(calls)) assert.equal(responseOf(exchange).status, 200);
    assert.deepEqual(new Set(putOff), new Set(["others"]));
    assert.deepEqual(client.learnedRates(), { together: undefined, byAction: {} });
  });

  it("teaches none either where it does not, by what left together", async () => {
    let answered = 0;
    const { server } = await serveWith(() => {
      answered += 1;
      return answered > 1 && answered <= 8;
    }, {});
    const client = open(server, PATIENT);
    await client.together(8, (places) =>
      Promise.all(Array.from({ length: 8 }, () => client.call("CreateListener", [], { places }))),
    );
    assert.deepEqual(client.learnedRates(), { together: undefined, byAction: {} });
  });

  it("is asked as before once it is known that what was refused were meetings", async () => {
    const { server } = await serveWith(quota(30), {});
    const client = open(server, PATIENT);
    await askFor(client, 1_500);
    assert.notEqual(client.learnedRates().together, undefined);
    client.forgetRates();
    assert.deepEqual(client.learnedRates(), { together: undefined, byAction: {} });
  });
});
