/** The ledger: what the suite created and so may remove, on disk before it is asked for. What the entries are compared with is in ownership.ts. */
import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { isJsonObject, jsonObjectOf, textMember } from "../../contract/answer.js";
import { reasonOf } from "../../contract/error-code.js";
import { ConfigError } from "../config/config-error.js";
import type { ListenerTraits } from "./traits.js";

export const RESOURCE_KINDS = ["listener", "load-balancer", "server-group"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/**
 * What is known of a resource before its creation is sent: enough to find it again should the answer be lost, and to tell it from another one
 * that has its id. The traits are those of a listener.
 */
export interface Intention extends ListenerTraits {
  readonly clientToken?: string;
  /** Whether that load balancer was seen to hold no listener just before: then the one found there later is this one. */
  readonly loadBalancerWasEmpty?: boolean;
  /** A name that no other resource has. */
  readonly name?: string;
}

/** What became of a creation. */
export type Fate =
  | { readonly is: "created"; readonly id: string }
  /** It was answered with an error, or was a dry run: there is nothing to remove. */
  | { readonly is: "refused" }
  /** No answer, or one that cannot be understood: it may exist. */
  | { readonly is: "unknown" };

/** A creation that was about to be sent. */
export interface LedgerEntry extends Intention {
  /** Names the entry in the file; unique across processes and runs. */
  readonly entry: string;
  readonly kind: ResourceKind;
  /** Endpoint it was sent to: another one's resources are never touched. */
  readonly endpoint: string;
  /** When it was about to be sent, ISO 8601; absent in ledgers of earlier versions. */
  readonly at?: string;
  /** Id of the resource, once it is known. */
  readonly id?: string;
  /** What a listener read as when the run that made it first saw it, where that was not what was asked for. */
  readonly read?: ListenerTraits;
  /** A deletion was waited for to the end of its wait, without effect. */
  readonly lasting?: true;
}

/**
 * The append-only record of what the suite created and so may remove. Every line is handed to the operating system before the call
 * returns: it survives the end of the process, not that of the machine. Several processes may append to one file.
 */
export class Ledger {
  readonly file: string;
  /** Lines of the file that could not be read, such as the last one of a process that was killed while writing. */
  readonly damagedLines: number;
  readonly #endpoint: string;
  readonly #descriptor: number;
  readonly #owned: Map<string, LedgerEntry>;
  readonly #named: Set<string>;

  private constructor(file: string, endpoint: string, descriptor: number, content: LedgerContent) {
    this.file = file;
    this.damagedLines = content.damagedLines;
    this.#endpoint = endpoint;
    this.#descriptor = descriptor;
    this.#owned = content.owned;
    this.#named = content.named;
  }

  /**
   * Opens a ledger, creating the file and its folder when absent.
   * @param file absolute path
   * @param endpoint where the resources to come are created
   * @throws ConfigError when the file cannot be read or written
   */
  static open(file: string, endpoint: string): Ledger {
    try {
      mkdirSync(dirname(file), { recursive: true });
      const descriptor = openSync(file, "a+");
      const text = readFileSync(file, "utf8");
      // A torn last line must not swallow the next one.
      if (text !== "" && !text.endsWith("\n")) writeSync(descriptor, "\n");
      return new Ledger(file, endpoint, descriptor, readLedger(text));
    } catch (error) {
      throw new ConfigError(
        `${file}: the ledger of created resources cannot be written (${reasonOf(error)}); choose another output folder`,
      );
    }
  }

  /** Writes down that a resource is about to be created. Call it before the request is sent. */
  intend(kind: ResourceKind, intention: Intention): LedgerEntry {
    const at = new Date().toISOString();
    const entry: LedgerEntry = { entry: randomUUID(), kind, endpoint: this.#endpoint, at, ...intention };
    this.#append({ intend: entry });
    this.#owned.set(entry.entry, entry);
    return entry;
  }

  /**
   * Writes down what became of a creation. What is `unknown` stays owned.
   * @param entry what `intend` gave
   */
  resolve({ entry }: LedgerEntry, fate: Fate): void {
    if (fate.is === "unknown") return;
    this.#append({ resolve: entry, fate });
    settle(this.#owned, entry, fate);
    if (fate.is === "created") this.#named.add(fate.id);
  }

  /** Writes down as what a listener reads that is not what was asked for: by that it is known again. */
  saw({ entry }: LedgerEntry, read: ListenerTraits): void {
    this.#append({ saw: entry, read });
    amend(this.#owned, entry, { read });
  }

  /** Writes down that a deletion was waited for in vain: the same run does not wait for it twice. */
  lasts({ entry }: LedgerEntry): void {
    this.#append({ lasts: entry });
    amend(this.#owned, entry, { lasting: true });
  }

  /**
   * Writes down that a resource is gone, or that what has its id is not ours any more.
   * @param entry whose resource
   */
  removed({ entry }: LedgerEntry): void {
    this.#append({ removed: entry });
    this.#owned.delete(entry);
  }

  /** What may still exist, of this endpoint, in the order in which it may be removed: the last created first. */
  owned(): LedgerEntry[] {
    return [...this.#owned.values()].filter(({ endpoint }) => endpoint === this.#endpoint).reverse();
  }

  /** Ids of all that was ever created, removed or not: lists may show for a while what is gone. */
  get named(): ReadonlySet<string> {
    return this.#named;
  }

  /** What may still exist at other endpoints. */
  ownedElsewhere(): LedgerEntry[] {
    return [...this.#owned.values()].filter(({ endpoint }) => endpoint !== this.#endpoint);
  }

  /** Ends writing. */
  close(): void {
    closeSync(this.#descriptor);
  }

  #append(line: unknown): void {
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
  }
}

interface LedgerContent {
  readonly owned: Map<string, LedgerEntry>;
  readonly named: Set<string>;
  readonly damagedLines: number;
}

function readLedger(text: string): LedgerContent {
  const owned = new Map<string, LedgerEntry>();
  const named = new Set<string>();
  let damagedLines = 0;
  for (const line of text.split("\n")) {
    if (line !== "" && !applyLine(owned, named, line)) damagedLines += 1;
  }
  return { owned, named, damagedLines };
}

/** @returns whether the line could be read */
function applyLine(owned: Map<string, LedgerEntry>, named: Set<string>, text: string): boolean {
  const line = jsonObjectOf(text);
  const resolved = textMember(line, "resolve");
  const removed = textMember(line, "removed");
  const seen = textMember(line, "saw");
  const lasting = textMember(line, "lasts");
  if (removed !== undefined) owned.delete(removed);
  else if (resolved !== undefined && isFate(line?.fate)) {
    settle(owned, resolved, line.fate);
    if (line.fate.is === "created") named.add(line.fate.id);
  }
  else if (seen !== undefined && isJsonObject(line?.read)) amend(owned, seen, { read: line.read });
  else if (lasting !== undefined) amend(owned, lasting, { lasting: true });
  else if (isEntry(line?.intend)) owned.set(line.intend.entry, line.intend);
  else return false;
  return true;
}

function settle(owned: Map<string, LedgerEntry>, name: string, fate: Fate): void {
  const entry = owned.get(name);
  if (fate.is === "refused") owned.delete(name);
  if (fate.is === "created" && entry !== undefined) owned.set(name, { ...entry, id: fate.id });
}

function amend(owned: Map<string, LedgerEntry>, name: string, more: Pick<LedgerEntry, "read" | "lasting">): void {
  const entry = owned.get(name);
  if (entry !== undefined) owned.set(name, { ...entry, ...more });
}

function isFate(value: unknown): value is Fate {
  if (!isJsonObject(value)) return false;
  return value.is === "refused" || value.is === "unknown" || (value.is === "created" && typeof value.id === "string");
}

function isEntry(value: unknown): value is LedgerEntry {
  if (!isJsonObject(value)) return false;
  const isKind = RESOURCE_KINDS.some((kind) => kind === value.kind);
  return isKind && typeof value.entry === "string" && typeof value.endpoint === "string";
}
