/** Clauses that say of many things what another clause says of one: what breaks the other one in their own cases breaks them too. */
import type { RequirementId } from "./catalogue.js";

/** What is read back of each parameter. */
const READ_BACK = [
  "create-listener.load-balancer-id.names-the-parent",
  "create-listener.server-group-id.names-the-group",
  "create-listener.listener-description.optional",
  "create-listener.listener-description.read-back",
  "create-listener.tcp-idle-timeout.default",
  "create-listener.tcp-idle-timeout.read-back",
  "create-listener.tag.optional",
  "create-listener.tag.read-back",
] as const satisfies readonly RequirementId[];

/** By the clause that says more: the clauses it implies. */
const IMPLIED: Readonly<Partial<Record<RequirementId, readonly RequirementId[]>>> = {
  "create-listener.attributes.as-sent": READ_BACK,
  "create-listener.wire.decoding": ["create-listener.tag.read-back", "create-listener.listener-description.read-back"],
  "create-listener.tag.every-count": ["create-listener.tag.read-back"],
  "create-listener.tag-key.every-length": ["create-listener.tag.read-back"],
  "create-listener.tag-value.every-length": ["create-listener.tag.read-back"],
};

/** Whether whatever breaks one clause in a case of another breaks that other one too. */
export function implies(general: RequirementId, broken: RequirementId): boolean {
  return IMPLIED[general]?.includes(broken) ?? false;
}
