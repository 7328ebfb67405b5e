import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { isJsonObject, type JsonObject } from "../../contract/answer.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";

const ADAPTER = fileURLToPath(new URL("./adapter.js", import.meta.url));

/** An adapter that is talked to line by line. */
class Conversation {
  readonly child: ChildProcess;
  stderr = "";
  readonly #waiting = new Map<number, (answer: JsonObject) => void>();
  #last = 0;

  constructor(...options: readonly string[]) {
    this.child = spawn(process.execPath, [ADAPTER, ...options], { stdio: ["pipe", "pipe", "pipe"] });
    const { stdout, stderr } = this.child;
    assert.ok(stdout && stderr);
    stderr.on("data", (chunk) => {
      this.stderr += String(chunk);
    });
    createInterface({ input: stdout }).on("line", (line) => {
      const answer: unknown = JSON.parse(line);
      assert.ok(isJsonObject(answer));
      this.#waiting.get(Number(answer.id))?.(answer);
    });
  }

  /** The answer to a command, without its number. */
  async say(what: string, members: object = {}): Promise<JsonObject> {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<JsonObject>((resolve) => this.#waiting.set(id, resolve));
    this.child.stdin?.write(`${JSON.stringify({ id, do: what, ...members })}\n`);
    const { id: _, ...rest } = await answer;
    return rest;
  }

  /** A client, and `stop` at the end. */
  async with(endpoint: string, credentials: object, talk: () => Promise<void>): Promise<void> {
    await this.say("start", { protocol: 1 });
    const times = { connectTimeoutMs: 2_000, readTimeoutMs: 2_000 };
    await this.say("client", { client: "a", endpoint, region: "cn-hangzhou", credentials, ...times });
    await talk();
    const ended = once(this.child, "exit");
    await this.say("stop");
    assert.deepEqual(await ended, [0, null]);
  }
}

describe("the reference client against the emulator", () => {
  let emulator: RunningEmulator;
  before(async () => {
    emulator = await startEmulator({});
  });
  after(() => emulator.close());

  const idle = (nth: number) => {
    const ids = emulator.situations["load-balancer/idle"];
    const groups = emulator.situations["server-group/available"];
    assert.ok(Array.isArray(ids) && Array.isArray(groups));
    return { LoadBalancerId: ids[nth], ServerGroupId: groups[0] };
  };

  for (const [nth, difference] of ["", "v2", "v2-in-the-query", "v2-in-the-form", "v3-by-get", "chunked"].entries()) {
    it(`makes a listener, waits for it and reads it (${difference || "as it is"})`, async () => {
      const conversation = new Conversation(...(difference === "" ? [] : ["--difference", difference]));
      await conversation.with(emulator.endpoint, emulator.credentials, async () => {
        const Tag = [{ Key: "k +&%*~", Value: "v=1" }, { Key: "键" }];
        const request = { ...idle(nth), ListenerDescription: "监听_b", TcpIdleTimeout: 350, Tag: Tag.slice(0, 1) };
        const { ok } = await conversation.say("create-listener", { client: "a", request });
        assert.ok(isJsonObject(ok) && typeof ok.ListenerId === "string" && typeof ok.RequestId === "string");
        const listener = { client: "a", request: { ListenerId: ok.ListenerId } };
        const waited = await conversation.say("wait-until-running", { ...listener, timeoutMs: 5_000 });
        assert.deepEqual(waited, { ok: { ListenerStatus: "Running" } });
        const { ok: read } = await conversation.say("get-listener-attribute", listener);
        assert.ok(isJsonObject(read));
        assert.deepEqual(
          [read.ListenerDescription, read.TcpIdleTimeout, read.Tags],
          ["监听_b", 350, [{ Key: "k +&%*~", Value: "v=1" }]],
        );
      });
      assert.equal(conversation.stderr.trim(), difference === "" ? "" : `difference fired: ${difference}`);
    });
  }

  it("tells refusals with code, request id and status", async () => {
    const conversation = new Conversation();
    await conversation.with(emulator.endpoint, emulator.credentials, async () => {
      const request = { ...idle(20), DryRun: true };
      const { error } = await conversation.say("create-listener", { client: "a", request });
      assert.ok(isJsonObject(error));
      assert.deepEqual([error.is, error.code, error.status], ["service", "DryRunOperation", 400]);
      assert.equal(typeof error.requestId, "string");
      const gone = { client: "a", request: { ListenerId: "lsn-none" }, timeoutMs: 5_000 };
      const { error: lost } = await conversation.say("wait-until-running", gone);
      assert.ok(isJsonObject(lost));
      assert.deepEqual([lost.is, lost.status], ["service", 404]);
    });
  });

  it("tells once that its fault had an effect", async () => {
    const conversation = new Conversation("--fault", "description-misnamed");
    await conversation.with(emulator.endpoint, emulator.credentials, async () => {
      for (const nth of [21, 22]) {
        const request = { ...idle(nth), ListenerDescription: "ab", DryRun: true };
        await conversation.say("create-listener", { client: "a", request });
      }
    });
    assert.equal(conversation.stderr, "fault fired: description-misnamed\n");
  });
});

describe("the reference client before a service that fails", () => {
  type Seen = { readonly token: string | null; readonly nonce: string };
  const CREDENTIALS = { accessKeyId: "id", accessKeySecret: "a-secret", securityToken: "a-token" };
  const seen: Seen[] = [];
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) server.close();
  });

  async function serve(answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
    seen.length = 0;
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += String(chunk);
      });
      request.on("end", () => {
        const token = new URLSearchParams(body).get("ClientToken");
        seen.push({ token, nonce: String(request.headers["x-acs-signature-nonce"]) });
        answer(request, response, seen.length);
      });
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  }

  async function create(endpoint: string, request: object): Promise<JsonObject> {
    const conversation = new Conversation();
    let answer: JsonObject = {};
    await conversation.with(endpoint, CREDENTIALS, async () => {
      answer = await conversation.say("create-listener", { client: "a", request });
    });
    return answer;
  }

  it("sends a creation with a token again, with its token and a new nonce", async () => {
    const endpoint = await serve((request, response, nth) => {
      if (nth === 1) request.socket.destroy();
      else if (nth === 2) response.writeHead(503).end();
      else response.end('{"ListenerId":"lsn-1","RequestId":"r"}');
    });
    assert.deepEqual(await create(endpoint, { ClientToken: "t" }), { ok: { ListenerId: "lsn-1", RequestId: "r" } });
    assert.deepEqual(
      seen.map(({ token }) => token),
      ["t", "t", "t"],
    );
    assert.equal(new Set(seen.map(({ nonce }) => nonce)).size, 3);
  });

  it("sends a creation without a token once, and a refused one too", async () => {
    const reset = await serve((request) => request.socket.destroy());
    assert.deepEqual(Object.keys(await create(reset, {})), ["error"]);
    assert.equal(seen.length, 1);
    const refusing = await serve((_, response) => response.writeHead(400).end('{"Code":"IllegalParam.TagKey"}'));
    await create(refusing, { ClientToken: "t" });
    assert.equal(seen.length, 1);
  });

  it("takes nothing for a success that is none, and tells no secret", async () => {
    for (const [status, body] of [
      [200, ""],
      [200, "<html>"],
      [200, '{"ListenerId":"lsn'],
      [200, '{"Code":"IllegalParam.TagKey","Message":"a-secret and a-token"}'],
      [200, '{"RequestId":"r"}'],
      [502, ""],
      [307, ""],
    ] as const) {
      const endpoint = await serve((_, response) => response.writeHead(status, { location: "/" }).end(body));
      const answer = await create(endpoint, {});
      assert.ok(isJsonObject(answer.error), `${status} ${body}`);
      assert.doesNotMatch(JSON.stringify(answer), /a-secret|a-token/u);
      assert.equal(seen.length, 1);
    }
  });

  it("gives up a silent service in time", async () => {
    const endpoint = await serve(() => {});
    const { error } = await create(endpoint, {});
    assert.ok(isJsonObject(error));
    assert.equal(error.is, "timeout");
  });
});
