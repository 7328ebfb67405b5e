/** What happens to a request between its arrival and its answer, whatever the operation. */
import { randomUUID } from "node:crypto";
import type { Answer } from "./answer.js";
import type { Caller } from "./authentication.js";
import { type DecodedRequest, decodeRequest, type RawRequest } from "./decoder.js";
import type { CallHead, EmulatorParts, Reply } from "./parts.js";
import { type Refusal, refuse } from "./refusal.js";
import { headerText } from "./signing/v3.js";
import type { World } from "./world.js";

/** What a gateway serves. */
export interface GatewayContext {
  readonly parts: EmulatorParts;
  readonly world: World;
  readonly callers: ReadonlyMap<string, Caller>;
  readonly region: string;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** What became of one request, for whoever keeps a log. */
export interface Served {
  readonly action: string;
  readonly answer: Answer;
}

const VERSION = "2024-04-15";
const NO_SUCH_ACTION = refuse(
  404,
  "InvalidAction.NotFound",
  "Specified api is not found, please check your url and method.",
);
const NO_SUCH_VERSION = refuse(400, "InvalidVersion", "Specified parameter Version is not valid.");

/** The customary spelling of a request id. */
export function newRequestId(): string {
  return randomUUID().toUpperCase();
}

/** Answers one request: decodes it, authenticates it, carries it out. */
export async function serve(raw: RawRequest, context: GatewayContext): Promise<Served> {
  const { parts } = context;
  const decoded = decodeRequest(raw, parts.decoder);
  const head: CallHead = {
    action: "code" in decoded ? headerText(raw.headers["x-acs-action"]) : named(raw, decoded, "action"),
    requestId: newRequestId(),
    host: raw.headers.host ?? "",
    now: context.now(),
  };
  const reply = await carryOut(raw, decoded, head, context);
  const answer =
    reply.is === "success" ? parts.presenter.success(reply.body, head) : parts.presenter.refusal(reply.refusal, head);
  return { action: head.action, answer: parts.finish(answer, head) };
}

/** V3 names action and version in headers, V2 in parameters. */
function named(raw: RawRequest, { parameters }: DecodedRequest, what: "action" | "version"): string {
  const parameter = what === "action" ? "Action" : "Version";
  return headerText(raw.headers[`x-acs-${what}`]) || (parameters.get(parameter) ?? "");
}

function carryOut(
  raw: RawRequest,
  decoded: DecodedRequest | Refusal,
  head: CallHead,
  context: GatewayContext,
): Reply | Promise<Reply> {
  const { parts } = context;
  const turnedAway = parts.gatekeeper(head);
  if (turnedAway !== undefined) return { is: "refusal", refusal: turnedAway };
  if ("code" in decoded) return { is: "refusal", refusal: decoded };
  const unauthentic = authenticate(raw, decoded, head.action, context);
  if (unauthentic !== undefined) return { is: "refusal", refusal: unauthentic };
  const operation = parts.operations.get(head.action);
  if (operation === undefined) return { is: "refusal", refusal: NO_SUCH_ACTION };
  if (named(raw, decoded, "version") !== VERSION) return { is: "refusal", refusal: NO_SUCH_VERSION };
  const { region, world } = context;
  return operation({ ...head, parameters: decoded.parameters, region, world, parts });
}

function authenticate(
  raw: RawRequest,
  decoded: DecodedRequest,
  action: string,
  context: GatewayContext,
): Refusal | undefined {
  const rules = context.parts.authentication;
  if (rules.length === 0) return undefined;
  const claim = context.parts.readClaim(raw, decoded);
  if ("code" in claim) return claim;
  const caller = context.callers.get(claim.accessKeyId);
  const now = Date.now();
  for (const rule of rules) {
    const refusal = rule.check({ raw, action, claim, caller, now });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
