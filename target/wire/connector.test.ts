import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { buildConnector, Pool } from "undici";
import { serveHttp, serveTcp, type TestingServer } from "../testing/server.js";
import { Connector } from "./connector.js";

/** A pool of a server, with a count of the connections that were opened for it. */
function poolOf(t: TestContext, { endpoint, close }: TestingServer) {
  const open = buildConnector({});
  const sockets: Socket[] = [];
  const connector = new Connector((options, callback) => {
    open(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      sockets.push(socket);
      callback(null, socket);
    });
  });
  const pool = new Pool(endpoint, { connect: connector.connect });
  t.after(async () => {
    connector.close();
    await pool.destroy();
    await close();
  });
  const ask = async () => {
    const { body } = await pool.request({ path: "/", method: "POST", body: "x" });
    return body.text();
  };
  return { connector, ask, sockets };
}

describe("a connector", () => {
  it("opens connections before they are needed, but none before it knows how", async (t) => {
    const closing = await serveHttp((_, response) => response.setHeader("connection", "close").end("ok"));
    const { connector, ask, sockets } = poolOf(t, closing);
    await connector.stockUp(3);
    assert.equal(sockets.length, 0);
    await ask();
    await connector.stockUp(3);
    assert.equal(sockets.length, 4);
    assert.deepEqual(await Promise.all([ask(), ask(), ask()]), ["ok", "ok", "ok"]);
    assert.equal(sockets.length, 4, "those in stock were used");
    await ask();
    assert.equal(sockets.length, 5, "none is used twice");
  });

  it("uses no connection that has ended meanwhile", async (t) => {
    let accepted = 0;
    const server = await serveTcp((socket) => {
      accepted += 1;
      if (accepted === 2) socket.end();
      else socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"));
    });
    const { connector, ask, sockets } = poolOf(t, server);
    await ask();
    await connector.stockUp(1);
    await sleep(20);
    assert.ok(sockets[1]?.destroyed);
    assert.equal(await ask(), "ok");
  });

  it("closes what nobody used", async (t) => {
    const { connector, ask, sockets } = poolOf(t, await serveHttp((_, response) => response.end("ok")));
    await ask();
    await connector.stockUp(2);
    connector.close();
    assert.deepEqual(
      sockets.map(({ destroyed }) => destroyed),
      [false, true, true],
    );
  });
});
