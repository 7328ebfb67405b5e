/** Finishing the work of runs that ended too early, entry by entry of the ledger. */
import type { Config } from "../config/config.js";
import type { TargetClient } from "../wire/client.js";
import { LearnedDeletions } from "./deletions.js";
import { type Ledger, type LedgerEntry, RESOURCE_KINDS } from "./ledger.js";
import { findOwned, removeFound } from "./owned.js";

/** What a sweep found of one entry of the ledger, and did about it. */
export type Swept = { readonly entry: LedgerEntry; readonly id?: string } & (
  | { readonly is: "gone" | "would-remove" | "removed" }
  /** Something stands there, but not what was created: it is left alone. */
  | { readonly is: "not-ours"; readonly reason: string }
  /** It stays, for a reason given in words. */
  | { readonly is: "left"; readonly reason: string }
);

interface SweepOptions {
  readonly client: TargetClient;
  readonly ledger: Ledger;
  readonly waits: Config["waits"];
  /** Whether to remove; otherwise nothing is changed, neither at the target nor in the ledger. */
  readonly yes: boolean;
  readonly signal?: AbortSignal;
  /** The run whose ledger it is has just ended: what it waited for in vain is asked for once more, and hardly waited for. */
  readonly justRun?: boolean;
}

/** Milliseconds for what was waited for in vain a moment ago. */
const IN_VAIN_MS = 1_000;

/**
 * Finishes the work of runs that ended too early: whatever the ledger still owns at this endpoint is looked for, compared with what the
 * ledger knows of it and, if asked, removed; listeners first. Nothing else is ever touched.
 * @returns one line per entry; `gone` means that there was nothing left
 */
export async function sweep(options: SweepOptions): Promise<Swept[]> {
  const owned = options.ledger.owned();
  const learned = new LearnedDeletions();
  const swept: Swept[] = [];
  // A kind waits for the one that stands on it; resources of one kind do not wait for each other.
  for (const kind of RESOURCE_KINDS) {
    const entries = owned.filter((entry) => entry.kind === kind);
    // A target that lets nothing through any more is asked once, not for each entry.
    const scouts = letsNothingThrough(options) ? entries.splice(0, 1) : [];
    for (const scout of scouts) swept.push(await sweepEntry(options, scout, learned));
    const isHopeless = scouts.length > 0 && letsNothingThrough(options);
    const sweepOther = (entry: LedgerEntry) => (isHopeless ? unasked(entry) : sweepEntry(options, entry, learned));
    swept.push(...(await Promise.all(entries.map(sweepOther))));
  }
  return swept;
}

/** Whether the target has throttled everything for longer than any call waits. */
function letsNothingThrough({ client, waits }: SweepOptions): boolean {
  return client.gaveUp().throttledForMs > waits.throttled;
}

const unasked = (entry: LedgerEntry): Swept => ({
  entry,
  is: "left",
  reason: "the target throttles everything: nothing could be looked for",
});

async function sweepEntry(options: SweepOptions, entry: LedgerEntry, learned: LearnedDeletions): Promise<Swept> {
  const { client, ledger, waits, yes, signal, justRun } = options;
  const found = await findOwned(client, entry, signal);
  if (found.is === "unproved") return { entry, is: "left", reason: found.reason };
  if (found.is !== "ours") {
    if (yes) ledger.removed(entry);
    return { entry, ...found };
  }
  const { id } = found;
  if (!yes) return { entry, id, is: "would-remove" };
  const patience =
    justRun && entry.lasting ? { patienceMs: IN_VAIN_MS, endPatienceMs: IN_VAIN_MS } : { toTheEnd: true };
  const removal = await removeFound(client, entry, found, { waits, signal, learned, ...patience });
  if (removal.is !== "left") ledger.removed(entry);
  return { entry, id, ...removal };
}
