/**
 * Adapter between the suite and Alibaba Cloud's SDK for TypeScript: one JSON command a line in, one JSON answer a line out.
 *
 * The client of a product is generated code around the runtime `@alicloud/openapi-core`. By default this adapter makes the runtime's
 * generic call with exactly the parameters that the generated `@alicloud/gwlb20240415` passes; with `--generated` it calls that package.
 * Whatever it added of its own (a retry, a check, a default) would be certified in the SDK's place, so it adds nothing.
 */
import { createRequire } from "node:module";
import openapi from "@alicloud/openapi-core";
import { cast, Model, RuntimeOptions } from "@darabonba/typescript";

type Members = Readonly<Record<string, unknown>>;
type Operation = "create-listener" | "get-listener-attribute";
/** Calls an operation of the SDK with its parameters as the API spells them; gives the members of the answer, spelled likewise. */
type Call = (operation: Operation, request: Members) => Promise<Members>;

interface Command {
  readonly id: number;
  readonly do: string;
  readonly client: string;
  readonly request: Members;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken?: string;
  };
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}

const generated = process.argv.includes("--generated");
const clients = new Map<string, Call>();

/** What the runtime is told: where, who and how long. The rest stays as the SDK has it. */
function configOf({ endpoint, region, credentials, connectTimeoutMs, readTimeoutMs }: Command) {
  return new openapi.$OpenApiUtil.Config({
    ...credentials,
    endpoint: new URL(endpoint).host,
    protocol: "http",
    regionId: region,
    connectTimeout: connectTimeoutMs,
    readTimeout: readTimeoutMs,
  });
}

/** A model as generated code has them, members named as on the wire: what an answer is read into. */
const modelOf = (members: Members) =>
  class extends Model {
    static names = () => Object.fromEntries(Object.keys(members).map((name) => [name, name]));
    static types = () => members;
  };
const Tag = modelOf({ Key: "string", Value: "string" });
const CreateListenerBody = modelOf({ ListenerId: "string", RequestId: "string" });
const GetListenerAttributeBody = modelOf({
  ListenerDescription: "string",
  ListenerId: "string",
  ListenerStatus: "string",
  LoadBalancerId: "string",
  RequestId: "string",
  ServerGroupId: "string",
  Tags: { type: "array", itemType: Tag },
  TcpIdleTimeout: "number",
});
const OPERATIONS = {
  "create-listener": { action: "CreateListener", Response: modelOf({ body: CreateListenerBody }) },
  "get-listener-attribute": { action: "GetListenerAttribute", Response: modelOf({ body: GetListenerAttributeBody }) },
} as const;

/** What `createListenerWithOptions` and `getListenerAttributeWithOptions` of the generated client do, line by line. */
function genericClient(command: Command): Call {
  const client = new openapi.default(configOf(command));
  return async (operation, { Tag: tags, ...body }) => {
    const { action, Response } = OPERATIONS[operation];
    const flat = openapi.OpenApiUtil.query(tags === undefined ? {} : { Tag: tags });
    const request = new openapi.$OpenApiUtil.OpenApiRequest({
      body: openapi.OpenApiUtil.parseToMap({ ...body, ...flat }),
    });
    const params = new openapi.$OpenApiUtil.Params({
      action,
      version: "2024-04-15",
      protocol: "HTTPS",
      pathname: "/",
      method: "POST",
      authType: "AK",
      style: "RPC",
      reqBodyType: "formData",
      bodyType: "json",
    });
    const answer = await client.callApi(params, request, new RuntimeOptions({}));
    return membersOf(cast(answer, new Response({})));
  };
}

/** The same through the generated package, for people who have it. */
async function generatedClient(command: Command): Promise<Call> {
  const { default: gwlb } = await import("@alicloud/gwlb20240415");
  const client = new gwlb.default(configOf(command));
  return async (operation, request) => {
    const named = Object.fromEntries(Object.entries(request).map(([name, value]) => [lowerFirst(name), value]));
    const tags = Array.isArray(request.Tag)
      ? request.Tag.map(({ Key, Value }) => ({ key: Key, value: Value }))
      : undefined;
    const answer =
      operation === "create-listener"
        ? await client.createListener(new gwlb.CreateListenerRequest({ ...named, tag: tags }))
        : await client.getListenerAttribute(new gwlb.GetListenerAttributeRequest(named));
    return membersOf(answer);
  };
}
const lowerFirst = (name: string) => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;

/** The body of a response as the SDK itself turns it into a map: names as in the API, what is not there left out. */
const membersOf = (response: Model): Members => response.toMap().body ?? {};

/** What the SDK threw, in the words of the protocol; only what it has as a member of its own, nothing cut out of a message. */
function errorOf(error: unknown): Members {
  if (!(error instanceof Error)) return { is: "other", message: String(error) };
  const { message } = error;
  // The base class of everything that the runtime makes of an answer, and of what it refuses to send: then there is no status.
  if (error instanceof openapi.AlibabaCloudError) {
    const { code, requestId, statusCode } = error;
    return statusCode === undefined
      ? { is: "client", message }
      : { is: "service", code, message, requestId, status: statusCode };
  }
  if (error.name === "RequestTimeoutError") return { is: "timeout", message };
  const code = "code" in error ? String(error.code) : "";
  return { is: /^E[A-Z]+$/u.test(code) ? "connection" : "other", message };
}

/** Answers one command. */
async function answer(command: Command): Promise<Members> {
  switch (command.do) {
    case "start": {
      const name = generated ? "@alicloud/gwlb20240415" : "@alicloud/openapi-core";
      const { version }: { version: string } = createRequire(import.meta.url)(`${name}/package.json`);
      const sdk = { name, version, language: "TypeScript", runtime: `Node ${process.versions.node}` };
      return { ok: { protocol: 1, sdk, features: ["concurrent", "sts"] } };
    }
    case "client":
      clients.set(command.client, generated ? await generatedClient(command) : genericClient(command));
      return { ok: {} };
    case "create-listener":
    case "get-listener-attribute": {
      const call = clients.get(command.client);
      if (call === undefined) throw new Error(`no client ${command.client}`);
      return call(command.do, command.request).then(
        (ok) => ({ ok }),
        (error: unknown) => ({ error: errorOf(error) }),
      );
    }
    case "stop":
      return { ok: {} };
    default:
      return { unsupported: `no ${command.do}` };
  }
}

// Calls overlap: each is answered when it is done. Lines are split at `\n` alone, as JSON may hold other line ends.
let rest = "";
for await (const chunk of process.stdin.setEncoding("utf8")) {
  const lines = `${rest}${chunk}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    const command: Command = JSON.parse(line);
    const done = answer(command).then((result) =>
      process.stdout.write(`${JSON.stringify({ id: command.id, ...result })}\n`, () => {
        if (command.do === "stop") process.exit(0);
      }),
    );
    if (command.do === "client") await done;
  }
}
process.exit(0);
