/** Requests whose form is written by hand. */
import { readAnswer } from "../../contract/answer.js";
import { attributeFindings } from "../../contract/listener.js";
import { TAG } from "../../contract/parameters.js";
import { MINIMAL_DRAFT, type Parameter, type RequestDraft, toParameters } from "../../contract/request.js";
import type { Check } from "../../exercise/check/check.js";
import { resolveToken } from "../../exercise/session/resolve-references.js";
import type { Attempt } from "../../exercise/session/session.js";
import { encodeParameters } from "../../exercise/session/session.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import { clearDryRunPlace } from "../../exercise/stage/lending.js";
import type { MalformedWire } from "../../generators/malformed-wire.js";
import { plainTags } from "../../generators/tag.js";
import { ORDERS } from "../../generators/wire-form.js";

/**
 * Sends a form body as it is, signed as it is. It asks for a dry run, so that nothing is created however it is read; should it be all the
 * same, the load balancer is cleared.
 */
export async function sendRaw({ session }: Check, request: MalformedWire): Promise<Attempt> {
  const serverGroupId = session.situations.find("server-group/available")?.ids[0] ?? "";
  const attempt = await session.stage.dryRun(0, () =>
    session.stage.share(0, async (loadBalancerId): Promise<Attempt> => {
      const rawBody = request.body
        .replaceAll("{lb}", encodeURIComponent(loadBalancerId))
        .replaceAll("{sg}", encodeURIComponent(serverGroupId));
      const sent = { loadBalancerId, serverGroupId, clientToken: undefined };
      session.knowledge.attempts.note(MINIMAL_DRAFT, sent, false);
      const exchange = await session.client.call("CreateListener", [], {
        rawBody,
        resendStale: false,
        ...(request.contentType === undefined ? {} : { contentType: request.contentType }),
      });
      return { draft: MINIMAL_DRAFT, sent, exchange, answer: readAnswer(exchange) };
    }),
  );
  if (attempt.answer.is === "accepted") await clearDryRunPlace(session, attempt.sent.loadBalancerId);
  return attempt;
}

const BLANKS: RequestDraft = { ...MINIMAL_DRAFT, tags: [{ key: "plus for blank", value: "one two + three" }] };

/** A creation whose form has a plus sign for each blank, as browsers and many clients write it; blanks and real plus signs are read back. */
export async function plusForBlank(check: Check): Promise<void> {
  await createdAs(check, 0, BLANKS, (parameters) => encodeParameters(parameters).replaceAll("%20", "+"));
}

const EVERY_PARAMETER: RequestDraft = {
  ...MINIMAL_DRAFT,
  listenerDescription: "any-order",
  tcpIdleTimeout: 700,
  dryRun: false,
  clientToken: { is: "unique", text: "order" },
  tags: plainTags(TAG.maximumCount),
};

/** One valid request with its parameters in several orders; each is accepted, and read back as sent. */
export async function parametersInAnyOrder(check: Check): Promise<void> {
  await Promise.all(
    Object.values(ORDERS).map((order, depth) =>
      createdAs(check, depth, EVERY_PARAMETER, (parameters) => encodeParameters(order(parameters))),
    ),
  );
}

/** Creates a listener by a form written in a way of one's own; the listener is what the request says. */
async function createdAs(
  check: Check,
  depth: number,
  draft: RequestDraft,
  formOf: (parameters: readonly Parameter[]) => string,
): Promise<void> {
  await check.withLoadBalancer(depth, async (one) => {
    const { session } = check;
    const serverGroupId = session.situations.find("server-group/available")?.ids[0];
    const clientToken = resolveToken(draft.clientToken, session.tokenStem());
    const rawBody = formOf(toParameters(draft, { loadBalancerId: one.id, serverGroupId, clientToken }));
    const attempt = await one.create(draft, {
      call: { rawBody },
      ...(clientToken === undefined ? {} : { clientToken }),
    });
    check.expectAccepted(attempt);
    const listener = listenerOf(one, attempt);
    const read = listener === undefined ? undefined : await one.read(listener);
    if (read?.is !== "found") return;
    const exchanges = [attempt.exchange, read.exchange];
    check.findings(attempt, attributeFindings(attempt.draft, attempt.sent, read.view), exchanges);
  });
}
