/** The service that the suite plays: every access key is a case with a script of its own; what arrives is recorded as it came. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { ClientCredentials } from "../adapter/protocol.js";
import { type Arrival, readArrival } from "./arrival.js";
import { deliver } from "./deliver.js";
import { EmulatedGateway } from "./emulated-gateway.js";
import { bodiless, refusal } from "./replies.js";
import type { Reply, Script, Step } from "./script.js";

const BODY_LIMIT = 1024 * 1024;
/** Requests of one case that are kept; whatever sends more is turned away. */
const ARRIVALS_KEPT = 500;
/** Requests of nobody that are kept. */
const STRAYS_KEPT = 20;

/** One case as the service sees it. */
export interface CaseOnService {
  readonly arrivals: readonly Arrival[];
  /** Ends every silence of the case, also those that have not begun: from now on requests are answered at once. */
  release(): void;
  /** Whether a silence had to be ended. */
  readonly released: boolean;
  /** Told of each arrival as it comes. */
  onArrival(told: (arrival: Arrival) => void): void;
  /** Forgets the case: nothing that comes later belongs to it. */
  close(): void;
}

class Case implements CaseOnService {
  readonly arrivals: Arrival[] = [];
  readonly credentials: ClientCredentials;
  readonly script: Script;
  readonly late: Reply;
  readonly silence: Promise<void>;
  readonly gateway: EmulatedGateway;
  released = false;
  #end: () => void = () => undefined;
  #told: ((arrival: Arrival) => void)[] = [];
  readonly #forget: () => void;

  constructor(credentials: ClientCredentials, script: Script, late: Reply, forget: () => void) {
    this.credentials = credentials;
    this.script = script;
    this.late = late;
    this.gateway = new EmulatedGateway(credentials);
    this.#forget = forget;
    this.silence = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  take(arrival: Arrival): void {
    this.arrivals.push(arrival);
    for (const told of this.#told) told(arrival);
  }

  release(): void {
    this.released = true;
    this.#end();
  }

  onArrival(told: (arrival: Arrival) => void): void {
    this.#told.push(told);
  }

  close(): void {
    this.release();
    this.#forget();
  }
}

/** The service, listening on the loopback interface. */
export class ScriptedService {
  readonly #server: Server;
  readonly #elsewhere: Server;
  readonly #cases = new Map<string, Case>();
  /** Every access key that was ever given out. */
  readonly #given = new Set<string>();
  readonly #strays: Arrival[] = [];
  #requests = 0;
  #strayCount = 0;
  readonly #caught = new Map<string, string[]>();

  private constructor() {
    const settings = { keepAliveTimeout: 120_000, requestTimeout: 60_000, maxHeaderSize: 256 * 1024 };
    this.#server = createServer(settings, (request, response) => void this.#serve(request, response));
    this.#elsewhere = createServer(settings, (request, response) => void this.#catch(request, response));
  }

  /** Starts it on a free port. */
  static async start(): Promise<ScriptedService> {
    const service = new ScriptedService();
    for (const server of [service.#server, service.#elsewhere]) {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
      });
    }
    return service;
  }

  /** For example `http://127.0.0.1:40123`. */
  get endpoint(): string {
    return `http://127.0.0.1:${portOf(this.#server)}`;
  }

  /** An address of another host, for redirects of one case; what comes there is kept as text. */
  elsewhere(name: string): string {
    return `http://localhost:${portOf(this.#elsewhere)}/caught/${name}`;
  }

  /** Requests that came to the other host, each as text. */
  caught(name: string): readonly string[] {
    return this.#caught.get(name) ?? [];
  }

  /** The first requests that name no access key of the suite's: whose they are cannot be told. */
  get strays(): readonly Arrival[] {
    return this.#strays;
  }

  /** Requests that came until now, whosever. */
  get requests(): number {
    return this.#requests;
  }

  /** How many of them came until now. */
  get strayCount(): number {
    return this.#strayCount;
  }

  /**
   * Opens a case.
   * @param credentials that only this case has
   * @param script what is done with its requests
   * @param late what requests are answered with once the suite has ended a silence
   */
  open(credentials: ClientCredentials, script: Script, late: Reply): CaseOnService {
    const forget = () => this.#cases.delete(credentials.accessKeyId);
    const opened = new Case(credentials, script, late, forget);
    this.#cases.set(credentials.accessKeyId, opened);
    this.#given.add(credentials.accessKeyId);
    return opened;
  }

  /** Stops at once; silences end, connections are closed. */
  async close(): Promise<void> {
    for (const one of this.#cases.values()) one.release();
    for (const server of [this.#server, this.#elsewhere]) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    this.#requests += 1;
    response.on("error", () => undefined);
    const body = await bodyOf(request);
    if (body === undefined) return;
    const arrival = readArrival(
      request,
      body,
      at,
      (accessKeyId) => this.#cases.get(accessKeyId)?.credentials.accessKeySecret,
    );
    if (!this.#given.has(arrival.accessKeyId)) this.#noteStray(arrival);
    const owner = this.#cases.get(arrival.accessKeyId);
    if (owner === undefined || owner.arrivals.length >= ARRIVALS_KEPT) {
      return deliver(
        response,
        refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.", "none"),
      );
    }
    const nth = owner.arrivals.length;
    const kept: Arrival = { ...arrival, nth };
    response.once("close", () => {
      kept.endedAt = performance.now();
      kept.abandoned = !response.writableFinished;
    });
    const step = owner.script(kept, nth);
    owner.take(kept);
    await this.#act(step, owner, kept, response);
  }

  #noteStray(arrival: Arrival): void {
    this.#strayCount += 1;
    if (this.#strays.length < STRAYS_KEPT) this.#strays.push(arrival);
  }

  async #act(step: Step, owner: Case, arrival: Arrival, response: ServerResponse): Promise<void> {
    const reply = (one: Reply) => {
      arrival.treatment = { is: "replied", status: one.status, headers: one.headers ?? {}, body: one.body };
      return deliver(response, one);
    };
    if (owner.released) return reply(owner.late);
    switch (step.does) {
      case "emulate":
        if (step.delayMs !== undefined) await wait(step.delayMs);
        return reply(await owner.gateway.answer(arrival.raw));
      case "reply":
        if (step.delayMs !== undefined) await wait(step.delayMs);
        return reply(step.reply);
      case "reset":
        if (step.when === "after") await owner.gateway.answer(arrival.raw);
        arrival.treatment = { is: "reset" };
        response.socket?.resetAndDestroy();
        return;
      case "silence":
        if (step.after !== "nothing") {
          return deliver(response, step.reply, { after: step.after, until: owner.silence });
        }
        await owner.silence;
        return response.destroyed ? undefined : deliver(response, step.reply);
    }
  }

  async #catch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => undefined);
    const body = await bodyOf(request);
    const name = /^\/caught\/([^/?]*)/u.exec(request.url ?? "")?.[1] ?? "";
    const kept = this.#caught.get(name) ?? [];
    const head = Array.from({ length: request.rawHeaders.length / 2 }, (_, i) =>
      request.rawHeaders.slice(2 * i, 2 * i + 2).join(": "),
    );
    if (kept.length < ARRIVALS_KEPT)
      kept.push([`${request.method} ${request.url}`, ...head, "", body ?? ""].join("\n"));
    this.#caught.set(name, kept);
    await deliver(response, bodiless(404));
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the service does not listen");
  return address.port;
}

/** The body, or `undefined` where the caller is gone or sends more than any request needs. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      length += chunk.length;
      if (length > BODY_LIMIT) {
        request.destroy();
        return undefined;
      }
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
