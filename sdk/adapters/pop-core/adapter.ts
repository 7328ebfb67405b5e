/**
 * Adapter between the suite and Alibaba Cloud's older SDK for JavaScript, `@alicloud/pop-core` (V2 signatures): one JSON command a line
 * in, one JSON answer a line out.
 *
 * This SDK has no classes for a product: operation and parameters go in as they stand in the documentation, and the body comes out as it
 * was answered. Whatever the adapter added of its own (a retry, a check, a default) would be certified in the SDK's place, so it adds
 * nothing.
 */
import { createRequire } from "node:module";
import PopCore from "@alicloud/pop-core";

type Members = Readonly<Record<string, unknown>>;

interface Command {
  readonly id: number;
  readonly do: string;
  readonly client: string;
  readonly request: Members;
  readonly endpoint: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken?: string;
  };
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}

/** The operations, and the members of their answers that are asked for. */
const OPERATIONS: Readonly<Record<string, { readonly action: string; readonly members: readonly string[] }>> = {
  "create-listener": { action: "CreateListener", members: ["ListenerId", "RequestId"] },
  "get-listener-attribute": {
    action: "GetListenerAttribute",
    members: [
      "ListenerId",
      "ListenerStatus",
      "ListenerDescription",
      "LoadBalancerId",
      "ServerGroupId",
      "TcpIdleTimeout",
      "Tags",
      "RequestId",
    ],
  },
};
const clients = new Map<string, PopCore>();

/** What the SDK is told: where, who and how long. The rest stays as the SDK has it. */
function clientOf({ endpoint, credentials, connectTimeoutMs, readTimeoutMs }: Command): PopCore {
  return new PopCore({
    ...credentials,
    endpoint,
    apiVersion: "2024-04-15",
    opts: { connectTimeout: connectTimeoutMs, readTimeout: readTimeoutMs },
  });
}

/** What the SDK threw, in the words of the protocol; only what it has as a member, nothing cut out of a message. */
function errorOf(error: unknown): Members {
  // What it throws for an answer that is no JSON is no `Error`, but has a message.
  if (!(error instanceof Error)) return { is: "other", message: String(isMembers(error) ? error.message : error) };
  const { message } = error;
  if ("data" in error && isMembers(error.data)) {
    // An answer with a `Code`: the SDK keeps its body as `data` and the exchange as `entry`.
    const entry = "entry" in error && isMembers(error.entry) ? error.entry : {};
    const status = isMembers(entry.response) ? entry.response.statusCode : undefined;
    return {
      is: "service",
      code: "code" in error ? error.code : undefined,
      message,
      requestId: error.data.RequestId,
      status,
    };
  }
  if (error.name === "RequestTimeoutError") return { is: "timeout", message };
  const code = "code" in error ? String(error.code) : "";
  return { is: /^E[A-Z]+$/u.test(code) ? "connection" : "other", message };
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function call(client: PopCore, action: string, request: Members, asked: readonly string[]): Promise<Members> {
  try {
    const body: unknown = await client.request(action, request, { method: "POST", formatParams: false });
    const given = isMembers(body) ? Object.entries(body) : [];
    return { ok: Object.fromEntries(given.filter(([name, value]) => asked.includes(name) && value !== null)) };
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** Answers one command. */
async function answer(command: Command): Promise<Members> {
  if (command.do === "start") {
    const name = "@alicloud/pop-core";
    const { version }: { version: string } = createRequire(import.meta.url)(`${name}/package.json`);
    const sdk = { name, version, language: "JavaScript", runtime: `Node ${process.versions.node}` };
    return { ok: { protocol: 1, sdk, features: ["concurrent", "sts"] } };
  }
  if (command.do === "stop") return { ok: {} };
  if (command.do === "client") {
    clients.set(command.client, clientOf(command));
    return { ok: {} };
  }
  const operation = OPERATIONS[command.do];
  if (operation === undefined) return { unsupported: `no ${command.do}` };
  const client = clients.get(command.client);
  if (client === undefined) throw new Error(`no client ${command.client}`);
  return call(client, operation.action, command.request, operation.members);
}

// Calls overlap: each is answered when it is done. Lines are split at `\n` alone, as JSON may hold other line ends.
let rest = "";
for await (const chunk of process.stdin.setEncoding("utf8")) {
  const lines = `${rest}${chunk}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    const command: Command = JSON.parse(line);
    void answer(command).then((result) =>
      process.stdout.write(`${JSON.stringify({ id: command.id, ...result })}\n`, () => {
        if (command.do === "stop") process.exit(0);
      }),
    );
  }
}
process.exit(0);
