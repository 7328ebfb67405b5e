/** Sequences of requests in which the id of one kind of resource stands where another kind is asked for. */
import { jsonObjectOf } from "../contract/answer.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import type { Check } from "../exercise/check/check.js";
import { type BorrowedLoadBalancer, listenerOf } from "../exercise/stage/borrowed-load-balancer.js";
import { isOfAnotherKind } from "../generators/resource-id.js";

/** The two parameters that name a resource. */
type IdParameter = "loadBalancer" | "serverGroup";

/**
 * Requests in which a parameter holds the id of something that exists and is of another kind are refused: as unknown or as ill-formed, which
 * the page leaves open. Each is sent on an idle load balancer, so that nothing else stands in the way.
 */
export async function refusesIdsOfOtherKinds(check: Check, parameter: IdParameter): Promise<void> {
  if (!check.mayCreate) {
    check.notApplicable("a dry run need not look at what exists, and nothing else is allowed here");
    return;
  }
  let sent = 0;
  const { lendable, isScarce } = check.session.stage;
  // The id of a listener is one kind of many: where it costs a load balancer, it is left out.
  const count = isScarce ? 1 : Math.min(2, lendable);
  const course = async ([one, other]: readonly BorrowedLoadBalancer[]) => {
    if (one === undefined) return;
    const ofListener = other === undefined ? undefined : listenerOf(other, await other.create(MINIMAL_DRAFT));
    const existing = await existingIds(check, one.id);
    const own = parameter === "loadBalancer" ? one.id : (existing.serverGroup ?? "");
    const ids = { ...existing, ...(ofListener === undefined ? {} : { listener: ofListener.listenerId }) };
    for (const [kind, id] of Object.entries(ids)) {
      if (!isOfAnotherKind(id, own)) continue;
      sent += 1;
      const attempt = await one.create({ ...MINIMAL_DRAFT, [parameter]: { is: "literal", id } });
      const expected = `refused: the id is that of a ${kind}`;
      check.expect(attempt.answer.is === "refused", attempt, { expected, got: answerInWords(attempt) });
      if (attempt.answer.is !== "refused") break;
    }
  };
  await check.withLoadBalancers(0, count, course, count === 1 ? "nothing" : "listeners");
  if (sent === 0) check.notApplicable("ids here bear no mark of their kind");
}

/** Ids that exist, by kind: the load balancer's own, a server group's, and those that the load balancer is shown with. */
async function existingIds({ session }: Check, loadBalancerId: string): Promise<Record<string, string>> {
  const [serverGroupId] = session.situations.find("server-group/available")?.ids ?? [];
  const ids: Record<string, string> = { loadBalancer: loadBalancerId };
  if (serverGroupId !== undefined) ids.serverGroup = serverGroupId;
  const { outcome } = await session.client.call("GetLoadBalancerAttribute", [["LoadBalancerId", loadBalancerId]]);
  const shown = outcome.is === "response" ? jsonObjectOf(outcome.response.body) : undefined;
  if (typeof shown?.VpcId === "string") ids.VPC = shown.VpcId;
  return ids;
}
