/** What clauses cannot be shown without, beside dry runs and refused requests: listeners that are made, and operations other than CreateListener. */
import type { RequirementId } from "./catalogue.js";

/** Listeners that have to be made before a clause has shown anything. */
interface CreationNeed {
  /** Clauses that need nothing but this creation are all shown by it. */
  readonly name: string;
  /** Load balancers that it takes. */
  readonly loadBalancers: number;
}

const plain: CreationNeed = { name: "the plainest listener", loadBalancers: 1 };
const watched: CreationNeed = { name: "a listener that is watched", loadBalancers: 1 };
const own = (name: string, loadBalancers = 1): CreationNeed => ({ name, loadBalancers });

/** By clause, those first of which one creation shows most. */
const NEEDS = {
  "create-listener.load-balancer-id.names-the-parent": plain,
  "create-listener.server-group-id.names-the-group": plain,
  "create-listener.dry-run.absent-creates": plain,
  "create-listener.response.status": plain,
  "create-listener.response.json": plain,
  "create-listener.response.listener-id": plain,
  "create-listener.response.request-id": plain,
  "create-listener.asynchronous.readable": watched,
  "create-listener.asynchronous.first-state": watched,
  "create-listener.asynchronous.reaches-running": watched,
  "create-listener.asynchronous.documented-states": watched,
  "create-listener.asynchronous.never-backwards": watched,
  "create-listener.asynchronous.stays-running": watched,
  "create-listener.attributes.as-sent": plain,
  "create-listener.attributes.list-agrees": own("attributes.list-agrees"),
  "create-listener.wire.decoding": own("wire.decoding"),
  "create-listener.client-token.replay": own("client-token.replay"),
  "create-listener.tcp-idle-timeout.read-back": own("tcp-idle-timeout.read-back"),
  "create-listener.error.no-effect": own("error.no-effect"),
  "create-listener.error.too-many-listeners-concurrently": own("error.too-many-listeners-concurrently"),
  "create-listener.client-token.concurrent-replay": own("client-token.concurrent-replay"),
  "create-listener.dry-run.creates-nothing": own("dry-run.creates-nothing"),
  "create-listener.dry-run.false-creates": own("dry-run.false-creates"),
  "create-listener.client-token.no-second-listener": own("client-token.no-second-listener"),
  "create-listener.client-token.replay-after-running": own("client-token.replay-after-running"),
  "create-listener.dry-run.leaves-token": own("dry-run.leaves-token"),
  "create-listener.dry-run.used-token": own("dry-run.used-token"),
  "create-listener.client-token.same-request": own("client-token.same-request"),
  "create-listener.concurrency.linearizable": own("concurrency.linearizable"),
  "create-listener.sequences.consistent": own("sequences.consistent"),
  "create-listener.client-token.replay-later": own("client-token.replay-later"),
  "create-listener.client-token.every-form": own("client-token.every-form"),
  "create-listener.response.listener-id-unique": own("response.listener-id-unique"),
  "create-listener.tcp-idle-timeout.meaning": own("tcp-idle-timeout.meaning"),
  "create-listener.client-token.absent": own("client-token.absent", 2),
  "create-listener.client-token.different-tokens": own("client-token.different-tokens", 2),
  "create-listener.client-token.case-matters": own("client-token.case-matters", 2),
} as const satisfies Partial<Record<RequirementId, CreationNeed>>;

const TABLE: Readonly<Partial<Record<RequirementId, CreationNeed>>> = NEEDS;

/** Clauses that are shown by listeners only, in the order in which load balancers go to them where each is worth one. */
export const SPENDING_ORDER: readonly string[] = Object.keys(NEEDS);

/** One creation, and the clauses that it shows. */
interface Creation {
  readonly loadBalancers: number;
  readonly clauses: readonly string[];
}

/** Creations in the order in which load balancers go to them where each is worth one. */
export const CREATIONS: readonly Creation[] = [...new Set(Object.values(TABLE))].map((need) => ({
  loadBalancers: need.loadBalancers,
  clauses: Object.entries(TABLE).flatMap(([clause, other]) => (other === need ? [clause] : [])),
}));

/** The clauses that are shown by the creation which one of them asks for. */
export function clausesShownWith(clause: string): readonly string[] {
  return CREATIONS.find(({ clauses }) => clauses.includes(clause))?.clauses ?? [clause];
}

/** What one answer shows that is the same whatever is asked: the form of a success. */
export const LEARNED_FROM_ONE_ANSWER: readonly RequirementId[] = [
  "create-listener.response.status",
  "create-listener.response.json",
  "create-listener.response.listener-id",
  "create-listener.response.request-id",
  "create-listener.response.request-id-header",
  "create-listener.response.content-type",
  "create-listener.wire.readable-answers",
];

/** What of a target and of a run decides which clauses can be shown, beside situations. */
export interface Offer {
  /** Whether requests that are no dry runs are allowed. */
  readonly creations: boolean;
  readonly authentication: boolean;
  /** Whether the target answers the same to everything. */
  readonly isStatic: boolean;
  readonly listsListeners: boolean;
  readonly removesListeners: boolean;
  /** Idle load balancers. */
  readonly loadBalancers: number;
}

/** Clauses that dry runs cannot show, though no listener has to be made for them. */
const REAL_REQUESTS: readonly RequirementId[] = [
  "create-listener.concurrency.without-effect",
  "create-listener.concurrency.deletion",
  "create-listener.dry-run.malformed",
  "create-listener.load-balancer-id.other-kind",
  "create-listener.server-group-id.other-kind",
];
const LIST_AGREES = "create-listener.attributes.list-agrees";
/** Shown by a list after a dry run as well. */
const SHOWN_BY_LISTS = "create-listener.dry-run.creates-nothing";

/** Why some clauses cannot be shown. */
export interface Unshown {
  readonly because: string;
  readonly clauses: readonly string[];
}

/** The clauses that cannot be shown for want of something else than a situation. */
export function unshownWith(offer: Offer, ids: readonly RequirementId[]): readonly Unshown[] {
  const { creations, authentication, isStatic, listsListeners, removesListeners } = offer;
  const all: readonly (readonly [lacks: boolean, because: string, clauses: readonly string[]])[] = [
    [isStatic, "the target answers the same to everything", ids.filter((id) => !LEARNED_FROM_ONE_ANSWER.includes(id))],
    [!authentication, "requests are not signed", ids.filter((id) => id.includes(".authorization."))],
    [!listsListeners, "listeners cannot be listed", [LIST_AGREES]],
    [!removesListeners, "listeners cannot be removed", ["create-listener.concurrency.deletion"]],
    [!creations, "only dry runs are allowed", [...REAL_REQUESTS, ...SPENDING_ORDER.filter(isUnshownByDryRuns(offer))]],
    [
      creations && !removesListeners,
      "each load balancer is worth one creation, and there are too few",
      beyondMeans(offer, ids),
    ],
  ];
  const asked = new Set<string>(ids);
  return all.flatMap(([lacks, because, clauses]) => {
    const own = lacks ? clauses.filter((clause) => asked.delete(clause)) : [];
    return own.length === 0 ? [] : [{ because, clauses: own }];
  });
}

const isUnshownByDryRuns =
  ({ listsListeners }: Offer) =>
  (clause: string) =>
    clause !== SHOWN_BY_LISTS || !listsListeners;

/** Clauses for whose creations no load balancer is left, those before them having had theirs. */
function beyondMeans({ loadBalancers, listsListeners }: Offer, ids: readonly string[]): readonly string[] {
  let left = loadBalancers > 1 ? loadBalancers - 1 : loadBalancers;
  return CREATIONS.flatMap(({ loadBalancers: needed, clauses }) => {
    const isAsked = clauses.some((clause) => ids.includes(clause) && (clause !== LIST_AGREES || listsListeners));
    if (!isAsked) return [];
    if (needed > left) return clauses;
    left -= needed;
    return [];
  });
}
