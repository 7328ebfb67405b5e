/**
 * A sequential reference model of one account: load balancers with at most one listener each, and the client tokens that were used. For
 * every operation it says which results the documentation allows and what each of them leads to. Where the page leaves it open there are
 * several: a listener that is being made may be Provisioning or Running, a deletion may still be under way, a load balancer may be busy
 * for as long as it was not seen Active again. The neighbour operations are not judged: their results only tell what happened. Pure.
 */
import { BEFORE_RUNNING, RUNNING } from "./life.js";
import {
  type Account,
  isKnown,
  placeOf,
  slotOf,
  unnamedPlaces,
  withName,
  withoutListener,
  withPhase,
  withSlot,
} from "./model/account.js";
import { type Allowance, creationAllowances } from "./model/creation.js";
import type { Operation, Result } from "./model/operation.js";

export { type Account, keyOfAccount, NEW_ACCOUNT } from "./model/account.js";
export { type Creation, describeOperation, describeResult, type Operation, type Result } from "./model/operation.js";

/**
 * States an operation may have led to.
 * @param account the state before
 * @param result what came; `unknown` gives the states in which the operation took effect (it may also have had none)
 * @returns empty when the documentation does not allow the result
 */
export function step(account: Account, operation: Operation, result: Result): readonly Account[] {
  const allowed = allowances(account, operation);
  return (result.is === "unknown" ? allowed : allowed.filter((one) => one.allows(result))).map((one) =>
    one.leadsTo(result),
  );
}

/**
 * What the documentation allows as the result of an operation, in words.
 * @param accounts states the account may be in
 */
export function allowedResults(accounts: readonly Account[], operation: Operation): string {
  const words = accounts.flatMap((account) => allowances(account, operation).map((one) => one.words));
  return [...new Set(words)].join(", or ");
}

function allowances(account: Account, operation: Operation): readonly Allowance[] {
  switch (operation.is) {
    case "create":
      return creationAllowances(account, operation);
    case "read":
      return readAllowances(account, operation.listener);
    case "list":
      return listAllowances(account, operation.loadBalancer);
    case "update":
      return neighbourAllowances(account, operation.listener, "changing");
    case "delete":
      return neighbourAllowances(account, operation.listener, "deleting");
    case "look":
      return lookAllowances(account, operation.loadBalancer);
  }
}

function readAllowances(account: Account, id: string): Allowance[] {
  const place = placeOf(account, id);
  if (place !== undefined) return readsOfStanding(account, place);
  // What becomes visible of a listener after its deletion is another operation's matter.
  if (account.gone.includes(id)) return [foundIn(undefined, () => account), notFound(() => account)];
  const unnamed = unnamedPlaces(account).flatMap((one) => readsOfStanding(withName(account, one, id), one));
  return isKnown(account, id) ? [notFound(() => account)] : [notFound(() => account), ...unnamed];
}

function readsOfStanding(account: Account, place: string): Allowance[] {
  const running = foundIn([RUNNING], () => withPhase(account, place, "running"));
  switch (slotOf(account, place).listener?.phase) {
    case "making":
      return [foundIn([...BEFORE_RUNNING], () => account), running];
    case "changing":
      return [foundIn(["Configuring", RUNNING], () => account)];
    case "deleting":
      return [foundIn(undefined, () => account), notFound(() => withoutListener(account, place))];
    default:
      return [running];
  }
}

/** @param states `undefined`: any */
function foundIn(states: readonly string[] | undefined, leadsTo: () => Account): Allowance {
  return {
    words: states === undefined ? "found" : `found ${states.join(" or ")}`,
    allows: (result) => result.is === "found" && (states === undefined || states.includes(result.status)),
    leadsTo,
  };
}

const notFound = (leadsTo: () => Account): Allowance => ({
  words: "not found",
  allows: ({ is }) => is === "not-found",
  leadsTo,
});

/** A list may lack a listener, for lists lag; it may not show one that nobody announced. */
function listAllowances(account: Account, loadBalancer: string): Allowance[] {
  const { listener } = slotOf(account, loadBalancer);
  const standing = listener?.id === undefined ? [] : [listener.id];
  const unnamed = listener !== undefined && listener.id === undefined;
  const strangers = (result: Result) =>
    result.is === "listed" ? result.listeners.filter((id) => !account.gone.includes(id) && !standing.includes(id)) : [];
  return [
    {
      words: standing.length === 0 ? "no listener" : "no listener but the announced one",
      allows: (result) => result.is === "listed" && strangers(result).length === 0,
      leadsTo: () => account,
    },
    ...(unnamed ? [oneStranger(account, loadBalancer, strangers)] : []),
  ];
}

function oneStranger(account: Account, loadBalancer: string, strangers: (result: Result) => string[]): Allowance {
  return {
    words: "one listener",
    allows: (result) => strangers(result).length === 1 && !strangers(result).some((id) => isKnown(account, id)),
    leadsTo: (result) => {
      const [id] = strangers(result);
      return id === undefined ? account : withName(account, loadBalancer, id);
    },
  };
}

/** An update or a deletion: accepted or not, both are fine; accepted it changes the phase of what it names. */
function neighbourAllowances(account: Account, id: string, phase: "changing" | "deleting"): Allowance[] {
  const place = placeOf(account, id);
  const deleting = place !== undefined && slotOf(account, place).listener?.phase === "deleting";
  const after = place === undefined || deleting ? account : withPhase(account, place, phase);
  return [
    { words: "accepted", allows: ({ is }) => is === "done", leadsTo: () => after },
    {
      words: "refused",
      allows: ({ is }) => is === "refused" || is === "not-found" || is === "server-error",
      leadsTo: () => account,
    },
  ];
}

/** A load balancer that is Active once its listener has come to rest is not busy any more. */
function lookAllowances(account: Account, loadBalancer: string): Allowance[] {
  const slot = slotOf(account, loadBalancer);
  const atRest = slot.listener === undefined || slot.listener.phase === "running";
  return [
    {
      words: "Active",
      allows: ({ is }) => is === "active",
      leadsTo: () => (atRest ? withSlot(account, loadBalancer, { ...slot, busy: false }) : account),
    },
    {
      words: "in another state",
      allows: ({ is }) => is === "not-active",
      leadsTo: () => withSlot(account, loadBalancer, { ...slot, busy: true }),
    },
  ];
}
