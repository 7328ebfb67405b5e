/** A target without a network: just enough of the API to be checked, and replaceable one operation at a time. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exchange } from "../../contract/exchange.js";
import type { Parameter } from "../../contract/request.js";
import type { Situation } from "../../contract/situations.js";
import { FailureStore } from "../../evidence/failure-store.js";
import { Ledger } from "../../target/ledger/ledger.js";
import type { Situations } from "../../target/situations/provider.js";

import type { CallOptions, TargetClient } from "../../target/wire/client.js";

import { Gate } from "../../target/wire/gate.js";
import type { LearnedRates } from "../../target/wire/pace.js";
import type { GivenUp } from "../../target/wire/patience.js";
import { Places } from "../../target/wire/places.js";
import { Session } from "../session/session.js";
import { type ConfigChanges, configWith } from "./config.js";

/** Answer of a fake operation; none at all stands for a lost connection. */
export type FakeAnswer =
  | {
      readonly status: number;
      readonly body: unknown;
      /** How often the request was put off before; absent: never. */
      readonly throttled?: number;
    }
  | "lost";
export type FakeOperation = (parameters: ReadonlyMap<string, string>) => FakeAnswer;
export type FakeService = Readonly<Record<string, FakeOperation>>;

export const LOAD_BALANCERS = ["gwlb-0000000000000000000a", "gwlb-0000000000000000000b"];
const SERVER_GROUP = "sgp-0000000000000000000a";

let requestIds = 0;

/** An answer with a RequestId of its own. */
export function reply(status: number, body: Readonly<Record<string, unknown>> = {}): FakeAnswer {
  requestIds += 1;
  return { status, body: { RequestId: `R${requestIds}`, ...body } };
}

/** A refusal with a complete envelope. */
export function refusal(status: number, code: string): FakeAnswer {
  return reply(status, { Code: code, Message: `${code} of a test` });
}

export const DRY_RUN_PASSED = (): FakeAnswer => refusal(400, "DryRunOperation");

/**
 * A service that knows one rule of the contract, TcpIdleTimeout from 60 to 6000, and whose listeners run at once.
 * @returns its operations, for a test to replace some
 */
export function smallService() {
  const listeners = new Map<string, Readonly<Record<string, unknown>>>();
  let made = 0;
  return {
    CreateListener: (parameters) => {
      const seconds = Number(parameters.get("TcpIdleTimeout") ?? "350");
      if (!(seconds >= 60 && seconds <= 6000)) return refusal(400, "IllegalParam.TcpIdleTimeout");
      if (parameters.get("DryRun") === "true") return DRY_RUN_PASSED();
      made += 1;
      const ListenerId = `lsn-${made}`;
      const ids = { LoadBalancerId: parameters.get("LoadBalancerId"), ServerGroupId: parameters.get("ServerGroupId") };
      listeners.set(ListenerId, { ListenerId, ...ids, ListenerStatus: "Running", TcpIdleTimeout: seconds });
      return reply(200, { ListenerId });
    },
    GetListenerAttribute: (parameters) => {
      const listener = listeners.get(parameters.get("ListenerId") ?? "");
      return listener === undefined ? refusal(404, "ResourceNotFound.Listener") : reply(200, listener);
    },
    DeleteListener: (parameters) =>
      listeners.delete(parameters.get("ListenerId") ?? "") ? reply(200) : refusal(404, "ResourceNotFound.Listener"),
    ListListeners: () => reply(200, { Listeners: [...listeners.values()] }),
    GetLoadBalancerAttribute: () => reply(200, { LoadBalancerStatus: "Active" }),
  } satisfies FakeService;
}

/** A client that asks the service instead of the network. Answers arrive a turn of the event loop later. */
class FakeClient implements TargetClient {
  readonly #service: FakeService;
  #requests = 0;

  constructor(service: FakeService) {
    this.#service = service;
  }

  async call(operation: string, parameters: readonly Parameter[], options: CallOptions = {}): Promise<Exchange> {
    this.#requests += 1;
    if (options.meter !== undefined) options.meter.requests += 1;
    const startedAt = performance.now();
    const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters };
    const answer = this.#service[operation]?.(new Map(parameters)) ?? refusal(404, "InvalidAction.NotFound");
    await new Promise(setImmediate);
    const outcome: Exchange["outcome"] =
      answer === "lost"
        ? { is: "no-answer", problem: { kind: "connection", detail: "lost by a test" } }
        : {
            is: "response",
            response: { status: answer.status, headers: JSON_HEADERS, body: JSON.stringify(answer.body) },
          };
    const throttled = answer === "lost" ? 0 : (answer.throttled ?? 0);
    return { operation, request, outcome, startedAt, endedAt: performance.now(), throttled };
  }

  together<T>(_count: number, send: (places: Places) => Promise<T>): Promise<T> {
    return send(new Places(new Gate(0), 0, 0));
  }

  requests(): number {
    return this.#requests;
  }

  throttled(): number {
    return 0;
  }

  forgetRates(): void {}

  learnedRates(): LearnedRates {
    return { together: undefined, byAction: {} };
  }

  gaveUp(): GivenUp {
    return { calls: 0, inARow: 0, throttledForMs: 0 };
  }

  resent(): number {
    return 0;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const JSON_HEADERS = { "content-type": "application/json" };

/** What a test changes of the fake target besides its configuration. */
export interface FakeTargetChanges extends ConfigChanges {
  readonly loadBalancers?: readonly string[];
}

/**
 * Lends a session with a fake target.
 * @param changes of configuration and resources
 */
export async function withFakeTarget<T>(
  service: FakeService,
  use: (session: Session) => Promise<T>,
  changes: FakeTargetChanges = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-harness-"));
  const loadBalancers = changes.loadBalancers ?? LOAD_BALANCERS;
  const ledger = Ledger.open(join(folder, "ledger.jsonl"), "http://fake.test");
  const client = new FakeClient(service);
  const situations = fakeSituations(loadBalancers);
  try {
    return await use(
      await Session.open({
        config: configWith(changes),
        client,
        situations,
        ledger,
        loadBalancers,
        nonce: "n",
        command: "gwlb-conformance run",
        ...(changes.failures === undefined
          ? {}
          : { failures: FailureStore.open(changes.failures.folder, changes.failures.suiteVersion) }),
      }),
    );
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true });
  }
}

function fakeSituations(loadBalancers: readonly string[]): Situations {
  const ids: Readonly<Partial<Record<Situation, readonly string[]>>> = {
    "load-balancer/idle": loadBalancers,
    "server-group/available": [SERVER_GROUP],
  };
  return {
    idleLoadBalancers: loadBalancers,
    find: (situation) => {
      const found = ids[situation];
      return found === undefined || found.length === 0 ? undefined : { by: "static", ids: found, racy: false };
    },
    makeFresh: () => Promise.resolve(undefined),
    caller: () => undefined,
    reasonMissing: () => undefined,
    tearDown: () => Promise.resolve([]),
  };
}
