/** One conversation with an adapter, from `start` to `stop`, for `sdk try` and `doctor`: what was said, and what arrived meanwhile. */
import { setTimeout as wait } from "node:timers/promises";
import type { ListenerCall } from "../../contract/call.js";
import type { AdapterProgram } from "../../exercise/plan.js";
import { AdapterFault } from "../../sdk/adapter/adapter-fault.js";
import type { AdapterProcess } from "../../sdk/adapter/adapter-process.js";
import { type AdapterAnswer, type AdapterCommand, PROTOCOL_VERSION, parseStarted } from "../../sdk/adapter/protocol.js";
import type { Arrival } from "../../sdk/service/arrival.js";
import { REGION, WORLD } from "../../sdk/service/emulated-gateway.js";
import { created } from "../../sdk/service/replies.js";
import { type CaseOnService, ScriptedService } from "../../sdk/service/scripted-service.js";
import { START_MS, startProgram } from "./identify.js";

/** What a command is there to show. */
export type Purpose = "start" | "client" | "create" | "read" | "wait" | "error" | "stop";

/** One command and what came of it. */
export interface RehearsedStep {
  readonly purpose: Purpose;
  readonly command: AdapterCommand;
  /** Absent where the adapter broke the protocol instead, and for `stop`, of which the end is what counts. */
  readonly answer?: AdapterAnswer;
  readonly fault?: AdapterFault;
  /** Requests that arrived meanwhile. */
  readonly arrivals: readonly Arrival[];
  readonly ms: number;
  /** All that the adapter has written to standard error, or its end. */
  readonly stderr: string;
}

/** The suite's service knows the caller by this key; it opens nothing else. */
const CREDENTIALS = { accessKeyId: "LTAI5tRehearsal0001", accessKeySecret: "RehearsalSecret0001" } as const;
const TIME_OUT_MS = 10_000;
const CALL_MS = 60_000;
/** Until a listener of the suite's service is ready. */
const READY_MS = 100;

const CALL: ListenerCall = {
  LoadBalancerId: WORLD.loadBalancerIds[0] ?? "",
  ServerGroupId: WORLD.serverGroupId,
  ListenerDescription: "first-try,第一次",
  TcpIdleTimeout: 350,
  ClientToken: "rehearsal-1",
  Tag: [
    { Key: "team", Value: "a & b" },
    { Key: "stage", Value: "测试" },
  ],
};
/** The service has no such load balancer. */
const REFUSED: ListenerCall = { ...CALL, LoadBalancerId: "gwlb-unknown", ClientToken: "rehearsal-2" };

/**
 * Goes through a conversation; it ends early where the adapter breaks the protocol.
 * @param program the adapter
 * @param signal gives up
 * @param begun told of each command before it is given
 * @returns the steps, each as soon as it is over
 * @throws UsageError when there is nothing to start
 */
export async function* rehearse(
  program: AdapterProgram,
  signal: AbortSignal,
  begun: (command: AdapterCommand) => void = () => {},
): AsyncGenerator<RehearsedStep> {
  const adapter = startProgram(program);
  const end = () => void adapter.close();
  signal.addEventListener("abort", end, { once: true });
  const service = await ScriptedService.start();
  try {
    const late = created("lsn-late", "00000000-0000-0000-0000-000000000000");
    const onService = service.open(CREDENTIALS, () => ({ does: "emulate" }), late);
    yield* talk(new Rehearsal(adapter, onService, begun), service.endpoint);
  } finally {
    signal.removeEventListener("abort", end);
    await adapter.close();
    await service.close();
  }
}

async function* talk(rehearsal: Rehearsal, endpoint: string): AsyncGenerator<RehearsedStep> {
  const client = "rehearsal";
  const started = await rehearsal.step("start", { do: "start", protocol: PROTOCOL_VERSION }, START_MS);
  yield started;
  const features = featuresOf(started);
  const commands: (readonly [Purpose, () => AdapterCommand])[] = [
    ["client", () => clientCommand(client, endpoint)],
    ["create", () => ({ do: "create-listener", client, request: CALL })],
    ["read", () => ({ do: "get-listener-attribute", client, request: { ListenerId: rehearsal.listenerId } })],
    ...(features.has("wait-until-running") ? [["wait", () => waitCommand(client, rehearsal.listenerId)] as const] : []),
    ["error", () => ({ do: "create-listener", client, request: REFUSED })],
  ];
  for (const [purpose, command] of commands) {
    if (rehearsal.isOver) return;
    if (purpose === "read") await wait(READY_MS);
    yield await rehearsal.step(purpose, command(), CALL_MS);
  }
  if (!rehearsal.isOver) yield await rehearsal.stop();
}

function featuresOf({ answer }: RehearsedStep): ReadonlySet<string> {
  const started = answer && parseStarted(answer);
  return started === undefined || "problem" in started ? new Set() : started.features;
}

function clientCommand(client: string, endpoint: string): AdapterCommand {
  const times = { connectTimeoutMs: TIME_OUT_MS, readTimeoutMs: TIME_OUT_MS };
  return { do: "client", client, endpoint, region: REGION, credentials: CREDENTIALS, ...times };
}

function waitCommand(client: string, ListenerId: string): AdapterCommand {
  return { do: "wait-until-running", client, request: { ListenerId }, timeoutMs: TIME_OUT_MS };
}

class Rehearsal {
  readonly #adapter: AdapterProcess;
  readonly #service: CaseOnService;
  readonly #begun: (command: AdapterCommand) => void;
  /** Of the listener that was made; what the service has made counts, whatever the adapter said. */
  listenerId = "lsn-unknown";
  isOver = false;

  constructor(adapter: AdapterProcess, service: CaseOnService, begun: (command: AdapterCommand) => void) {
    this.#adapter = adapter;
    this.#service = service;
    this.#begun = begun;
  }

  async step(purpose: Purpose, command: AdapterCommand, limitMs: number): Promise<RehearsedStep> {
    const startedAt = performance.now();
    this.#begun(command);
    const before = this.#service.arrivals.length;
    const told = await this.#adapter.call(command, limitMs).then(
      (answer) => ({ answer }),
      (error: unknown) => {
        if (!(error instanceof AdapterFault)) throw error;
        return { fault: error };
      },
    );
    const checked = purpose === "start" && "answer" in told ? startFault(told) : told;
    this.isOver = "fault" in checked;
    const arrivals = this.#service.arrivals.slice(before);
    if (purpose === "create") this.listenerId = listenerIn(arrivals) ?? this.listenerId;
    return {
      purpose,
      command,
      ...checked,
      arrivals,
      ms: performance.now() - startedAt,
      stderr: this.#adapter.stderr(),
    };
  }

  async stop(): Promise<RehearsedStep> {
    const startedAt = performance.now();
    this.#begun({ do: "stop" });
    const fault = await this.#adapter.close();
    const ms = performance.now() - startedAt;
    const told = {
      purpose: "stop",
      command: { do: "stop" },
      arrivals: [],
      ms,
      stderr: this.#adapter.stderr(),
    } as const;
    return fault === undefined ? told : { ...told, fault };
  }
}

function startFault(told: { readonly answer: AdapterAnswer }): Pick<RehearsedStep, "answer" | "fault"> {
  const started = parseStarted(told.answer);
  return "problem" in started ? { ...told, fault: new AdapterFault(started.problem) } : told;
}

function listenerIn(arrivals: readonly Arrival[]): string | undefined {
  for (const { treatment } of arrivals) {
    const id = treatment.is === "replied" ? /"ListenerId":"([^"]+)"/u.exec(treatment.body)?.[1] : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}
