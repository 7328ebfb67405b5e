/** Mutants that no verdict may fail for, yet the fingerprint of a probe has to show. */
import type { MutantDescription } from "../fault.js";
import { variants } from "../variants/index.js";
import { area, type MutantText } from "./area.js";

/** Legitimate differences that have to show in the fingerprint of a probe, or as a warning. */
const SEEN_BY: Readonly<Record<string, MutantDescription["requirement"]>> = {
  "running-at-once": "create-listener.asynchronous.provisioning-seen",
  "releasing-for-deleting": "create-listener.asynchronous.states",
  "creating-for-provisioning": "create-listener.asynchronous.creating-alias",
  "kana-accepted": "create-listener.listener-description.other-scripts",
  "empty-description-is-none": "create-listener.listener-description.empty",
  "only-basic-chinese": "create-listener.listener-description.unspecified-characters",
  "unusual-numbers-accepted": "create-listener.tcp-idle-timeout.spelling",
  "unusual-booleans-accepted": "create-listener.dry-run.spelling",
  "dry-run-of-format-only": "create-listener.dry-run.state-checks",
  "long-tokens-refused": "create-listener.client-token.length",
  "control-characters-in-tokens-refused": "create-listener.client-token.unusual",
  "token-reuse-answers-first": "create-listener.client-token.other-parameters",
  "tokens-per-load-balancer": "create-listener.client-token.other-load-balancer",
  "token-forgotten-after-delete": "create-listener.client-token.after-delete",
  "token-tied-by-dry-run": "create-listener.client-token.after-dry-run",
  "replay-original-request-id": "create-listener.client-token.replay-request-id",
  "equal-tags-merged": "create-listener.tag-key.unique-equal-values",
  "tag-keys-without-case": "create-listener.tag-key.case",
  "reserved-prefix-in-any-case": "create-listener.tag-key.reserved-prefix-case",
  "tag-with-empty-value-refused": "create-listener.tag-value.empty",
  "tag-without-value-refused": "create-listener.tag-value.missing",
  "malformed-ids-illegal": "create-listener.load-balancer-id.malformed",
  "expired-dates-accepted": "create-listener.authorization.expired-date",
  "nonces-not-remembered": "create-listener.authorization.nonce-reuse",
  "listener-ids-without-prefix": "create-listener.response.listener-id-prefix",
  "place-free-later": "create-listener.passing.place-after-deletion",
  "other-order": "create-listener.error.precedence",
  "generic-codes": "create-listener.error.answers",
  "passing-errors-409": "create-listener.passing.repeated-errors",
};

const mutants: readonly MutantText[] = variants.flatMap(({ name, title, vary }) => {
  const requirement = SEEN_BY[name];
  return requirement === undefined ? [] : [{ name: `open-${name}`, title, requirement, graded: false, mutate: vary }];
});

export const openQuestionMutants = area("open-questions", mutants);
