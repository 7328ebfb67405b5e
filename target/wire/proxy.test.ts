/** Requests go where the environment says: through a proxy, or past it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { promisify } from "node:util";
import { ConfigError } from "../config/config-error.js";
import { CERTIFICATE, CERTIFICATE_KEY } from "../testing/certificate.js";
import { open, problemOf, responseOf } from "../testing/client.js";
import { answerJson, type SeenRequest, serveHttp } from "../testing/server.js";
import { proxyFor, proxyInWords } from "./proxy.js";

describe("the proxy for an endpoint", () => {
  const proxy = (endpoint: string, env: NodeJS.ProcessEnv) => proxyFor(endpoint, env)?.url.host;

  it("is that of its scheme, in either case", () => {
    assert.equal(proxy("https://a.test", { HTTPS_PROXY: "http://p:1" }), "p:1");
    assert.equal(proxy("https://a.test", { https_proxy: "http://p:1", HTTPS_PROXY: "http://q:1" }), "p:1");
    assert.equal(proxy("http://a.test", { HTTPS_PROXY: "http://p:1" }), undefined);
    assert.equal(proxy("https://a.test", { HTTP_PROXY: "p:1" }), "p:1");
    assert.equal(proxy("http://a.test", { HTTP_PROXY: "" }), undefined);
  });

  it("is none for hosts that NO_PROXY names", () => {
    const env = (NO_PROXY: string) => ({ HTTP_PROXY: "http://p:1", NO_PROXY });
    for (const list of ["*", "a.test", "b.test, a.test", ".test", "*.test", "A.TEST", "a.test:80"])
      assert.equal(proxy("http://a.test", env(list)), undefined, list);
    for (const list of ["", "b.test", "aa.test", "a.test:81", "test.a"])
      assert.equal(proxy("http://a.test", env(list)), "p:1", list);
  });

  it("is none for this machine", () => {
    for (const host of ["localhost", "api.localhost", "127.0.0.1", "127.8.8.8", "[::1]"])
      assert.equal(proxy(`http://${host}:8080`, { HTTP_PROXY: "http://p:1" }), undefined, host);
    assert.equal(proxy("http://127.0.0.1.test", { HTTP_PROXY: "http://p:1" }), "p:1");
  });

  it("is refused when it is none, and its password is never shown", () => {
    for (const HTTP_PROXY of ["socks5://p:1", "http://", "two words"])
      assert.throws(() => proxyFor("http://a.test", { HTTP_PROXY }), ConfigError);
    const found = proxyFor("http://a.test", { HTTP_PROXY: "http://me:hush@p:1" });
    assert.equal(found && proxyInWords(found), "the proxy http://p:1 (HTTP_PROXY)");
  });
});

describe("a proxy for plain HTTP", () => {
  it("gets whole URLs and its credentials, which are in no record", async () => {
    const seen: SeenRequest[] = [];
    const server = await serveHttp((request, response) => {
      seen.push(request);
      answerJson(response, 200, { RequestId: "R" });
    });
    const env = { HTTP_PROXY: server.endpoint.replace("//", "//me:hush@") };
    const exchange = await open(server, { endpoint: "http://gwlb.test/base", env }).call("ListListeners", []);
    assert.equal(responseOf(exchange).status, 200);
    assert.equal(seen[0]?.url, "http://gwlb.test/base");
    assert.equal(seen[0]?.headers.host, "gwlb.test");
    assert.equal(seen[0]?.headers["proxy-authorization"], `Basic ${Buffer.from("me:hush").toString("base64")}`);
    assert.ok(!JSON.stringify(exchange).includes("bWU6aHVzaA"));
  });

  it("that wants credentials or is not there is named", async () => {
    const server = await serveHttp((_, response) => response.writeHead(407).end());
    const client = open(server, { endpoint: "http://gwlb.test", env: { HTTP_PROXY: server.endpoint } });
    assert.match(problemOf(await client.call("ListListeners", [])).detail, /proxy .* \(HTTP_PROXY\) wants credentials/);
    await server.close();
    const gone = open(server, { endpoint: "http://gwlb.test", env: { HTTP_PROXY: server.endpoint } });
    assert.match(problemOf(await gone.call("ListListeners", [])).detail, /ECONNREFUSED.*, through the proxy http:/);
  });
});

describe("a proxy for HTTPS", () => {
  /** A TLS server, and a proxy that opens tunnels to it whatever name is asked for. */
  async function serveTunnel(t: TestContext): Promise<{ proxy: string; asked: string[] }> {
    const target = createTlsServer({ cert: CERTIFICATE, key: CERTIFICATE_KEY }, (_, response) => {
      response.writeContinue();
      answerJson(response, 200, { RequestId: "R" });
    });
    target.listen(0, "127.0.0.1");
    await once(target, "listening");
    const asked: string[] = [];
    const proxy = createHttpServer();
    proxy.on("connect", ({ url = "" }, socket) => {
      asked.push(url);
      const through = connect(portOf(target), "127.0.0.1", () => socket.write("HTTP/1.1 200 Connected\r\n\r\n"));
      through.pipe(socket).pipe(through);
      for (const end of [through, socket]) end.on("error", () => socket.destroy());
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    t.after(() => {
      for (const server of [target, proxy]) server.close().closeAllConnections();
    });
    return { proxy: `http://127.0.0.1:${portOf(proxy)}`, asked };
  }

  const portOf = (server: { address(): AddressInfo | string | null }) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };

  it("opens a tunnel, and what TLS says of the target is told", async (t) => {
    const { proxy, asked } = await serveTunnel(t);
    const server = { endpoint: "https://gwlb.test", close: () => Promise.resolve() };
    const problem = problemOf(await open(server, { env: { HTTPS_PROXY: proxy } }).call("ListListeners", []));
    assert.equal(problem.kind, "tls");
    assert.match(problem.detail, /DEPTH_ZERO_SELF_SIGNED_CERT.*through the proxy/);
    assert.deepEqual(asked, ["gwlb.test:443"]);
  });

  it("carries requests to a target that is trusted, interim answers included", async (t) => {
    const { proxy } = await serveTunnel(t);
    const folder = mkdtempSync(join(tmpdir(), "gwlb-tls-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const trusted = join(folder, "ca.pem");
    writeFileSync(trusted, CERTIFICATE);
    const script = `
      const { createClient } = await import(${JSON.stringify(new URL("./client.js", import.meta.url).href)});
      const limits = { concurrency: 2, requestTimeoutMs: 5000, responseBytes: 2000 };
      const client = createClient({ endpoint: "https://gwlb.test", auth: "none", limits, waits: { throttled: 0 } });
      for (let i = 0; i < 2; i += 1) console.log(JSON.stringify((await client.call("ListListeners", [])).outcome));
      await client.close();`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted, HTTPS_PROXY: proxy, NO_PROXY: "", no_proxy: "" };
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { env });
    assert.deepEqual(
      stdout
        .trim()
        .split("\n")
        .map((line) => /"status":200/.test(line)),
      [true, true],
      stdout,
    );
  });
});
