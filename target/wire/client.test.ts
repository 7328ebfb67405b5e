import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { CREDENTIALS, open, responseOf, serveEcho } from "../testing/client.js";
import { answerJson, serveHttp } from "../testing/server.js";
import { signAcs3 } from "./signing/acs3.js";

describe("what goes on the wire", () => {
  it("signs V3 with headers only", async () => {
    const { server, seen } = await serveEcho();
    const exchange = await open(server).call("CreateListener", [["ListenerDescription", "监听 *"]]);
    assert.equal(responseOf(exchange).status, 200);
    const [request] = seen;
    assert.equal(request?.url, "/");
    assert.equal(request?.body, "ListenerDescription=%E7%9B%91%E5%90%AC%20%2A");
    assert.equal(request?.headers["x-acs-action"], "CreateListener");
    assert.equal(request?.headers["x-acs-version"], "2024-04-15");
    assert.match(request?.headers.authorization ?? "", /^ACS3-HMAC-SHA256 Credential=LTAI5tExampleKeyId01,/);
    assert.equal(request?.headers.host, new URL(server.endpoint).host);
  });

  it("signs V2 in the query", async () => {
    const { server, seen } = await serveEcho();
    await open(server, { auth: "rpc" }).call("GetListenerAttribute", [["ListenerId", "lsn-1"]]);
    const query = new URL(seen[0]?.url ?? "", server.endpoint).searchParams;
    assert.equal(query.get("Action"), "GetListenerAttribute");
    assert.equal(query.get("AccessKeyId"), CREDENTIALS.accessKeyId);
    assert.match(query.get("Signature") ?? "", /^[A-Za-z0-9+/]{27}=$/);
    assert.equal(seen[0]?.body, "ListenerId=lsn-1");
  });

  it("tells a bare emulator the operation in headers and in the query, without a signature", async () => {
    const { server, seen } = await serveEcho();
    await open(server, { auth: "none", credentials: undefined }).call("ListListeners", []);
    assert.equal(seen[0]?.url, "/?Action=ListListeners&Version=2024-04-15");
    assert.equal(seen[0]?.headers["x-acs-action"], "ListListeners");
    assert.equal(seen[0]?.headers.authorization, undefined);
  });

  it("goes to the path of the endpoint, which V3 signs and the record shows", async () => {
    const { server, seen } = await serveEcho();
    const endpoint = `${server.endpoint}/gwlb/v1`;
    for (const auth of ["acs3", "rpc", "none"] as const) {
      const exchange = await open(server, { endpoint, auth }).call("CreateListener", []);
      assert.ok(exchange.request.url.startsWith(endpoint), exchange.request.url);
    }
    const [v3, v2, bare] = seen;
    assert.equal(v3?.url, "/gwlb/v1");
    assert.match(v2?.url ?? "", /^\/gwlb\/v1\?Action=CreateListener&/);
    assert.match(bare?.url ?? "", /^\/gwlb\/v1\?Action=CreateListener&/);
    const headers = Object.fromEntries(Object.entries(v3?.headers ?? {}).map(([name, value]) => [name, String(value)]));
    const bodyHash = createHash("sha256")
      .update(v3?.body ?? "")
      .digest("hex");
    const request = { method: "POST", path: "/gwlb/v1", query: "", headers, bodyHash };
    const { signature } = signAcs3(request, CREDENTIALS.accessKeySecret);
    assert.ok(headers.authorization?.endsWith(`Signature=${signature}`));
  });

  it("sends unsigned, dated and malformed calls as asked", async () => {
    const { server, seen } = await serveEcho();
    const client = open(server);
    await client.call("CreateListener", [], { caller: { is: "unsigned" } });
    await client.call("CreateListener", [], { clockOffsetMs: -3_600_000 });
    await client.call("CreateListener", [], {
      rawBody: "a=%zz&a",
      contentType: "text/plain",
      headers: { "X-Acs-Extra": "1" },
    });
    assert.equal(seen[0]?.headers.authorization, undefined);
    assert.equal(seen[0]?.headers["x-acs-action"], "CreateListener");
    const age = Date.now() - Date.parse(String(seen[1]?.headers["x-acs-date"]));
    assert.ok(age >= 3_600_000 && age < 3_700_000, `the date is ${age} ms old`);
    assert.equal(seen[2]?.body, "a=%zz&a");
    assert.equal(seen[2]?.headers["content-type"], "text/plain");
    assert.match(seen[2]?.headers.authorization ?? "", /x-acs-extra/);
  });

  it("signs another body than it sends when a tail is put behind it", async () => {
    const { server, seen } = await serveEcho();
    await open(server).call("CreateListener", [["DryRun", "true"]], { unsignedTail: "&DryRun=false" });
    assert.equal(seen[0]?.body, "DryRun=true&DryRun=false");
    assert.equal(seen[0]?.headers["x-acs-content-sha256"], createHash("sha256").update("DryRun=true").digest("hex"));
  });

  it("leaves the answer alone when an authorization of another make is short", async () => {
    const { server } = await serveEcho();
    const exchange = await open(server).call("ListListeners", [], { headers: { Authorization: "Basic x" } });
    assert.equal(responseOf(exchange).body, '{"RequestId":"R"}');
    assert.equal(exchange.request.headers.authorization, "<redacted>");
  });

  it("asks a provider for credentials at every call", async () => {
    const { server, seen } = await serveEcho();
    const ids = ["LTAI5tRotatingKey1", "LTAI5tRotatingKey2"];
    const credentials = { get: async () => ({ ...CREDENTIALS, accessKeyId: ids.shift() ?? "" }) };
    const client = open(server, { credentials });
    await client.call("ListListeners", []);
    await client.call("ListListeners", []);
    assert.match(seen[0]?.headers.authorization ?? "", /RotatingKey1,/);
    assert.match(seen[1]?.headers.authorization ?? "", /RotatingKey2,/);
  });
});

describe("what is recorded", () => {
  const token = "CAIS-security/token+with=signs";
  const secrets = [CREDENTIALS.accessKeySecret, token, CREDENTIALS.accessKeyId];

  for (const auth of ["acs3", "rpc"] as const) {
    it(`holds no key, token or signature (${auth})`, async () => {
      const { server, seen } = await serveEcho();
      const client = open(server, { auth, credentials: { ...CREDENTIALS, securityToken: token } });
      const exchange = await client.call("CreateListener", [["ClientToken", "t"]]);
      const text = JSON.stringify(exchange);
      assert.deepEqual(exchange.request.parameters, [["ClientToken", "t"]]);
      assert.match(text, /LTAI\*\*\*\*Id01/);
      for (const secret of secrets) {
        assert.ok(!text.includes(secret) && !text.includes(encodeURIComponent(secret)), `${secret} in ${text}`);
      }
      const sent = `${seen[0]?.url} ${seen[0]?.headers.authorization}`;
      const signature = /Signature=([^& ]+)/.exec(sent)?.[1];
      assert.ok(signature !== undefined && !text.includes(signature), `signature in ${text}`);
    });
  }

  it("takes out of an answer what the target repeats", async () => {
    const server = await serveHttp((request, response) => {
      const echo = `${request.url} ${request.headers.authorization} ${request.headers["x-acs-security-token"]}`;
      answerJson(response, 400, { Code: "SignatureDoesNotMatch", Message: echo }, { "x-echo": echo });
    });
    for (const auth of ["acs3", "rpc"] as const) {
      const client = open(server, { auth, credentials: { ...CREDENTIALS, securityToken: token } });
      const { headers, body } = responseOf(await client.call("ListListeners", []));
      for (const text of [headers["x-echo"] ?? "", body]) {
        assert.ok(text.includes("<redacted>"), text);
        assert.ok(!text.includes(CREDENTIALS.accessKeyId), text);
        assert.ok(!text.includes(token) && !text.includes(encodeURIComponent(token)), text);
        assert.ok(!/Signature=[0-9a-f]{64}/.test(text) && !/Signature=[^&< ]{20}/.test(text), text);
      }
    }
  });

  it("keeps repeated headers, lower-case names and text that is no JSON", async () => {
    const server = await serveHttp((_, response) => {
      response.setHeader("X-Acs-Request-Id", ["a", "b"]);
      response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end("<html>");
    });
    const response = responseOf(await open(server).call("ListListeners", []));
    assert.equal(response.status, 302);
    assert.equal(response.headers["x-acs-request-id"], "a, b");
    assert.equal(response.body, "<html>");
  });
});
