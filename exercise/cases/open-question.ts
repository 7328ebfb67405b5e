/** Requests of which the contract says nothing: sent once, for whoever only wants to know how they are answered. */
import { through } from "../../contract/judge.js";
import type { RequestDraft } from "../../contract/request.js";
import { type Attempt, isFull } from "../session/attempt.js";
import type { Session } from "../session/session.js";
import { borrowFor, clearDryRunPlace } from "../stage/lending.js";

/** Puts a draft through the dry-run lens; alone where what is beside it may have a part in the answer. */
export async function askByDryRun(session: Session, draft: RequestDraft): Promise<Attempt> {
  const send = () => session.send(through("dry-run", draft), {});
  const beside = await send();
  // What is neither a pass nor the client's fault may be the doing of what was beside it.
  const attempt =
    beside.answer.is === "server-error" || isFull(beside.answer)
      ? await session.stage.alone([], send, "nothing")
      : beside;
  if (attempt.answer.is === "accepted") await clearDryRunPlace(session, attempt.sent.loadBalancerId);
  return attempt;
}

/** Puts a draft through the create lens; where it names an idle load balancer, that is lent, and what it makes is removed. */
export function askByCreation(session: Session, draft: RequestDraft): Promise<Attempt> {
  return borrowFor(session, 0, draft, (one) => one.create(draft), "nothing");
}
