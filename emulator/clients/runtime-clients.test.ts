/** Alibaba's own client runtimes against the emulator: what they put on the wire is accepted, what comes back is understood. */
import assert from "node:assert/strict";
import { test } from "node:test";
import openapiClient from "@alicloud/openapi-client";
import openapiCore from "@alicloud/openapi-core";
import PopCore from "@alicloud/pop-core";
import { Model } from "@alicloud/tea-typescript";
import { type RunningEmulator, startEmulator } from "../index.js";
import type { KeyPair } from "../server/seed.js";
import { idOf, until } from "../testing/call.js";

type Body = Readonly<Record<string, unknown>>;
/** Calls an operation; rejects with the client's own error, its `code` decoded. */
type Caller = (action: string, parameters: Body) => Promise<Body>;
type Credentials = KeyPair & { readonly securityToken?: string };

const VERSION = "2024-04-15";

function v3Params(action: string) {
  return {
    action,
    version: VERSION,
    protocol: "HTTP",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  };
}

const CLIENTS: Readonly<Record<string, (emulator: RunningEmulator, credentials: Credentials) => Caller>> = {
  "openapi-client, V3": (emulator, credentials) => {
    const config = { ...credentials, endpoint: new URL(emulator.endpoint).host, protocol: "HTTP" };
    const client = new openapiClient.default(new openapiClient.Config(config));
    return async (action, parameters) => {
      const request = new openapiClient.OpenApiRequest({ body: parameters });
      const params = new openapiClient.Params(v3Params(action));
      return (await client.callApi(params, request, new Model())).body;
    };
  },
  "openapi-core, V3": (emulator, credentials) => {
    const config = { ...credentials, endpoint: new URL(emulator.endpoint).host, protocol: "HTTP" };
    const client = new openapiCore.default(new openapiCore.$OpenApiUtil.Config(config));
    return async (action, parameters) => {
      const request = new openapiCore.$OpenApiUtil.OpenApiRequest({ body: openapiCore.OpenApiUtil.query(parameters) });
      const params = new openapiCore.$OpenApiUtil.Params(v3Params(action));
      return (await client.callApi(params, request, new Model())).body;
    };
  },
  "openapi-core, parameters in the query": (emulator, credentials) => {
    const config = { ...credentials, endpoint: new URL(emulator.endpoint).host, protocol: "HTTP" };
    const client = new openapiCore.default(new openapiCore.$OpenApiUtil.Config(config));
    return async (action, parameters) => {
      const request = new openapiCore.$OpenApiUtil.OpenApiRequest({ query: openapiCore.OpenApiUtil.query(parameters) });
      const params = new openapiCore.$OpenApiUtil.Params(v3Params(action));
      return (await client.callApi(params, request, new Model())).body;
    };
  },
  "pop-core, V2 in a POST body": (emulator, credentials) => {
    const client = new PopCore({ ...credentials, endpoint: emulator.endpoint, apiVersion: VERSION });
    return (action, parameters) => client.request(action, parameters, { method: "POST" });
  },
  "pop-core, V2 in a GET query": (emulator, credentials) => {
    const client = new PopCore({ ...credentials, endpoint: emulator.endpoint, apiVersion: VERSION });
    return (action, parameters) => client.request(action, parameters, { method: "GET" });
  },
};

async function withClient(
  name: string,
  check: (emulator: RunningEmulator, connect: (credentials?: Credentials) => Caller) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator();
  const make = CLIENTS[name];
  try {
    assert.ok(make);
    await check(emulator, (credentials = emulator.credentials) => make(emulator, credentials));
  } finally {
    await emulator.close();
  }
}

/** The decoded error code of a call that has to fail. */
async function codeOf(call: Promise<Body>): Promise<unknown> {
  const outcome: unknown = await call.then(
    (body) => new Error(`succeeded: ${JSON.stringify(body)}`),
    (error: unknown) => error,
  );
  return outcome instanceof Error && "code" in outcome ? outcome.code : outcome;
}

const AWKWARD = "a b+c*d~e/f%g&h=i'(!)中\u{20000}";

for (const name of Object.keys(CLIENTS)) {
  test(`${name}: a listener's whole life`, () =>
    withClient(name, async (emulator, connect) => {
      const client = connect();
      const request = {
        LoadBalancerId: idOf(emulator, "load-balancer/idle"),
        ServerGroupId: idOf(emulator, "server-group/available"),
        ListenerDescription: "中文,description",
        TcpIdleTimeout: 600,
        ClientToken: "token with * and ~ and +",
        Tag: [{ Key: AWKWARD, Value: AWKWARD }],
      };
      const created = await client("CreateListener", request);
      const { ListenerId } = created;
      const read = () => client("GetListenerAttribute", { ListenerId });
      const listener = await until(read, (body) => body.ListenerStatus === "Running");
      assert.equal(Number(listener.TcpIdleTimeout), 600);
      assert.equal(listener.ListenerDescription, "中文,description");
      // One runtime makes objects without a prototype, which only differ to `deepEqual`.
      assert.equal(JSON.stringify(listener.Tags), JSON.stringify([{ Key: AWKWARD, Value: AWKWARD }]));
      assert.equal((await client("CreateListener", request)).ListenerId, ListenerId);
      const second = codeOf(client("CreateListener", { ...request, ClientToken: "another" }));
      assert.equal(await second, "OperationDenied.TooManyListeners");
      assert.equal(
        await codeOf(client("CreateListener", { ...request, DryRun: true, TcpIdleTimeout: 59, ClientToken: "x" })),
        "IllegalParam.TcpIdleTimeout",
      );
      await client("DeleteListener", { ListenerId });
      await until(
        () => codeOf(read()),
        (code) => code === "ResourceNotFound.Listener",
      );
    }));

  test(`${name}: callers who may not`, () =>
    withClient(name, async ({ situations, credentials }, connect) => {
      for (const [situation, code] of [
        ["caller/denied", "Forbidden.RAM"],
        ["caller/unknown", "InvalidAccessKeyId.NotFound"],
        ["caller/wrong-secret", "SignatureDoesNotMatch"],
      ] as const) {
        const caller = situations[situation];
        assert.ok(caller !== undefined && "accessKeyId" in caller);
        assert.equal(await codeOf(connect(caller)("ListListeners", {})), code);
      }
      const withToken = connect({ ...credentials, securityToken: "a+token/with=signs" });
      assert.ok("TotalCount" in (await withToken("ListListeners", {})));
    }));
}
