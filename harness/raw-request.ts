import { readAnswer } from "../contract/answer.js";
import { attributeFindings } from "../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft, toParameters } from "../contract/request.js";
import type { MalformedWire } from "../generators/malformed-wire.js";
import { encodeParameters } from "../target/signing/encoding.js";
import type { Endpoint } from "./endpoint.js";
import { listenerOf } from "./listener-life.js";
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

const BLANKS: RequestDraft = { ...MINIMAL_DRAFT, tags: [{ key: "plus for blank", value: "one two + three" }] };

/**
 * A creation whose form has a plus sign for each blank, as browsers and many clients write it; blanks and real plus signs are read back.
 * @param endpoint the check's endpoint
 */
export async function plusForBlank(endpoint: Endpoint): Promise<void> {
  await endpoint.withLoadBalancer(0, async (one) => {
    const serverGroupId = endpoint.session.situations.find("server-group/available")?.ids[0];
    const parameters = toParameters(BLANKS, { loadBalancerId: one.id, serverGroupId, clientToken: undefined });
    const rawBody = encodeParameters(parameters).replaceAll("%20", "+");
    const attempt = await one.create(BLANKS, { call: { rawBody } });
    endpoint.expectAccepted(attempt);
    const listener = listenerOf(one, attempt);
    const read = listener === undefined ? undefined : await one.read(listener);
    if (read?.is !== "found") return;
    const exchanges = [attempt.exchange, read.exchange];
    endpoint.findings(attempt, attributeFindings(attempt.draft, attempt.sent, read.view), exchanges);
  });
}
