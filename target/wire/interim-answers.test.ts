import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LIMITS, open, problemOf, responseOf } from "../testing/client.js";
import { serveTcp, type TestingServer } from "../testing/server.js";
import { InterimFilter } from "./interim-answers.js";

const ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
const HINTS = "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n";

/** Writes the pieces one after another as the answer to every request. */
function serveBytes(...pieces: readonly string[]): Promise<TestingServer> {
  return serveTcp((socket) => {
    socket.setNoDelay(true);
    socket.on("data", () => {
      for (const [i, piece] of pieces.entries()) setTimeout(() => socket.write(piece), i * 5);
    });
  });
}

describe("interim answers", () => {
  for (const [name, pieces] of [
    ["one 100 that nobody asked for", [CONTINUE + ANSWER]],
    ["a 100 and its answer apart", [CONTINUE, ANSWER]],
    ["early hints", [HINTS, ANSWER]],
    ["several of them", [HINTS + CONTINUE, "HTTP/1.1 102 Processing\r\n\r\n", HINTS + ANSWER]],
    ["bytes that come one by one", [...`${CONTINUE}${ANSWER}`]],
    ["bare line feeds", ["HTTP/1.1 100 Continue\n\n", ANSWER]],
  ] as const) {
    it(`are taken off: ${name}`, async () => {
      const client = open(await serveBytes(...pieces), {
        limits: { ...LIMITS, concurrency: 1, requestTimeoutMs: 2_000 },
      });
      for (let nth = 0; nth < 2; nth += 1) {
        const response = responseOf(await client.call("CreateListener", []));
        assert.equal(response.status, 200);
        assert.equal(response.body, "{}");
      }
    });
  }

  it("leave an answer alone that holds the same bytes further on", async () => {
    const body = `${CONTINUE}${HINTS}`;
    const client = open(await serveBytes(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`, CONTINUE, HINTS));
    assert.equal(responseOf(await client.call("CreateListener", [])).body, body);
  });

  it("without an end are a timeout, and endless ones too", async () => {
    assert.equal(problemOf(await open(await serveBytes(CONTINUE)).call("CreateListener", [])).kind, "timeout");
    const endless = await serveTcp((socket) => {
      const timer = setInterval(() => socket.write(CONTINUE), 1);
      socket.resume().on("close", () => clearInterval(timer));
    });
    assert.equal(problemOf(await open(endless).call("CreateListener", [])).kind, "timeout");
  });

  it("do not include a change of protocol, nor heads of any size", () => {
    const filter = new InterimFilter();
    const passes = (text: string) => {
      filter.expectAnswer();
      return filter.push(Buffer.from(text)).toString();
    };
    const upgrade = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    assert.equal(passes(upgrade), upgrade);
    assert.equal(passes(`HTTP/1.1 103 Early Hints\r\nlink: ${"x".repeat(20_000)}`).length, 20_032);
    assert.equal(passes("220 mail ready\r\n"), "220 mail ready\r\n");
  });
});
