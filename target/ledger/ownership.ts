/** Whether what stands at the target under a remembered id is what the ledger says. Ids come again, for instance after a restart of the target. */
import type { JsonObject } from "../../contract/answer.js";
import { type ListenerView, viewListener } from "../../contract/listener.js";
import type { LedgerEntry } from "./ledger.js";
import { differenceBetween, traitsOfView } from "./traits.js";

/** A listener as it stands, with what some targets show besides. */
interface StandingListener extends ListenerView {
  readonly clientToken?: unknown;
  readonly createdAt?: unknown;
}

/** `differs`: it is another one. Otherwise it may be ours, but nothing shows it. */
export type Ownership = "ours" | { readonly not: string; readonly differs: boolean };

/** Milliseconds by which the clock of a target may be ahead of ours. */
const TOLERATED_AHEAD_MS = 10 * 60_000;

/** Reads a listener for the comparison. */
export function standingListener(body: JsonObject): StandingListener {
  const createdAt = body.CreateTime ?? body.CreationTime ?? body.GmtCreated ?? body.GmtCreate;
  return { ...viewListener(body), clientToken: body.ClientToken, createdAt };
}

/**
 * Compares a listener that stands with all that the ledger knows of the one that was created: load balancer, server group, description,
 * idle timeout, tags; token and time where the target shows them. What was read of it before by the run that made it counts as well as what
 * was asked for: a target may store something else than it was told.
 */
export function whetherOurs(entry: LedgerEntry, view: StandingListener): Ownership {
  const seen = traitsOfView(view);
  const asSent = differenceBetween(entry, seen);
  const asRead = entry.read === undefined ? asSent : differenceBetween(entry.read, seen);
  const asked = asRead === undefined ? undefined : asSent;
  const difference = otherId(entry, view) ?? asked ?? otherToken(entry, view) ?? createdLater(entry, view);
  if (difference !== undefined) return { not: difference, differs: true };
  if (seen.loadBalancerId !== undefined && entry.loadBalancerId !== undefined) return "ours";
  return { not: "on which load balancer it stands cannot be read", differs: false };
}

function otherId({ id }: LedgerEntry, { listenerId }: StandingListener): string | undefined {
  if (id === undefined || listenerId === undefined || id.toLowerCase() === listenerId.toLowerCase()) return undefined;
  return `it reads as ${JSON.stringify(listenerId).slice(0, 80)}`;
}

function otherToken({ clientToken }: LedgerEntry, view: StandingListener): string | undefined {
  const shown = view.clientToken;
  if (clientToken === undefined || typeof shown !== "string" || shown === "" || shown === clientToken) return undefined;
  return "another ClientToken";
}

/** A target's clock may be anywhere in the past, but nothing of ours was created long after we asked for it. */
function createdLater({ at }: LedgerEntry, { createdAt }: StandingListener): string | undefined {
  if (at === undefined || typeof createdAt !== "string" || !/T.*(?:Z|[+-]\d\d:?\d\d)$/u.test(createdAt))
    return undefined;
  const laterMs = Date.parse(createdAt) - Date.parse(at);
  return laterMs > TOLERATED_AHEAD_MS ? `created at ${createdAt}, ours was at ${at}` : undefined;
}

/** Compares a load balancer or a server group that stands with the ledger: their names are given to no other. */
export function whetherOursByName(entry: LedgerEntry, name: unknown): Ownership {
  if (entry.name === undefined) return { not: "the ledger has no name of it", differs: false };
  if (typeof name !== "string") return { not: "its name cannot be read", differs: false };
  if (name === entry.name) return "ours";
  return { not: `its name is ${JSON.stringify(name).slice(0, 80)}, not ${JSON.stringify(entry.name)}`, differs: true };
}
