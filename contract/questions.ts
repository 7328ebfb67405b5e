/**
 * The fixed list of questions of a recording: clauses whose checks tell how a target behaves where the page is silent, and those that show whether the
 * page holds there. What each costs at most is written beside it; a test holds a recording to it.
 */
import { type EndpointRequirementId, REQUIREMENT_IDS } from "./catalogue.js";

/**
 * How the answers of two targets are held against each other. `exactly`: each answer is the same. `within`: everything that is seen of one was
 * seen of the other, which may show more. `told`: chance has a part in it, so that a difference is told and never graded. `held`: the clause holds or not, and has no answers of its own.
 */
export type Compared = "exactly" | "within" | "told" | "held";

/** One clause of the list. */
export interface Question {
  readonly clause: EndpointRequirementId;
  readonly compared: Compared;
  /** CreateListener requests that it takes at most, dry runs and refused ones included. */
  readonly requests: number;
  /** Listeners that it makes at most. */
  readonly listeners: number;
}

type Ask = Omit<Question, "clause">;
const asks = (compared: Compared, requests: number, listeners: number): Ask => ({ compared, requests, listeners });

/** In the order of the page. */
const LIST: Readonly<Partial<Record<EndpointRequirementId, Ask>>> = {
  "create-listener.asynchronous.readable": asks("held", 6, 3),
  "create-listener.asynchronous.first-state": asks("held", 6, 3),
  "create-listener.asynchronous.reaches-running": asks("held", 6, 3),
  "create-listener.asynchronous.documented-states": asks("held", 6, 3),
  "create-listener.asynchronous.never-backwards": asks("held", 6, 3),
  "create-listener.asynchronous.stays-running": asks("held", 6, 3),
  "create-listener.asynchronous.creating-alias": asks("held", 6, 3),
  "create-listener.asynchronous.provisioning-seen": asks("told", 4, 2),
  "create-listener.asynchronous.states": asks("within", 9, 4),
  "create-listener.attributes.as-sent": asks("held", 9, 4),
  "create-listener.attributes.list-agrees": asks("held", 6, 3),
  "create-listener.wire.no-server-error": asks("held", 16, 0),
  "create-listener.wire.readable-answers": asks("exactly", 5, 2),
  "create-listener.wire.malformed-input": asks("exactly", 35, 0),
  "create-listener.concurrency.answers-under-overlap": asks("told", 6, 0),
  "create-listener.authorization.denied-caller": asks("held", 5, 0),
  "create-listener.authorization.unsigned": asks("held", 5, 0),
  "create-listener.authorization.wrong-secret": asks("held", 5, 0),
  "create-listener.authorization.unknown-caller": asks("held", 5, 0),
  "create-listener.authorization.every-request": asks("held", 13, 0),
  "create-listener.authorization.tampered-body": asks("held", 5, 0),
  "create-listener.authorization.codes": asks("exactly", 5, 0),
  "create-listener.authorization.expired-date": asks("exactly", 3, 0),
  "create-listener.authorization.nonce-reuse": asks("exactly", 4, 0),
  "create-listener.load-balancer-id.required": asks("held", 6, 0),
  "create-listener.load-balancer-id.not-empty": asks("held", 6, 0),
  "create-listener.load-balancer-id.malformed": asks("exactly", 11, 0),
  "create-listener.server-group-id.required": asks("held", 9, 2),
  "create-listener.server-group-id.not-empty": asks("held", 9, 2),
  "create-listener.server-group-id.malformed": asks("exactly", 11, 0),
  "create-listener.listener-description.minimum": asks("held", 16, 4),
  "create-listener.listener-description.maximum": asks("held", 25, 4),
  "create-listener.listener-description.other-scripts": asks("exactly", 10, 0),
  "create-listener.listener-description.empty": asks("exactly", 3, 0),
  "create-listener.listener-description.unspecified-characters": asks("exactly", 15, 0),
  "create-listener.tcp-idle-timeout.minimum": asks("held", 89, 4),
  "create-listener.tcp-idle-timeout.maximum": asks("held", 56, 4),
  "create-listener.tcp-idle-timeout.default": asks("held", 5, 2),
  "create-listener.tcp-idle-timeout.spelling": asks("exactly", 99, 4),
  "create-listener.dry-run.passes": asks("held", 34, 0),
  "create-listener.dry-run.creates-nothing": asks("held", 13, 4),
  "create-listener.dry-run.checks-limits": asks("held", 21, 3),
  "create-listener.dry-run.false-creates": asks("held", 4, 2),
  "create-listener.dry-run.status": asks("held", 3, 0),
  "create-listener.dry-run.spelling": asks("exactly", 16, 2),
  "create-listener.dry-run.state-checks": asks("exactly", 11, 0),
  "create-listener.client-token.replay": asks("held", 11, 3),
  "create-listener.client-token.replay-after-running": asks("held", 11, 3),
  "create-listener.client-token.concurrent-replay": asks("held", 13, 2),
  "create-listener.client-token.other-parameters": asks("exactly", 8, 2),
  "create-listener.client-token.other-load-balancer": asks("exactly", 5, 2),
  "create-listener.client-token.after-delete": asks("exactly", 4, 2),
  "create-listener.client-token.after-time": asks("exactly", 5, 2),
  "create-listener.client-token.after-refusal": asks("exactly", 5, 2),
  "create-listener.client-token.after-dry-run": asks("exactly", 5, 2),
  "create-listener.client-token.length": asks("exactly", 11, 0),
  "create-listener.client-token.unusual": asks("exactly", 8, 0),
  "create-listener.client-token.replay-request-id": asks("exactly", 5, 2),
  "create-listener.tag.count": asks("held", 33, 4),
  "create-listener.tag-key.not-empty": asks("held", 23, 2),
  "create-listener.tag-key.maximum": asks("held", 43, 4),
  "create-listener.tag-key.unique-equal-values": asks("exactly", 4, 0),
  "create-listener.tag-key.case": asks("exactly", 15, 0),
  "create-listener.tag-key.reserved-prefix-case": asks("exactly", 8, 0),
  "create-listener.tag-value.maximum": asks("held", 43, 4),
  "create-listener.tag-value.empty": asks("exactly", 3, 0),
  "create-listener.tag-value.missing": asks("exactly", 3, 0),
  "create-listener.response.status": asks("held", 30, 15),
  "create-listener.response.json": asks("held", 31, 15),
  "create-listener.response.listener-id": asks("held", 31, 15),
  "create-listener.response.request-id": asks("held", 31, 15),
  "create-listener.response.request-id-header": asks("held", 4, 2),
  "create-listener.response.content-type": asks("held", 4, 2),
  "create-listener.response.listener-id-prefix": asks("held", 4, 2),
  "create-listener.response.no-error-members": asks("held", 4, 2),
  "create-listener.error.envelope": asks("held", 79, 0),
  "create-listener.error.request-id": asks("held", 79, 0),
  "create-listener.error.status": asks("held", 79, 0),
  "create-listener.error.message": asks("held", 79, 0),
  "create-listener.error.resource-not-found-load-balancer": asks("held", 25, 0),
  "create-listener.error.resource-not-found-server-group": asks("held", 28, 2),
  "create-listener.error.incorrect-status-load-balancer-provisioning": asks("held", 21, 0),
  "create-listener.error.incorrect-status-load-balancer-configuring": asks("held", 21, 0),
  "create-listener.error.incorrect-business-status-load-balancer": asks("held", 21, 0),
  "create-listener.error.too-many-listeners": asks("held", 34, 3),
  "create-listener.error.listeners-per-load-balancer": asks("exactly", 5, 2),
  "create-listener.error.too-many-listeners-concurrently": asks("held", 14, 3),
  "create-listener.error.incorrect-status-server-group-creating": asks("held", 24, 2),
  "create-listener.error.incorrect-status-server-group-configuring": asks("held", 24, 2),
  "create-listener.error.mismatch-vpc-id": asks("held", 24, 2),
  "create-listener.error.tcp-idle-timeout-conflict-with-scheduler": asks("held", 64, 3),
  "create-listener.error.resource-in-use-ip": asks("held", 24, 2),
  "create-listener.error.missing-tag-key": asks("held", 23, 2),
  "create-listener.error.missing-tag-value": asks("held", 3, 0),
  "create-listener.error.duplicated-tag-key": asks("held", 29, 2),
  "create-listener.error.illegal-tag-key": asks("held", 123, 4),
  "create-listener.error.illegal-tag-value": asks("held", 76, 3),
  "create-listener.error.two-violations": asks("held", 48, 0),
  "create-listener.error.precedence": asks("exactly", 51, 0),
  "create-listener.error.answers": asks("exactly", 96, 2),
  "create-listener.passing.place-after-deletion": asks("exactly", 5, 3),
  "create-listener.passing.repeated-errors": asks("told", 76, 0),
};

/** Every question of a recording. */
export const QUESTIONS: readonly Question[] = REQUIREMENT_IDS.flatMap((clause) => {
  const ask = LIST[clause];
  return ask === undefined ? [] : [{ clause, ...ask }];
});

/**
 * How the answers of a clause are compared.
 * @param clause any id; `held` for one that is not asked
 */
export function comparedHow(clause: string): Compared {
  return QUESTIONS.find((one) => one.clause === clause)?.compared ?? "held";
}
