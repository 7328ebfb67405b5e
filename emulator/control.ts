/** The door by which whoever tests a client against the emulator changes its faults while it runs. It is no part of GWLB, and shut unless asked for. */
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Conduct, type Faults, UnknownFault } from "./conduct.js";

/** Where faults are read and changed. */
const CONTROL_PATH = "/__emulator/faults";

const name = { type: "string", minLength: 1, maxLength: 100 } as const;

const isFaults = new Ajv2020({ strict: true, allErrors: false }).compile<Faults>({
  type: "object",
  additionalProperties: false,
  properties: {
    mutant: name,
    variant: name,
    latencyMs: { type: "integer", minimum: 0, maximum: 60_000 },
    requestsPerSecond: { type: "integer", minimum: 1, maximum: 100_000 },
  },
});

/**
 * Serves the faults of an emulator: GET tells them, POST has those of its JSON body from then on and no others.
 * @param server not listening yet
 */
export function addControl(server: FastifyInstance, conduct: Conduct): void {
  server.get(CONTROL_PATH, async (request, reply) => {
    if (!isFromHere(request)) return refuseStranger(reply);
    return tell(reply, 200, conduct.faults);
  });
  server.post(CONTROL_PATH, async (request, reply) => {
    if (!isFromHere(request)) return refuseStranger(reply);
    const faults = faultsIn(request);
    if ("problem" in faults) return tell(reply, 400, { error: faults.problem });
    try {
      conduct.change(faults);
      return tell(reply, 200, conduct.faults);
    } catch (error) {
      if (error instanceof UnknownFault) return tell(reply, 400, { error: error.message });
      throw error;
    }
  });
}

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/u;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/iu;

/** The name counts as well as the address: a page in a browser on this machine can reach it by a name of its own. */
function isFromHere({ raw }: FastifyRequest): boolean {
  return LOOPBACK_ADDRESS.test(raw.socket.remoteAddress ?? "") && LOOPBACK_HOST.test(raw.headers.host ?? "");
}

function refuseStranger(reply: FastifyReply): FastifyReply {
  return tell(reply, 403, { error: "faults are changed from this machine only, under 127.0.0.1, [::1] or localhost" });
}

function faultsIn({ headers, body }: FastifyRequest): Faults | { readonly problem: string } {
  // A form of some page in a browser cannot have this type.
  if (!/^application\/json\b/iu.test(headers["content-type"] ?? ""))
    return { problem: "the content type must be application/json" };
  const value = jsonOf(Buffer.isBuffer(body) ? body.toString("utf8") : "");
  if (isFaults(value)) return value;
  const [error] = isFaults.errors ?? [];
  const where = error?.instancePath.slice(1) || "the body";
  const unknown = error?.params.additionalProperty;
  const problem = unknown === undefined ? `${where} ${error?.message ?? "is no JSON"}` : `unknown member "${unknown}"`;
  return { problem: `${problem}; the members are mutant, variant, latencyMs and requestsPerSecond` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tell(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.code(status).header("content-type", "application/json").send(JSON.stringify(body));
}
