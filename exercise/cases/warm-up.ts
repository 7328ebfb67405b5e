import type { Check } from "../check/check.js";

/** Opens the connections that a burst will use, so that its requests leave together. */
export async function warmUp(check: Check, count: number): Promise<void> {
  const { session } = check;
  const id = session.stage.first ?? "";
  await Promise.all(
    Array.from({ length: count }, () => session.client.call("GetLoadBalancerAttribute", [["LoadBalancerId", id]])),
  );
}
