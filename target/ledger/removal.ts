/** Removing one resource: asking until the deletion is accepted, then looking until it is over. What may be removed is decided elsewhere. */
import { type JsonObject, textMember } from "../../contract/answer.js";
import type { Config } from "../config/config.js";
import { listenersOn } from "../neighbours/listing.js";
import { call, type NeighbourAnswer, RESOURCES } from "../neighbours/neighbour.js";
import { poll } from "../neighbours/polling.js";
import { lookFor } from "../neighbours/whereabouts.js";
import type { TargetClient } from "../wire/client.js";
import { type Deletions, type EndShown, LearnedDeletions } from "./deletions.js";
import type { ResourceKind } from "./ledger.js";

/** How a resource is removed. */
export interface RemovalOptions {
  /** Bounds of the waits. */
  readonly waits: Config["waits"];
  /** Gives up; the promise then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** What this run has learned of deletions at this target, and learns from this one; absent: nothing is known. */
  readonly learned?: LearnedDeletions | undefined;
  /** Whether the resource could be read before. */
  readonly wasRead?: boolean | undefined;
  /** State in which it was last read, whatever the target calls that. */
  readonly lastStatus?: string | undefined;
  /** Load balancer of a listener: then its list may show that the listener is gone. */
  readonly loadBalancerId?: string | undefined;
  /** Milliseconds to go on asking while the deletion is refused; default: the whole wait. */
  readonly patienceMs?: number | undefined;
  /** Milliseconds to go on looking where the deletion was accepted; default: the whole wait. */
  readonly endPatienceMs?: number | undefined;
  /** Waits as long as it may, whatever was hopeless before: the last attempt of a run. */
  readonly toTheEnd?: boolean | undefined;
  /** Done along with each look whether the deletion is over: what else has to be seen then. */
  readonly beside?: (() => Promise<void>) | undefined;
}

type Removal =
  /** `found-gone`: the deletion itself did not find it. */
  | { readonly is: "gone" | "found-gone" }
  /** `accepted`: the deletion was answered as done, but nothing shows that it had an effect. */
  | { readonly is: "left"; readonly reason: string; readonly accepted?: true };

const GONE = { is: "gone" } as const;

/**
 * Deletes a resource and waits until it is gone. A deletion that is refused is tried again within the budget: a listener cannot be deleted
 * while it is Provisioning, nor a server group while a listener uses it.
 */
export async function removeResource(
  client: TargetClient,
  kind: ResourceKind,
  id: string,
  options: RemovalOptions,
): Promise<Removal> {
  const deletions = (options.learned ?? new LearnedDeletions()).of(kind);
  const removing: Removing = { client, kind, id, options, deletions };
  const removal = await askUntilAccepted(removing);
  if (removal !== "accepted") {
    if (removal.is === "left") deletions.noteRefused();
    return removal;
  }
  return waitForEnd(removing);
}

interface Removing {
  readonly client: TargetClient;
  readonly kind: ResourceKind;
  readonly id: string;
  readonly options: RemovalOptions;
  readonly deletions: Deletions;
}

async function askUntilAccepted(removing: Removing): Promise<Removal | "accepted"> {
  const { client, kind, id, options, deletions } = removing;
  const { waits, signal, toTheEnd } = options;
  const { idMember, remove, budget } = RESOURCES[kind];
  const whole = Math.min(waits[budget], options.patienceMs ?? Number.POSITIVE_INFINITY);
  let reason = `${remove} was not answered`;
  const asked = await poll(
    toTheEnd ? waits[budget] : deletions.refusalPatienceMs(whole),
    deletions.accepting,
    async (): Promise<Removal | "accepted" | undefined> => {
      const reading = await call(client, remove, [[idMember, id]], signal);
      if (reading.is === "done") return "accepted";
      if (reading.is === "not-found") return { is: "found-gone" };
      reason = reading.reason;
      if (reading.is === "not-offered" || (await isNoOperation(client, remove, reading, signal))) {
        return { is: "left", reason: `${reason}: the target does not offer it` };
      }
      const { is } = await lookFor(client, kind, id, options);
      return is === "gone" && (await isNowhere(removing)) ? GONE : undefined;
    },
    { signal },
  );
  return asked ?? { is: "left", reason };
}

/** An operation that no version of the API has. */
const NO_OPERATION = "DeleteWhatNeverWas";

/** Whether a refusal that cannot be read is what this target says of an operation that it does not have: it is asked for one. */
async function isNoOperation(
  client: TargetClient,
  operation: string,
  reading: NeighbourAnswer,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (reading.is !== "refused" || reading.unreadable === undefined || reading.status >= 500) return false;
  const never = await call(client, NO_OPERATION, [], signal);
  if (never.is !== "refused" || never.status !== reading.status) return false;
  return never.unreadable?.replaceAll(NO_OPERATION, operation) === reading.unreadable;
}

async function waitForEnd(removing: Removing): Promise<Removal> {
  const { id, kind, options, deletions } = removing;
  const { waits, signal, toTheEnd } = options;
  const { budget, remove } = RESOURCES[kind];
  const since = performance.now();
  const budgetMs = toTheEnd
    ? waits[budget]
    : Math.min(deletions.endPatienceMs(waits[budget]), options.endPatienceMs ?? Number.POSITIVE_INFINITY);
  let wasThere = options.wasRead === true;
  const shown = await poll(
    budgetMs,
    deletions.ending,
    async () => {
      const [end] = await Promise.all([endOf(removing, performance.now() - since), options.beside?.()]);
      wasThere ||= end === "still there";
      if (end !== "unclear") return end === "still there" ? undefined : end;
      // Where reads show nothing of a resource for so long, the answer of the deletion is all there is.
      return !wasThere && performance.now() - since > waits.listAgrees ? "nothing" : undefined;
    },
    { signal, since },
  );
  if (shown !== undefined) deletions.noteEnd(shown);
  if (shown !== undefined || (deletions.endShown === "nothing" && !toTheEnd)) return GONE;
  deletions.noteUnseen();
  const reason = `${id} can still be read ${Math.round(budgetMs)} ms after ${remove}`;
  return { is: "left", reason, accepted: true };
}

/** Looks whether a deletion is over, and by what it shows. */
async function endOf(removing: Removing, waitedMs: number): Promise<EndShown | "still there" | "unclear"> {
  const { client, kind, id, options, deletions } = removing;
  const found = await lookFor(client, kind, id, options);
  if (found.is === "gone" && (await isNowhere(removing))) return "read";
  if (found.is === "there" && isStateOfTheDead(statusOf(found.body))) return "read";
  const isSuspicious = found.is !== "there" || isNewState(statusOf(found.body), options.lastStatus);
  // A list may lag behind: what was there a moment ago is looked for in it only when the read is of no use.
  if (isSuspicious || deletions.endShown === "list" || waitedMs > options.waits.listAgrees) {
    const isListed = await isInList(removing);
    if (isListed === false) return found.is === "not-shown" ? "read" : "list";
    if (isListed === undefined && found.is === "there" && isSuspicious) return "read";
  }
  // Nothing reads it: the answer of the deletion has to do.
  if (found.is === "not-shown") return "read";
  return found.is === "there" ? "still there" : "unclear";
}

/** Whether "not found" is to be believed: reads that never found the resource may find nothing at this target, and then its list tells more. */
async function isNowhere(removing: Removing): Promise<boolean> {
  return removing.options.wasRead === true || (await isInList(removing)) !== true;
}

/** @returns undefined where no list tells */
async function isInList({ client, kind, id, options }: Removing): Promise<boolean | undefined> {
  const { loadBalancerId, signal } = options;
  if (kind !== "listener" || loadBalancerId === undefined) return undefined;
  const listing = await listenersOn(client, loadBalancerId, signal);
  if (listing.is !== "listed") return listing.is === "not-found" ? false : undefined;
  const found = listing.listeners.find(({ ListenerId }) => ListenerId === id);
  return found !== undefined && !isStateOfTheDead(statusOf(found));
}

const statusOf = (body: JsonObject) => textMember(body, "ListenerStatus");

/** Whether a listener in this state is no more, though it can be read: some targets keep what was deleted for a while. */
export function isStateOfTheDead(status: string | undefined): boolean {
  return /^(?:deleted|removed|released|destroyed|terminated|gone)$/iu.test(status ?? "");
}

/** States of a listener that stands, in the words of the page and in others. */
const LIVING = /^(?:provisioning|creating|configuring|updating|running|active|available|normal|inactive|stopped)$/iu;

/** Whether a listener is in a state that is neither the last one, nor one of the living, nor on the way to another. */
function isNewState(status: string | undefined, lastStatus: string | undefined): boolean {
  if (status === undefined || lastStatus === undefined || status === lastStatus) return false;
  return !LIVING.test(status) && !/ing$/iu.test(status);
}
