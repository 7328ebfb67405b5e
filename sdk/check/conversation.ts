/** One conversation: a client with credentials of its own, some calls, and all that arrived meanwhile. */
import { setTimeout as wait } from "node:timers/promises";
import type { ListenerCall } from "../../contract/call.js";
import type { AdapterProcess } from "../adapter/adapter-process.js";
import type { AdapterAnswer, AdapterCommand, ClientCredentials } from "../adapter/protocol.js";
import { carriesSecret } from "../credentials.js";
import type { Arrival } from "../service/arrival.js";
import { REGION } from "../service/emulated-gateway.js";
import { created } from "../service/replies.js";
import type { Reply, Script } from "../service/script.js";
import type { CaseOnService } from "../service/scripted-service.js";
import type { SdkSession } from "../session.js";
import { valuesOf } from "./parameters.js";

/** A call of the SDK. */
export type SdkCall =
  | { readonly do: "create-listener"; readonly request: ListenerCall }
  | { readonly do: "get-listener-attribute"; readonly request: { readonly ListenerId: string } }
  | {
      readonly do: "wait-until-running";
      readonly request: { readonly ListenerId: string };
      readonly timeoutMs: number;
    };

/** What is to be said and answered. */
export interface ConversationPlan {
  readonly script: Script;
  readonly calls: readonly SdkCall[];
  /** Whether all calls are made at once. */
  readonly together?: boolean;
  /** Milliseconds between calls. */
  readonly pauseMs?: number;
  /** How many clients take turns; all have the same credentials. Default 1. */
  readonly clients?: number;
  /** Read and connect time-out of the clients, milliseconds. Default 20 000. */
  readonly timeoutMs?: number;
  /** Whether the credentials are temporary. */
  readonly sts?: boolean;
  /** Whether a client with other credentials is made before the calls, and makes none. */
  readonly beside?: boolean;
  /** Milliseconds after which the suite ends all silence. */
  readonly limitMs?: number;
  /** Milliseconds after that in which a call has to come back, before it is the adapter that is silent. */
  readonly graceMs?: number;
  /** Milliseconds that the latest request may stay without an end, before the suite ends all silence. */
  readonly openLimitMs?: number;
  /** What is answered from then on. */
  readonly late?: Reply;
  /** Whether it mostly waits. */
  readonly slow?: boolean;
}

/** One call and what the SDK made of it. Times are milliseconds of one monotonic clock. */
export interface Told {
  readonly call: SdkCall;
  readonly answer: AdapterAnswer;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether it ended only after the suite had ended the silence. */
  readonly late: boolean;
}

/** A conversation that is over. */
export interface Conversation {
  readonly plan: ConversationPlan;
  readonly credentials: ClientCredentials;
  /** Those that name the access key of a client beside it come last. */
  readonly arrivals: readonly Arrival[];
  readonly told: readonly Told[];
  /** Whether the suite had to end a silence. */
  readonly released: boolean;
  /** Whether a request came meanwhile of which cannot be told whose it is. */
  readonly strayed: boolean;
}

/** Long enough for a machine that is busy elsewhere. */
const TIMEOUT_MS = 20_000;
const LIMIT_MS = 35_000;
const GRACE_MS = 30_000;
const CLIENT_MS = 30_000;
/** Requests of one conversation after which it is a storm: the service answers, whatever the script says. */
export const STORM = 60;

/**
 * Holds a conversation.
 * @param session whose service and adapters
 * @param plan what is said
 * @throws AdapterFault when the adapter breaks the protocol, or is silent though nothing keeps the SDK waiting
 */
export function converse(session: SdkSession, plan: ConversationPlan): Promise<Conversation> {
  return session.lanes.borrow(async ({ adapter }) => {
    const { service } = session;
    const credentials = session.credentials.next(plan.sts ?? false);
    const late = plan.late ?? created("lsn-late", "00000000-0000-0000-0000-000000000000");
    const straysBefore = service.strayCount;
    const onService = service.open(credentials, plan.script, late);
    const others = plan.beside ? session.credentials.next(false) : undefined;
    const besideIt = others && service.open(others, plan.script, late);
    const timers: NodeJS.Timeout[] = [];
    onService.onArrival((arrival) => {
      if (onService.arrivals.length >= STORM) onService.release();
      if (plan.openLimitMs === undefined) return;
      // A client that has sent another one since does not wait for it any longer, whatever it does with the connection.
      const isLatest = () => onService.arrivals.at(-1) === arrival;
      const look = () => arrival.endedAt === undefined && isLatest() && onService.release();
      timers.push(setTimeout(look, plan.openLimitMs));
    });
    try {
      const told = await callAll(adapter, service.endpoint, plan, [credentials, others], onService);
      const { released } = onService;
      // What was answered at the same moment as the last call is still on its way to be noted.
      await new Promise<void>((resolve) => setImmediate(resolve));
      for (const { signature } of onService.arrivals) session.credentials.sawSignature(signature.text);
      noteAmiss(session, plan, credentials, onService.arrivals);
      noteOnce(session, plan, credentials.accessKeyId, onService.arrivals);
      for (const { call, answer } of told) hear(session, call, answer);
      const strayed = service.strayCount > straysBefore;
      const arrivals = [...onService.arrivals, ...(besideIt?.arrivals ?? [])];
      return { plan, credentials, arrivals, told, released, strayed };
    } finally {
      for (const timer of timers) clearTimeout(timer);
      onService.close();
      besideIt?.close();
    }
  }, plan.slow ?? false);
}

/** Whether a call failed that took as long as the time-out although no short one was set: the machine may have been busy elsewhere. */
export function outlasted({ plan, told }: Conversation): boolean {
  if (plan.timeoutMs !== undefined) return false;
  return told.some(({ answer, startedAt, endedAt }) => answer.is === "error" && endedAt - startedAt >= TIMEOUT_MS);
}

/** What no request of a run may have, whatever its conversation is about. */
function noteAmiss(
  session: SdkSession,
  { calls }: ConversationPlan,
  { accessKeySecret, securityToken }: ClientCredentials,
  arrivals: readonly Arrival[],
): void {
  const command = calls[0]?.do;
  for (const arrival of arrivals) {
    const { problem, securityToken: sent } = arrival.signature;
    if (carriesSecret(arrival, accessKeySecret)) session.secretSentBy ??= command;
    if (problem !== undefined) session.missigned ??= `${problem} (request ${arrival.nth + 1} of ${command})`;
    if (sent !== undefined && sent !== securityToken) session.strangeTokenSentBy ??= command;
  }
}

function noteOnce(session: SdkSession, { calls }: ConversationPlan, owner: string, arrivals: readonly Arrival[]): void {
  session.nonces.note(
    arrivals.map(({ signature }) => signature.nonce),
    owner,
  );
  const isSet = calls.some((call) => call.do === "create-listener" && call.request.ClientToken !== undefined);
  if (isSet) return;
  session.madeTokens.note(
    arrivals.flatMap((arrival) => valuesOf(arrival, "ClientToken")),
    owner,
  );
}

function hear(session: SdkSession, { do: command }: SdkCall, answer: AdapterAnswer): void {
  if (answer.is === "error") session.hear("message", command, JSON.stringify(answer.error));
  else session.hear("answer", command, JSON.stringify(answer));
}

async function callAll(
  adapter: AdapterProcess,
  endpoint: string,
  plan: ConversationPlan,
  [own, others]: readonly [ClientCredentials, ClientCredentials | undefined],
  onService: CaseOnService,
): Promise<readonly Told[]> {
  const clients = Array.from({ length: plan.clients ?? 1 }, (_, i) => `client-${i + 1}`);
  const made = [
    ...clients.map((client) => ({ client, credentials: own })),
    ...(others === undefined ? [] : [{ client: "client-beside", credentials: others }]),
  ];
  for (const { client, credentials } of made) {
    const timeout = plan.timeoutMs ?? TIMEOUT_MS;
    const command: AdapterCommand = {
      do: "client",
      client,
      endpoint,
      region: REGION,
      credentials,
      connectTimeoutMs: timeout,
      readTimeoutMs: timeout,
    };
    const startedAt = performance.now();
    const answer = await adapter.call(command, CLIENT_MS);
    if (answer.is !== "ok") {
      return plan.calls.map((call) => ({ call, answer, startedAt, endedAt: performance.now(), late: false }));
    }
  }
  const make = (call: SdkCall, index: number) => {
    const client = clients[index % clients.length] ?? "";
    return callOnce(adapter, { ...call, client }, call, plan, onService);
  };
  if (plan.together) return Promise.all(plan.calls.map(make));
  const told: Told[] = [];
  for (const [index, call] of plan.calls.entries()) {
    if (index > 0 && plan.pauseMs !== undefined) await wait(plan.pauseMs);
    told.push(await make(call, index));
  }
  return told;
}

/** Gives one command; a call that hangs is told from an adapter that does by ending the silence of the service. */
async function callOnce(
  adapter: AdapterProcess,
  command: AdapterCommand,
  call: SdkCall,
  { limitMs = LIMIT_MS, graceMs = GRACE_MS }: ConversationPlan,
  onService: CaseOnService,
): Promise<Told> {
  const startedAt = performance.now();
  const answered = adapter.send(command);
  const first = await within(answered, limitMs);
  const late = first === undefined;
  if (late) onService.release();
  const answer = first ?? (await within(answered, graceMs));
  const endedAt = performance.now();
  if (answer === undefined) throw adapter.giveUp(command, endedAt - startedAt);
  return { call, answer, startedAt, endedAt, late };
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
