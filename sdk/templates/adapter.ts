/**
 * An adapter between gwlb-conformance and an SDK, protocol version 1. Fill in the places marked HERE and leave the rest as it is.
 *
 *   gwlb-conformance sdk try --adapter "npx tsx adapter.ts"        one conversation, line by line
 *   gwlb-conformance sdk run --adapter "npx tsx adapter.ts"        the verdict
 *
 * It turns commands into calls, and results into answers. It must not retry, validate, fill in, convert, or catch what the SDK throws in
 * order to go on: whatever it adds would be certified in the SDK's place.
 */

/** HERE: what the SDK is called. */
const SDK = { name: "my-sdk", version: "0.0.0", language: "TypeScript", runtime: `Node.js ${process.version}` };

/**
 * HERE: the words that are true of the SDK. `concurrent`: calls of one client may overlap. `sts`: it takes a security token.
 * `wait-until-running`: it has a waiter itself; do not write one.
 */
const FEATURES: readonly string[] = [];

interface ClientSettings {
  /** `http://127.0.0.1:PORT` */
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

interface CreateListenerRequest {
  readonly LoadBalancerId?: string;
  readonly ServerGroupId?: string;
  readonly ListenerDescription?: string;
  readonly TcpIdleTimeout?: number;
  readonly DryRun?: boolean;
  readonly ClientToken?: string;
  readonly Tag?: readonly { readonly Key?: string; readonly Value?: string }[];
}

/** HERE: the type of the SDK's client. */
type Client = ClientSettings;

/** HERE: make a client. Endpoint, region, credentials and time-outs come from here, everything else stays the SDK's default. */
function makeClient(settings: ClientSettings): Client {
  return settings;
}

/** HERE: make the call with what the request has, and leave out what it has not. */
async function createListener(_client: Client, _request: CreateListenerRequest): Promise<object> {
  // const answer = await client.createListener(request);
  // return { ListenerId: answer.listenerId, RequestId: answer.requestId };
  throw new Unsupported("createListener is not written yet");
}

/** HERE: read a listener, and give back what the SDK gives. */
async function getListenerAttribute(_client: Client, _request: { readonly ListenerId: string }): Promise<object> {
  // Members: ListenerId, ListenerStatus, ListenerDescription, LoadBalancerId, ServerGroupId, TcpIdleTimeout, Tags, RequestId.
  throw new Unsupported("getListenerAttribute is not written yet");
}

/** HERE: what the SDK threw. Members only as the SDK exposes them, never cut out of a message. */
function errorOf(error: unknown): object {
  // Of the service: { is: "service", code: error.code, message: error.message, requestId: error.requestId, status: error.statusCode }
  // Else: { is: "timeout" | "connection" | "client" | "other", message }; `client` is a request refused before it was sent.
  return { is: "other", message: error instanceof Error ? error.message : String(error) };
}

/** Thrown where the SDK cannot express a call, such as a tag without a key. */
class Unsupported extends Error {}

// From here on nothing needs to be changed.

type Command = { readonly id: number } & (
  | { readonly do: "start" | "stop" | "wait-until-running" }
  | ({ readonly do: "client"; readonly client: string } & ClientSettings)
  | { readonly do: "create-listener"; readonly client: string; readonly request: CreateListenerRequest }
  | {
      readonly do: "get-listener-attribute";
      readonly client: string;
      readonly request: { readonly ListenerId: string };
    }
);

const clients = new Map<string, Client>();

function clientOf(name: string): Client {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`there is no client ${name}`);
  return client;
}

async function carryOut(command: Command): Promise<object> {
  switch (command.do) {
    case "start":
      return { protocol: 1, sdk: SDK, features: FEATURES };
    case "client":
      clients.set(command.client, makeClient(command));
      return {};
    case "create-listener":
      return createListener(clientOf(command.client), command.request);
    case "get-listener-attribute":
      return getListenerAttribute(clientOf(command.client), command.request);
    case "stop":
      return {};
    default:
      throw new Unsupported(`there is no ${command.do}`);
  }
}

// Standard output belongs to the protocol: whatever the SDK prints goes to standard error.
console.log = console.error;

async function answer(line: string): Promise<void> {
  const command: Command = JSON.parse(line);
  const result = await carryOut(command).then(
    (ok) => ({ ok }),
    (error: unknown) => (error instanceof Unsupported ? { unsupported: error.message } : { error: errorOf(error) }),
  );
  const text = `${JSON.stringify({ id: command.id, ...result })}\n`;
  process.stdout.write(text, () => command.do === "stop" && process.exit(0));
}

// Not by `readline`, to which other characters end a line too.
let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  const lines = `${rest}${chunk}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) answer(line);
});
process.stdin.on("end", () => process.exit(0));
