import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, describe, it } from "node:test";
import { created } from "./replies.js";
import type { Script, Step } from "./script.js";
import { ScriptedService } from "./scripted-service.js";

const CREDENTIALS = { accessKeyId: "LTAI5tTest", accessKeySecret: "secret" };
const REPLY = created("lsn-1", "R-1");
const LATE = created("lsn-late", "R-2");

let service: ScriptedService;
before(async () => {
  service = await ScriptedService.start();
});
after(() => service.close());

/** What a plain client sees: status, raw header names and body, or the code of the error. */
function seen(
  accessKeyId = CREDENTIALS.accessKeyId,
): Promise<{ status: number; names: string[]; body: string } | string> {
  return new Promise((resolve) => {
    const headers = { Authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=host,Signature=00` };
    const sent = request(service.endpoint, { method: "POST", headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (error) => resolve(error.message));
      response.on("end", () => {
        const names = response.rawHeaders.filter((_, index) => index % 2 === 0);
        resolve({ status: response.statusCode ?? 0, names, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end();
  });
}

async function withScript<T>(script: Script | Step, work: (release: () => void) => Promise<T>) {
  const opened = service.open(CREDENTIALS, typeof script === "function" ? script : () => script, LATE);
  try {
    return { result: await work(() => opened.release()), arrivals: [...opened.arrivals] };
  } finally {
    opened.close();
  }
}

describe("the scripted service", () => {
  it("answers with the bytes and header names that it was given, and records what arrived", async () => {
    const reply = { ...REPLY, headers: { "X-ODD-case": "1" } };
    const { result, arrivals } = await withScript({ does: "reply", reply }, () => seen());
    assert.ok(typeof result === "object" && result.names.includes("X-ODD-case"));
    assert.equal(result.body, REPLY.body);
    const [arrival] = arrivals;
    assert.ok(arrival?.headers.some(([name]) => name === "Authorization"));
    assert.match(arrival?.signature.problem ?? "", /does not conform/u);
    assert.deepEqual(arrival?.treatment.is, "replied");
  });

  it("resets, cuts off and falls silent as it is told to", async () => {
    const reset = await withScript({ does: "reset", when: "before" }, () => seen());
    assert.equal(reset.result, "ECONNRESET");
    const cut = await withScript({ does: "reply", reply: { ...REPLY, framing: "cut" } }, () => seen());
    assert.equal(cut.result, "aborted");
    for (const after of ["nothing", "head", "half"] as const) {
      const { result } = await withScript({ does: "silence", after, reply: REPLY }, async (release) => {
        const answered = seen();
        const early = await Promise.race([
          answered,
          new Promise<"silent">((resolve) => setTimeout(resolve, 100, "silent")),
        ]);
        assert.equal(early, "silent");
        release();
        const late = await answered;
        return [late, await seen()];
      });
      const bodies = result.map((one) => (typeof one === "string" ? one : one.body));
      assert.deepEqual(bodies, [REPLY.body, LATE.body]);
    }
  });

  it("turns away keys that it did not give out", async () => {
    const result = await seen("LTAI5tNobody");
    assert.ok(typeof result === "object" && result.status === 404);
  });

  it("keeps what comes to the other host", async () => {
    await fetch(`${service.elsewhere("a-case").replace("localhost", "127.0.0.1")}?Signature=x`, {
      method: "POST",
      body: "hello",
    });
    assert.match(service.caught("a-case").join(), /POST \/caught\/a-case\?Signature=x[\s\S]*hello/u);
    assert.deepEqual(service.caught("another"), []);
  });
});
