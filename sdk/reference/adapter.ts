/**
 * The adapter of the reference client: speaks the protocol on standard input and output. `--fault NAME` gives the client a fault, `--difference NAME`
 * a legitimate difference; the first time that it has an effect is told on standard error.
 */
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { JsonObject } from "../../contract/answer.js";
import { GwlbClient } from "./client.js";
import { type Command, commandIn, creationIn, listenerIn, number, settingsIn, text } from "./commands.js";
import { correctParts } from "./correct-parts.js";
import { differences } from "./differences/index.js";
import {
  ConnectionError,
  InvalidRequestError,
  ServiceError,
  TimeoutError,
  UnreadableAnswerError,
  UnsupportedError,
} from "./errors.js";
import { faults } from "./faults/index.js";
import type { ClientParts } from "./parts.js";

const SDK = {
  name: "gwlb-reference-client",
  version: "1.0.0",
  language: "TypeScript",
  runtime: `Node ${process.version}`,
};

/** Carries out commands with clients that it makes. */
class Adapter {
  readonly #parts: ClientParts;
  readonly #clients = new Map<string, GwlbClient>();

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  /** The one answer to a command. */
  async answer(command: Command): Promise<JsonObject> {
    const { id } = command;
    try {
      const ok = this.#parts.adapter.written(await this.#carryOut(command));
      return { id, ok };
    } catch (error) {
      return error instanceof UnsupportedError ? { id, unsupported: error.message } : { id, error: told(error) };
    } finally {
      const hold = this.#parts.adapter.holdMs(id);
      if (hold > 0) await wait(hold);
    }
  }

  async #carryOut({ what, members }: Command): Promise<object> {
    switch (what) {
      case "start":
        return { protocol: 1, sdk: SDK, features: this.#parts.adapter.features };
      case "client":
        this.#clients.set(text(members, "client"), new GwlbClient(settingsIn(members), this.#parts));
        return {};
      case "create-listener":
        return this.#client(members).createListener(creationIn(members));
      case "get-listener-attribute":
        return this.#client(members).getListenerAttribute(listenerIn(members));
      case "wait-until-running": {
        const client = this.#client(members);
        const { ListenerStatus } = await client.waitUntilRunning(listenerIn(members), number(members, "timeoutMs"));
        return { ListenerStatus };
      }
      case "stop":
        return {};
      default:
        throw new UnsupportedError(`there is no ${what}`);
    }
  }

  #client(members: JsonObject): GwlbClient {
    const name = text(members, "client");
    const client = this.#clients.get(name);
    if (client === undefined) throw new Error(`there is no client ${name}`);
    return client;
  }
}

function told(error: unknown): object {
  if (error instanceof ServiceError) return { is: "service", ...error.details };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TimeoutError) return { is: "timeout", message };
  if (error instanceof ConnectionError) return { is: "connection", message };
  if (error instanceof InvalidRequestError) return { is: "client", message };
  if (error instanceof UnreadableAnswerError) return { is: "other", message };
  return { is: "other", message };
}

function partsAsked(): ClientParts {
  const { values } = parseArgs({ options: { fault: { type: "string" }, difference: { type: "string" } } });
  const changes = [...asked(values.difference, differences, "difference"), ...asked(values.fault, faults, "fault")];
  return changes.reduce(
    (parts, { change, name, kind }) => change(parts, teller(`${kind} fired: ${name}`)),
    correctParts(),
  );
}

function asked<Described extends { readonly name: string }>(
  name: string | undefined,
  described: readonly Described[],
  kind: string,
): (Described & { readonly kind: string })[] {
  if (name === undefined) return [];
  const found = described.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} "${name}"`);
  return [{ ...found, kind }];
}

/** Tells something once. */
function teller(line: string): () => void {
  let told = false;
  return () => {
    if (!told) process.stderr.write(`${line}\n`);
    told = true;
  };
}

const parts = partsAsked();
if (parts.adapter.startMs > 0) await wait(parts.adapter.startMs);
const adapter = new Adapter(parts);
for await (const line of createInterface({ input: process.stdin })) {
  const command = commandIn(line);
  const answered = adapter.answer(command).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
  if (command.what !== "stop" && command.what !== "client") continue;
  await answered;
  if (command.what === "stop") break;
}
// Connections that are kept alive, and calls that nobody waits for any more, do not keep it.
process.stdin.destroy();
process.exitCode = 0;
setTimeout(() => process.exit(), 50);
