/** The state of one account as far as CreateListener and its neighbours show it. Plain data; every change gives a new state. */

/**
 * Where a listener is in its life. `making`: announced, not yet seen Running. `changing`: an update was accepted. `deleting`: a deletion
 * was accepted, and may be over without anybody having looked.
 */
type Phase = "making" | "running" | "changing" | "deleting";

export interface StandingListener {
  /** `undefined` when the answer that named it was lost. */
  readonly id: string | undefined;
  readonly phase: Phase;
}

/** The one place for a listener on a load balancer. */
export interface Slot {
  readonly listener: StandingListener | undefined;
  /** Whether the load balancer may not be Active: its listener was made, changed or removed, and it was not looked at since. */
  readonly busy: boolean;
}

/** What is known of a client token that was sent. */
export type TokenUse =
  /** A request with it was accepted. */
  | {
      readonly is: "made";
      readonly says: string;
      readonly loadBalancer: string;
      readonly listener: string | undefined;
    }
  /** Requests with it were refused or were dry runs; the page does not say whether that uses a token up. */
  | { readonly is: "refused" }
  /** It was sent with different requests, against the page: what it stands for from then on is open. */
  | { readonly is: "open"; readonly listeners: readonly string[] };

export interface Account {
  readonly slots: Readonly<Record<string, Slot>>;
  readonly tokens: Readonly<Record<string, TokenUse>>;
  /** Listeners that were deleted. */
  readonly gone: readonly string[];
}

const IDLE: Slot = { listener: undefined, busy: false };

/** An account whose load balancers are all idle and whose tokens are all unused. */
export const NEW_ACCOUNT: Account = { slots: {}, tokens: {}, gone: [] };

/** The place for a listener on a load balancer; one that was never touched is idle. */
export function slotOf(account: Account, loadBalancer: string): Slot {
  return account.slots[loadBalancer] ?? IDLE;
}

/** What is known of a token, or `undefined` when it is absent or was never sent. */
export function useOf(account: Account, token: string | undefined): TokenUse | undefined {
  return token !== undefined && Object.hasOwn(account.tokens, token) ? account.tokens[token] : undefined;
}

/** The account with one slot changed. */
export function withSlot(account: Account, loadBalancer: string, slot: Slot): Account {
  return { ...account, slots: { ...account.slots, [loadBalancer]: slot } };
}

/** The account with one token changed; as it is when there is no token. */
export function withToken(account: Account, token: string | undefined, use: TokenUse): Account {
  return token === undefined ? account : { ...account, tokens: { ...account.tokens, [token]: use } };
}

/**
 * The account after a creation that took effect. A listener that was being deleted in the same place is gone.
 * @param listener its id, `undefined` when the answer was lost
 */
export function withListener(account: Account, loadBalancer: string, listener: string | undefined): Account {
  const before = slotOf(account, loadBalancer).listener?.id;
  const gone = before === undefined ? account.gone : [...account.gone, before];
  return withSlot({ ...account, gone }, loadBalancer, { listener: { id: listener, phase: "making" }, busy: true });
}

/** The account with the listener of one load balancer in another phase. */
export function withPhase(account: Account, loadBalancer: string, phase: Phase): Account {
  const { listener, busy } = slotOf(account, loadBalancer);
  if (listener === undefined || listener.phase === phase) return account;
  return withSlot(account, loadBalancer, { listener: { ...listener, phase }, busy: busy || phase !== "running" });
}

/** The account after the listener of a load balancer was found to be gone. */
export function withoutListener(account: Account, loadBalancer: string): Account {
  const id = slotOf(account, loadBalancer).listener?.id;
  const gone = id === undefined ? account.gone : [...account.gone, id];
  return withSlot({ ...account, gone }, loadBalancer, { listener: undefined, busy: true });
}

/** The account in which the unnamed listener of a load balancer has an id, for its token too. */
export function withName(account: Account, loadBalancer: string, id: string): Account {
  const { listener, busy } = slotOf(account, loadBalancer);
  if (listener === undefined || listener.id !== undefined) return account;
  const tokens = Object.entries(account.tokens).map(([token, use]): [string, TokenUse] => {
    const unnamed = use.is === "made" && use.listener === undefined && use.loadBalancer === loadBalancer;
    return [token, unnamed ? { ...use, listener: id } : use];
  });
  return withSlot({ ...account, tokens: Object.fromEntries(tokens) }, loadBalancer, {
    listener: { ...listener, id },
    busy,
  });
}

/** Whether an id was ever given to a listener of this account. */
export function isKnown(account: Account, id: string): boolean {
  return (
    account.gone.includes(id) ||
    placeOf(account, id) !== undefined ||
    Object.values(account.tokens).some((use) => listenersOf(use).includes(id))
  );
}

/** Listeners that a token stands for, as far as they have a name. */
export function listenersOf(use: TokenUse): readonly string[] {
  if (use.is === "open") return use.listeners;
  return use.is === "made" && use.listener !== undefined ? [use.listener] : [];
}

/** The load balancer on which a listener stands, or `undefined` when it stands nowhere. */
export function placeOf(account: Account, id: string): string | undefined {
  return Object.entries(account.slots).find(([, slot]) => slot.listener?.id === id)?.[0];
}

/** Load balancers whose listener has no name yet. */
export function unnamedPlaces(account: Account): string[] {
  return Object.entries(account.slots)
    .filter(([, { listener }]) => listener !== undefined && listener.id === undefined)
    .map(([loadBalancer]) => loadBalancer);
}

/** A text that is the same for equal states, whatever order they came about in. */
export function keyOfAccount({ slots, tokens, gone }: Account): string {
  return JSON.stringify([sorted(slots), sorted(tokens), [...new Set(gone)].sort()]);
}

const sorted = <T>(record: Readonly<Record<string, T>>) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
