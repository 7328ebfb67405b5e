import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import type { Exchange, NoAnswer } from "../../contract/exchange.js";
import { LIMITS, open, problemOf, responseOf, serveEcho } from "../testing/client.js";
import { answerJson, type SeenRequest, serveHttp, serveTcp, type TestingServer } from "../testing/server.js";

describe("a hostile or absent target", () => {
  async function problemAgainst(server: TestingServer): Promise<NoAnswer> {
    return problemOf(await open(server).call("CreateListener", []));
  }

  it("that never answers is a timeout", async () => {
    const problem = await problemAgainst(await serveTcp((socket) => socket.resume()));
    assert.equal(problem.kind, "timeout");
    assert.match(problem.detail, /500 ms/);
  });

  it("that drips its answer for ever is a timeout", async () => {
    const server = await serveHttp((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const problem = await problemAgainst(server);
    assert.equal(problem.kind, "timeout");
    assert.match(problem.detail, /without an end/);
  });

  it("that sends without end is too large", async () => {
    const server = await serveHttp((_, response) => {
      const flood = () => {
        while (!response.destroyed && response.write("x".repeat(1_000)));
      };
      response.on("drain", flood);
      flood();
    });
    const problem = await problemAgainst(server);
    assert.equal(problem.kind, "too-large");
    assert.match(problem.detail, /2000 bytes/);
  });

  it("that speaks no HTTP is a protocol problem", async () => {
    const server = await serveTcp((socket) => void socket.once("data", () => socket.end("220 mail ready\r\n")));
    assert.equal((await problemAgainst(server)).kind, "protocol");
  });

  it("that hangs up is a connection problem, and a create is not sent twice", async () => {
    let requests = 0;
    const server = await serveTcp((socket) =>
      socket.once("data", () => {
        requests += 1;
        socket.destroy();
      }),
    );
    assert.equal((await problemAgainst(server)).kind, "connection");
    assert.equal(requests, 1);
  });

  it("that is not there is a connection problem in words", async () => {
    const server = await serveHttp(() => undefined);
    await server.close();
    const problem = await problemAgainst(server);
    assert.equal(problem.kind, "connection");
    assert.match(problem.detail, /ECONNREFUSED/);
  });

  it("that speaks no TLS is a TLS problem, told without the numbers of OpenSSL", async () => {
    const plain = await serveHttp(() => undefined);
    const server = { ...plain, endpoint: plain.endpoint.replace("http:", "https:") };
    const problem = await problemAgainst(server);
    assert.equal(problem.kind, "tls");
    assert.match(problem.detail, /^no TLS connection: [a-z ]+ \(\w+\)$/);
  });
});

describe("a stale connection", () => {
  /** Answers the first request of every connection and drops the connection at the second. */
  async function serveOnce(): Promise<TestingServer> {
    return serveTcp((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        socket.once("data", () => socket.destroy());
      });
    });
  }

  async function second(
    operation: string,
    parameters: [string, string][],
  ): Promise<{ exchange: Exchange; resent: number }> {
    const client = open(await serveOnce(), { limits: { ...LIMITS, concurrency: 1 } });
    responseOf(await client.call("ListListeners", []));
    const exchange = await client.call(operation, parameters);
    return { exchange, resent: client.resent() };
  }

  it("costs a read, a dry run and a call with a client token nothing", async () => {
    for (const [operation, parameters] of [
      ["GetListenerAttribute", []],
      ["CreateListener", [["DryRun", "true"]]],
      ["CreateListener", [["ClientToken", "t"]]],
    ] as [string, [string, string][]][]) {
      const { exchange, resent } = await second(operation, parameters);
      assert.equal(responseOf(exchange).status, 200);
      assert.equal(resent, 1);
    }
  });

  it("costs a call nothing though many connections are stale", async () => {
    const client = open(await serveOnce(), { limits: { ...LIMITS, concurrency: 4 } });
    const round = () => Promise.all(Array.from({ length: 4 }, () => client.call("GetListenerAttribute", [])));
    for (const exchange of [...(await round()), ...(await round())]) assert.equal(responseOf(exchange).status, 200);
  });

  it("is not used for what cannot be sent again, once connections were seen to end without notice", async () => {
    const server = await serveOnce();
    const client = open(server, { limits: { ...LIMITS, concurrency: 1 } });
    for (let nth = 0; nth < 2; nth += 1) responseOf(await client.call("GetListenerAttribute", []));
    assert.equal(client.resent(), 1);
    for (let nth = 0; nth < 4; nth += 1)
      assert.equal(responseOf(await client.call("CreateListener", [["DryRun", "false"]])).status, 200);
    assert.equal(client.resent(), 1);
  });

  it("does not come about where each answer announces the end of its connection", async () => {
    const server = await serveHttp((_, response) => {
      response.setHeader("connection", "close");
      answerJson(response, 200, {});
    });
    const client = open(server);
    const calls = Array.from({ length: 20 }, () => client.call("CreateListener", []));
    for (const exchange of await Promise.all(calls)) assert.equal(responseOf(exchange).status, 200);
    assert.equal(client.resent(), 0);
  });

  it("never makes a create without a token go out twice", async () => {
    const { exchange, resent } = await second("CreateListener", []);
    assert.equal(problemOf(exchange).kind, "connection");
    assert.equal(resent, 0);
  });
});

describe("throttling", () => {
  async function serveThrottled(times: number, answer: (response: Parameters<typeof answerJson>[0]) => void) {
    const seen: SeenRequest[] = [];
    const server = await serveHttp((request, response) => {
      seen.push(request);
      if (seen.length <= times) answer(response);
      else answerJson(response, 200, { ListenerId: "lsn-1", RequestId: "R" });
    });
    return { server, seen };
  }

  it("is obeyed with a fresh nonce each time", async () => {
    const { server, seen } = await serveThrottled(2, (response) =>
      answerJson(response, 400, { Code: "Throttling.User" }),
    );
    const client = open(server);
    const exchange = await client.call("CreateListener", [["ClientToken", "t"]]);
    assert.equal(responseOf(exchange).status, 200);
    assert.equal(exchange.throttled, 2);
    assert.equal(client.throttled(), 2);
    assert.equal(client.requests(), 3);
    assert.equal(new Set(seen.map(({ headers }) => headers["x-acs-signature-nonce"])).size, 3);
    assert.equal(new Set(seen.map(({ body }) => body)).size, 1);
  });

  it("waits as long as the answer asks", async () => {
    const { server } = await serveThrottled(1, (response) =>
      answerJson(response, 429, {}, { "x-acs-retry-after": "120" }),
    );
    const started = performance.now();
    await open(server).call("ListListeners", []);
    assert.ok(performance.now() - started >= 118);
  });

  it("gives the last answer when the budget ends or waiting is switched off", async () => {
    const { server } = await serveThrottled(99, (response) => answerJson(response, 503, {}, { "retry-after": "1" }));
    const client = open(server, { waits: { throttled: 900 } });
    const exhausted = await client.call("ListListeners", []);
    assert.equal(responseOf(exhausted).status, 503);
    assert.equal(exhausted.throttled, 0);
    assert.equal(responseOf(await client.call("ListListeners", [], { retryThrottled: false })).status, 503);
    assert.equal(client.requests(), 2);
  });

  it("is not seen in an answer that merely contains the word", async () => {
    const { server } = await serveThrottled(1, (response) =>
      answerJson(response, 400, { Code: "IllegalParam", Message: "Throttling" }),
    );
    assert.equal((await open(server).call("ListListeners", [])).throttled, 0);
  });
});

describe("bounds", () => {
  it("keep no more calls in flight than the limit, and one on the single connection", async () => {
    let inFlight = 0;
    let most = 0;
    const ports = new Set<number>();
    const server = await serveHttp((_, response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      ports.add(response.socket?.remotePort ?? 0);
      setTimeout(() => {
        inFlight -= 1;
        answerJson(response, 200, {});
      }, 5);
    });
    const client = open(server, { limits: { ...LIMITS, concurrency: 3 } });
    await Promise.all(Array.from({ length: 12 }, () => client.call("ListListeners", [])));
    assert.equal(most, 3);
    ports.clear();
    most = 0;
    await Promise.all(Array.from({ length: 4 }, () => client.call("ListListeners", [], { connection: "single" })));
    assert.equal(most, 1);
    assert.equal(ports.size, 1);
  });

  it("space requests to the given rate", async () => {
    const { server } = await serveEcho();
    const client = open(server, { limits: { ...LIMITS, requestsPerSecond: 50 } });
    const started = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => client.call("ListListeners", [])));
    assert.ok(performance.now() - started >= 95, "six requests at 50 per second take a tenth of a second");
  });

  it("hold for many calls under one signal without a warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const { server } = await serveEcho();
    const client = open(server);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 40 }, () => client.call("ListListeners", [], { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    assert.deepEqual(warnings, []);
  });

  it("let the caller give up a call under way and one that waits", async () => {
    const server = await serveTcp((socket) => socket.resume());
    const client = open(server, { limits: { ...LIMITS, concurrency: 1 } });
    const stop = new AbortController();
    const calls = [1, 2].map(() => client.call("ListListeners", [], { signal: stop.signal }));
    const ends = Promise.allSettled(calls);
    setTimeout(() => stop.abort(new Error("interrupted")), 20);
    await once(stop.signal, "abort");
    for (const end of await ends) {
      assert.equal(end.status, "rejected");
      assert.match(String(end.status === "rejected" && end.reason), /interrupted/);
    }
  });
});
