import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { after, describe, it } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import type { AuthScheme, Config, Credentials, StaticSituations } from "../config/config.js";
import { loadConfig } from "../config/load-config.js";
import { answerJson, type SeenRequest, serveHttp, serveTcp } from "../testing/server.js";
import { createClient } from "../wire/client.js";
import { describeNoAnswer } from "../wire/no-answer.js";
import { type Preflight, type PreflightFinding, preflight } from "./preflight.js";
import { adviceForProblem } from "./preflight-advice.js";

const defaults = loadConfig({ env: {} });
const KEYS = { accessKeyId: "LTAI5tExampleKeyId01", accessKeySecret: "example-secret" };

const opened: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of opened.reverse()) await close();
});

async function look(
  endpoint: string,
  {
    auth = "acs3",
    credentials = KEYS,
    situations = {},
    requestTimeoutMs = 10_000,
  }: {
    auth?: AuthScheme;
    credentials?: Credentials;
    situations?: StaticSituations;
    requestTimeoutMs?: number;
  } = {},
): Promise<Preflight> {
  const target: Config["target"] = { endpoint, region: "cn-hangzhou", auth };
  const limits = { ...defaults.limits, requestTimeoutMs };
  const client = createClient({ endpoint, auth, credentials, limits, waits: { throttled: 100 } });
  opened.push(() => client.close());
  return preflight({ ...defaults, target, credentials, limits, situations }, client);
}

async function serve(answer: (request: SeenRequest, response: ServerResponse) => void): Promise<string> {
  const server = await serveHttp(answer);
  opened.push(() => server.close());
  return server.endpoint;
}

function finding({ findings }: Preflight, check: PreflightFinding["check"]): PreflightFinding {
  return findings.find((each) => each.check === check) ?? assert.fail(`nothing was found about ${check}`);
}

describe("a preflight of a GWLB endpoint", () => {
  it("finds nothing wrong", async () => {
    const emulator = await startEmulator({ idleLoadBalancers: 2 });
    opened.push(() => emulator.close());
    const idle = emulator.situations["load-balancer/idle"];
    const occupied = emulator.situations["load-balancer/occupied"];
    assert.ok(Array.isArray(idle) && Array.isArray(occupied));
    const { credentials } = emulator;
    const clean = await look(emulator.endpoint, { credentials, situations: { "load-balancer/idle": idle } });
    assert.equal(clean.blame, undefined);
    assert.deepEqual(Object.values(clean.offered), [true, true, true, true]);
    assert.deepEqual(
      clean.findings.filter(({ status }) => status !== "ok").map(({ check }) => check),
      ["situations"],
    );
    assert.match(finding(clean, "situations").message, /^4 of 16 situations can be had; missing: /);

    const before = emulator.requests();
    const situations = { "load-balancer/idle": [...occupied, "gwlb-nowhere"] };
    const odd = await look(emulator.endpoint, { credentials, situations });
    assert.equal(odd.blame, undefined);
    const messages = odd.findings.filter(({ check }) => check === "load balancers").map(({ message }) => message);
    assert.deepEqual(messages, [`${occupied[0]} holds a listener already`, "gwlb-nowhere is not found"]);
    assert.ok(emulator.requests() - before < 12);
  });

  it("tells a caller who is turned away from one who may not read", async () => {
    const emulator = await startEmulator();
    opened.push(() => emulator.close());
    const unknown = await look(emulator.endpoint);
    assert.equal(unknown.blame, "environment");
    assert.match(finding(unknown, "caller").message, /InvalidAccessKeyId\.NotFound/);
    assert.match(finding(unknown, "caller").advice ?? "", /access key id/);
    const wrong = await look(emulator.endpoint, {
      credentials: { ...emulator.credentials, accessKeySecret: "not this one" },
    });
    assert.equal(wrong.blame, "environment");
    assert.match(finding(wrong, "caller").advice ?? "", /access key secret/);
    const unsigned = await look(emulator.endpoint, { auth: "none" });
    assert.equal(unsigned.blame, "configuration");
    assert.match(finding(unsigned, "caller").advice ?? "", /target\.auth/);
    const denied = await serve((_, response) => answerJson(response, 403, { Code: "NoPermission", RequestId: "R" }));
    assert.equal((await look(denied)).blame, undefined);
    assert.equal(finding(await look(denied), "caller").status, "warning");
    const gate = await look(await serve((_, response) => answerJson(response, 401, { error: "log in" })));
    assert.equal(gate.blame, undefined);
    assert.match(finding(gate, "caller").message, /turned away: HTTP 401 without a Code/);
  });

  it("does not accuse one that has CreateListener only", async () => {
    const endpoint = await serve(({ headers }, response) => {
      if (headers["x-acs-action"] === "CreateListener")
        answerJson(response, 400, { Code: "DryRunOperation", RequestId: "R" });
      else response.writeHead(404).end("no such operation");
    });
    const { blame, offered, findings } = await look(endpoint);
    assert.equal(blame, undefined);
    assert.deepEqual(Object.values(offered), [false, false, false, false]);
    assert.equal(findings.filter(({ check }) => check === "operations").length, 4);
  });

  it("misses the operations of one that answers {} to everything", async () => {
    const seen = await look(await serve((_, response) => answerJson(response, 200, {})));
    assert.equal(seen.blame, undefined);
    const { DeleteListener: _, ...reading } = seen.offered;
    assert.deepEqual(Object.values(reading), [false, false, false]);
    assert.match(
      finding(seen, "operations").message,
      /^GetListenerAttribute cannot be used, it answered as done, without ListenerId: /,
    );
  });

  it("only wonders at JSON without an envelope, and at a clock that is off", async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const endpoint = await serve((_, response) => answerJson(response, 404, { error: "nope" }, { date }));
    const seen = await look(endpoint);
    assert.equal(seen.blame, undefined);
    assert.equal(finding(seen, "endpoint").status, "warning");
    assert.equal(finding(seen, "clock").status, "warning");
    assert.match(finding(seen, "clock").message, /this clock is 3(?:599|600|601) s ahead/);
  });
});

describe("a preflight of something else", () => {
  async function advice(
    endpoint: string,
    check: PreflightFinding["check"],
    options?: Parameters<typeof look>[1],
  ): Promise<string> {
    const seen = await look(endpoint, options);
    assert.equal(seen.blame, "environment");
    const { status, message, advice = "" } = finding(seen, check);
    assert.equal(status, "failed");
    return `${message}: ${advice}`;
  }

  it("recognises a plain web server", async () => {
    const endpoint = await serve((_, response) => response.writeHead(200).end("<!doctype html><title>Hi</title>"));
    assert.match(await advice(endpoint, "endpoint"), /a web page \(HTTP 200\): this is no GWLB endpoint/);
  });

  it("recognises a redirect, and does not follow it", async () => {
    let requests = 0;
    const endpoint = await serve((_, response) => {
      requests += 1;
      response.writeHead(301, { location: "/elsewhere" }).end();
    });
    assert.match(await advice(endpoint, "endpoint"), /redirects \(HTTP 301\) to \/elsewhere/);
    assert.equal(requests, 2);
  });

  it("recognises a web server that knows no POST", async () => {
    const page = "<!DOCTYPE HTML><html><body>Unsupported method ('POST')</body></html>";
    const endpoint = await serve((_, response) => response.writeHead(501).end(page));
    assert.match(
      await advice(endpoint, "endpoint"),
      /a web page \(HTTP 501\): this is no GWLB endpoint: check host and port/,
    );
  });

  it("recognises a gateway without its target, and a list for an object", async () => {
    const down = await serve((_, response) => response.writeHead(502).end("Bad Gateway"));
    assert.match(await advice(down, "endpoint"), /fails .*HTTP 502.*: check that the target .* is up/);
    const list = await serve((_, response) => answerJson(response, 200, []));
    assert.match(await advice(list, "endpoint"), /no JSON object/);
  });

  it("recognises a closed port, silence and other protocols", async () => {
    const closed = await serveHttp(() => undefined);
    await closed.close();
    assert.match(await advice(closed.endpoint, "reachability"), /ECONNREFUSED.*start the target/);
    const silent = await serveTcp((socket) => void socket.resume());
    opened.push(() => silent.close());
    assert.match(
      await advice(silent.endpoint, "reachability", { requestTimeoutMs: 300 }),
      /within 300 ms: .*firewalls/,
    );
    const mail = await serveTcp((socket) => void socket.once("data", () => socket.end("220 mail ready\r\n")));
    opened.push(() => mail.close());
    assert.match(await advice(mail.endpoint, "reachability"), /other than HTTP/);
  });

  it("names the proxy on the way, be it at fault or not", async () => {
    const target = await serve((_, response) => answerJson(response, 404, { Code: "ResourceNotFound.Listener" }));
    const through = async (env: NodeJS.ProcessEnv) => {
      const endpoint = "http://gwlb.test";
      const { limits } = defaults;
      const client = createClient({ endpoint, auth: "none", limits, waits: { throttled: 100 }, env });
      opened.push(() => client.close());
      return preflight({ ...defaults, target: { endpoint, region: "r", auth: "none" }, limits }, client, env);
    };
    const { message } = finding(await through({ HTTP_PROXY: target }), "reachability");
    assert.match(message, /answers in \d+ ms, through the proxy http:\/\/127\.0\.0\.1:\d+ \(HTTP_PROXY\)/);
    const closed = await serveHttp(() => undefined);
    await closed.close();
    const { message: problem, advice = "" } = finding(await through({ HTTP_PROXY: closed.endpoint }), "reachability");
    assert.match(
      `${problem}: ${advice}`,
      /refused.*through the proxy.*check the proxy in HTTP_PROXY.*NO_PROXY=gwlb\.test/,
    );
  });

  it("recognises a server without TLS and a host that is not there", async () => {
    const plain = await serve(() => undefined);
    assert.match(await advice(plain.replace("http:", "https:"), "reachability"), /for a plain server write http:/);
    for (const [code, advice] of [
      ["ERR_TLS_CERT_ALTNAME_INVALID", /another name/],
      ["CERT_HAS_EXPIRED", /expired/],
      ["CERT_NOT_YET_VALID", /not valid yet/],
      ["DEPTH_ZERO_SELF_SIGNED_CERT", /signed by itself/],
      ["SELF_SIGNED_CERT_IN_CHAIN", /authority of your own/],
      ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /issuer .* not known/],
      ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", /issuer .* not known/],
      ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", /no version of TLS/],
      ["ERR_SSL_UNSUPPORTED_PROTOCOL", /no version of TLS/],
      ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", /certificate of the client/],
      ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", /no way to encrypt/],
      ["ERR_SSL_WRONG_VERSION_NUMBER", /for a plain server write http:\/\/a\.test/],
    ] as const) {
      const problem = describeNoAnswer(Object.assign(new Error("no TLS"), { code }), defaults.limits);
      assert.equal(problem?.kind, "tls", code);
      assert.match(adviceForProblem(problem, "https://a.test"), advice, code);
    }
    const unheardOf = describeNoAnswer(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }), defaults.limits);
    assert.ok(unheardOf);
    assert.match(adviceForProblem(unheardOf, plain), /check the spelling of the host/);
  });
});
