import { readAnswer } from "../contract/answer.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { MalformedWire } from "../generators/malformed-wire.js";
import type { Endpoint } from "./endpoint.js";
import type { Attempt } from "./session.js";

/**
 * Sends a form body as it is, signed as it is. It asks for a dry run, so that nothing is created however it is read; should it be all the
 * same, the load balancer is cleared.
 * @param endpoint the check's endpoint
 * @param request the body, with places for the ids
 */
export async function sendRaw({ session }: Endpoint, request: MalformedWire): Promise<Attempt> {
  return session.borrow(0, 1, async ([one]) => {
    const serverGroupId = session.situations.find("server-group/available")?.ids[0] ?? "";
    const loadBalancerId = one?.id ?? "";
    const rawBody = request.body
      .replaceAll("{lb}", encodeURIComponent(loadBalancerId))
      .replaceAll("{sg}", encodeURIComponent(serverGroupId));
    const exchange = await session.client.call("CreateListener", [], {
      rawBody,
      resendStale: false,
      ...(request.contentType === undefined ? {} : { contentType: request.contentType }),
    });
    const answer = readAnswer(exchange);
    if (answer.is === "accepted") one?.suspectLeftovers();
    return { draft: MINIMAL_DRAFT, sent: { loadBalancerId, serverGroupId, clientToken: undefined }, exchange, answer };
  });
}
