/** What the documentation allows as the answer to a CreateListener request in a given state of the account. */

import { DOCUMENTED_ERRORS, DRY_RUN_PASSED } from "../errors.js";
import { allowsCode, describeRefusal } from "../judge.js";
import { isConflict } from "../passing-errors.js";
import {
  type Account,
  isKnown,
  listenersOf,
  type Slot,
  slotOf,
  type TokenUse,
  useOf,
  withListener,
  withName,
  withToken,
} from "./account.js";
import type { Creation, Result } from "./operation.js";

/** One answer that is allowed, and the state it leads to. */
export interface Allowance {
  /** For people. */
  readonly words: string;
  readonly allows: (result: Result) => boolean;
  /** The state after it; `unknown` results lead where the answer would have, with a listener that has no name yet. */
  readonly leadsTo: (result: Result) => Account;
}

type Change = (result: Result) => Account;

const FULL = "OperationDenied.TooManyListeners";
const BUSY = "IncorrectStatus.LoadBalancer";

/** Allowed answers to a CreateListener request. */
export function creationAllowances(account: Account, creation: Creation): Allowance[] {
  const slot = slotOf(account, creation.loadBalancer);
  const use = useOf(account, creation.token);
  const unchanged = () => noteRefusal(account, creation);
  if (creation.refusals.length > 0) return [...demanded(creation, unchanged), ...inTheWay(slot, unchanged)];
  if (creation.dryRun) return dryRunAllowances(account, creation, slot, use);
  if (use?.is === "open") return openAllowances(account, creation, slot, use.listeners);
  if (use?.is !== "made") {
    // The page does not say whether a refusal uses a token up, nor what becomes of replays that are refused together.
    const usedUp = use?.is === "refused" ? [idempotent(unchanged)] : [];
    return [...freshAllowances(account, creation, slot), ...usedUp];
  }
  const same = use.says === creation.says && use.loadBalancer === creation.loadBalancer;
  return same ? replayAllowances(account, creation, slot, use.listener) : reuseAllowances(account, creation, slot, use);
}

/** A valid request that is like no earlier one. */
function freshAllowances(account: Account, creation: Creation, slot: Slot): Allowance[] {
  const unchanged = () => noteRefusal(account, creation);
  return [...(isFree(slot) ? [acceptedAsNew(account, creation)] : []), ...inTheWay(slot, unchanged)];
}

/** The same request under the same token. */
function replayAllowances(account: Account, creation: Creation, slot: Slot, first: string | undefined): Allowance[] {
  const { listener } = slot;
  if (listener !== undefined && listener.id === first && listener.phase !== "deleting") {
    return [acceptedAsFirst(account, creation, first), idempotent(() => account)];
  }
  // How long a token is remembered after its listener was deleted is not stated.
  return openAllowances(account, creation, slot, first === undefined ? [] : [first]);
}

/** Another request under a token that was used: clients must not, so nothing is promised from then on. */
function reuseAllowances(account: Account, creation: Creation, slot: Slot, use: TokenUse): Allowance[] {
  const listeners = listenersOf(use);
  const opened = withToken(account, creation.token, { is: "open", listeners });
  return openAllowances(opened, creation, slot, listeners);
}

/** What is open: a listener that the token stood for, a new one where there is room, or any refusal. */
function openAllowances(account: Account, creation: Creation, slot: Slot, listeners: readonly string[]): Allowance[] {
  return [...openWithoutEffect(account, listeners), ...(isFree(slot) ? [acceptedAsNew(account, creation)] : [])];
}

function openWithoutEffect(account: Account, listeners: readonly string[]): Allowance[] {
  return [
    {
      words: "accepted as a listener that the token stood for",
      allows: (result) =>
        result.is === "accepted" && result.listener !== undefined && listeners.includes(result.listener),
      leadsTo: () => account,
    },
    { words: "refused with HTTP 4xx", allows: isRefusal, leadsTo: () => account },
  ];
}

function dryRunAllowances(account: Account, creation: Creation, slot: Slot, use: TokenUse | undefined): Allowance[] {
  const passed = (leadsTo: Change): Allowance => ({
    words: `code ${DRY_RUN_PASSED}`,
    allows: ({ is }) => is === "dry-run-passed",
    leadsTo,
  });
  if (use !== undefined) {
    // A dry run under a used token is another request than the first one.
    const listeners = listenersOf(use);
    const opened = use.is === "made" ? withToken(account, creation.token, { is: "open", listeners }) : account;
    return [passed(() => opened), ...openWithoutEffect(opened, listeners)];
  }
  const unchanged = () => noteRefusal(account, creation);
  // Whether a dry run sees a state that is passing is open: the page names limits, not states.
  const full = slot.listener?.phase === "running" && !slot.busy;
  return [...(full ? [] : [passed(unchanged)]), ...inTheWay(slot, unchanged)];
}

/** Documented refusals for what stands on a load balancer, or happens to it. */
function inTheWay({ listener, busy }: Slot, leadsTo: Change): Allowance[] {
  return [
    // A place that was just given up may still be counted while the load balancer is busy.
    ...(listener === undefined && !busy ? [] : [refusedWith(FULL, leadsTo)]),
    ...(busy || (listener !== undefined && listener.phase !== "running")
      ? [refusedWith(BUSY, leadsTo), inConflict(leadsTo)]
      : []),
  ];
}

function demanded({ refusals }: Creation, leadsTo: Change): Allowance[] {
  return refusals.map((refusal) => ({
    words: describeRefusal(refusal),
    allows: (result) => isRefusal(result) && allowsCode(refusal, result.code),
    leadsTo,
  }));
}

/** Room for a new listener: none stands, or the one there is on its way out. */
const isFree = ({ listener }: Slot) => listener === undefined || listener.phase === "deleting";

function acceptedAsNew(account: Account, creation: Creation): Allowance {
  const { loadBalancer, token, says } = creation;
  const before = useOf(account, token);
  return {
    words: "accepted as a new listener",
    allows: (result) =>
      result.is === "accepted" && !(result.listener !== undefined && isKnown(account, result.listener)),
    leadsTo: (result) => {
      const listener = result.is === "accepted" ? result.listener : undefined;
      const use: TokenUse =
        before?.is === "open"
          ? { is: "open", listeners: listener === undefined ? before.listeners : [...before.listeners, listener] }
          : { is: "made", says, loadBalancer, listener };
      return withToken(withListener(account, loadBalancer, listener), token, use);
    },
  };
}

function acceptedAsFirst(account: Account, { loadBalancer }: Creation, first: string | undefined): Allowance {
  return {
    words: "accepted as the listener of the first request",
    allows: (result) => {
      if (result.is !== "accepted" || result.listener === undefined) return false;
      return first === undefined ? !isKnown(account, result.listener) : result.listener === first;
    },
    leadsTo: (result) =>
      result.is === "accepted" && result.listener !== undefined
        ? withName(account, loadBalancer, result.listener)
        : account,
  };
}

const idempotent = (leadsTo: Change): Allowance => ({
  words: "an Idempot… error",
  allows: (result) => isRefusal(result) && /^Idempot/u.test(result.code ?? ""),
  leadsTo,
});

const inConflict = (leadsTo: Change): Allowance => ({
  words: "an HTTP 409 of a conflict",
  allows: (result) => result.is === "refused" && isConflict(result),
  leadsTo,
});

const refusedWith = (code: typeof FULL | typeof BUSY, leadsTo: Change): Allowance => ({
  words: `refused with HTTP ${DOCUMENTED_ERRORS[code].status} ${code}`,
  allows: (result) =>
    result.is === "refused" && result.status === DOCUMENTED_ERRORS[code].status && result.code === code,
  leadsTo,
});

function isRefusal(result: Result): result is Extract<Result, { is: "refused" }> {
  return result.is === "refused" && result.status >= 400 && result.status < 500;
}

/** A request without effect leaves no trace but on its token. */
function noteRefusal(account: Account, { token }: Creation): Account {
  return useOf(account, token) === undefined ? withToken(account, token, { is: "refused" }) : account;
}
