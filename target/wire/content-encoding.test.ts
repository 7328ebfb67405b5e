import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { readNeighbour } from "../neighbours/neighbour.js";
import { open, problemOf, responseOf, serveEcho } from "../testing/client.js";
import { serveHttp } from "../testing/server.js";

const TEXT = '{"RequestId":"R"}';

async function callEncoded(encoding: string, body: Buffer, status = 200) {
  const server = await serveHttp((_, response) =>
    response.writeHead(status, { "content-encoding": encoding }).end(body),
  );
  return open(server).call("GetListenerAttribute", []);
}

describe("an encoded body", () => {
  it("is not asked for", async () => {
    const { server, seen } = await serveEcho();
    await open(server).call("ListListeners", []);
    assert.equal(seen[0]?.headers["accept-encoding"], "identity");
  });

  for (const [encoding, body] of [
    ["gzip", gzipSync(TEXT)],
    ["X-GZip", gzipSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["deflate", deflateRawSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
    ["identity", Buffer.from(TEXT)],
    ["deflate, gzip", gzipSync(deflateSync(TEXT))],
  ] as const) {
    it(`is decoded from ${encoding}`, async () => {
      assert.equal(responseOf(await callEncoded(encoding, body)).body, TEXT);
    });
  }

  it("is unreadable where its encoding is broken or unknown, and never taken for a missing operation", async () => {
    for (const [encoding, body, beginning] of [
      ["gzip", Buffer.from(TEXT), /it begins with "\{\\"RequestId\\":\\"R\\"\}"$/],
      ["gzip", gzipSync(TEXT).subarray(0, 20), /begins with bytes 1f 8b 08 /],
      ["zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), /begins with bytes 28 b5 2f fd$/],
      ["gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(TEXT))), /too many/],
    ] as const) {
      const exchange = await callEncoded(encoding, body, 404);
      const problem = problemOf(exchange);
      assert.equal(problem.kind, "encoding", encoding);
      assert.match(problem.detail, beginning);
      assert.equal(readNeighbour(exchange).is, "no-answer");
    }
  });

  it("is too large when it grows beyond the bound", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    assert.equal(problemOf(await callEncoded("gzip, gzip", gzipSync(bomb))).kind, "too-large");
  });
});
