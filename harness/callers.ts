/** Courses in which somebody calls who may not. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { CallerSituation } from "../contract/situations.js";
import type { CallOptions } from "../target/client.js";
import type { Endpoint } from "./endpoint.js";
import type { Attempt } from "./session.js";
import { shortly } from "./short-answer.js";

/**
 * A caller of a situation is refused, and nothing is created.
 * @param endpoint the check's endpoint
 * @param situation who calls
 */
export async function expectCaller(endpoint: Endpoint, situation: CallerSituation): Promise<void> {
  const credentials = endpoint.session.situations.caller(situation);
  if (credentials === undefined) endpoint.log.missing.add(situation);
  else await expectAuthorization(endpoint, { caller: { is: "credentials", credentials } });
}

/**
 * Requests sent in a way that authorises nobody are refused and create nothing, while the same requests of the rightful caller are accepted.
 * @param endpoint the check's endpoint
 * @param call how they are sent
 */
export async function expectAuthorization(endpoint: Endpoint, call: CallOptions): Promise<void> {
  await endpoint.withLoadBalancer(0, async (one) => {
    const control = await one.dryRun(MINIMAL_DRAFT);
    if (control.answer.is !== "dry-run-passed" && control.answer.is !== "accepted") {
      endpoint.inconclusive(`the same request of the rightful caller was answered ${shortly(control)}`);
      return;
    }
    expectRefused(endpoint, await one.dryRun(MINIMAL_DRAFT, { call }));
    if (!endpoint.session.lenses.includes("create")) return;
    const attempt = await one.create(MINIMAL_DRAFT, { call });
    expectRefused(endpoint, attempt);
    const standing = await one.standing();
    if (standing === undefined) return;
    if (standing.length > 0) one.suspectLeftovers();
    endpoint.expect(standing.length === 0, attempt, {
      expected: "nothing is created",
      got: `${standing.length} listeners`,
    });
  });
}

function expectRefused(endpoint: Endpoint, attempt: Attempt): void {
  const { answer } = attempt;
  if (answer.is === "no-answer" || answer.is === "throttled") {
    endpoint.inconclusive(`not answered: ${shortly(attempt)}`);
    return;
  }
  const refused = answer.is === "refused" && answer.status >= 400;
  endpoint.expect(refused, attempt, { expected: "refused with HTTP 4xx", got: shortly(attempt) });
}

/** A connection that has just carried a good request carries one with a wrong secret, and the other way round. */
export async function vouching(endpoint: Endpoint): Promise<void> {
  const { session } = endpoint;
  const credentials = session.situations.caller("caller/wrong-secret");
  if (credentials === undefined) {
    endpoint.log.missing.add("caller/wrong-secret");
    return;
  }
  const dryRun = { ...MINIMAL_DRAFT, dryRun: true };
  const send = (call: CallOptions) =>
    session.send(dryRun, { loadBalancerId: session.pool.first, call: { ...call, connection: "single" } });
  for (let round = 0; round < 3; round += 1) {
    const good = await send({});
    if (good.answer.is !== "dry-run-passed")
      return endpoint.inconclusive(`a good request was answered ${shortly(good)}`);
    expectRefused(endpoint, await send({ caller: { is: "credentials", credentials } }));
    expectRefused(endpoint, await send({ caller: { is: "unsigned" } }));
  }
}

/** The body that is sent is not the one that was signed. */
export async function tamperedBody(endpoint: Endpoint): Promise<void> {
  await expectAuthorization(endpoint, { unsignedTail: "&ListenerDescription=tampered" });
}

/** The same nonce twice; siblings refuse that, this product's page is silent. */
export async function observeNonceReuse(endpoint: Endpoint): Promise<void> {
  const { session } = endpoint;
  if (session.config.target.auth !== "acs3") {
    endpoint.notApplicable("the nonce is chosen for V3 signatures only");
    return;
  }
  const call = { headers: { "x-acs-signature-nonce": `${session.tokenStem()}${"0".repeat(16)}` } };
  const send = () => session.send({ ...MINIMAL_DRAFT, dryRun: true }, { loadBalancerId: session.pool.first, call });
  await send();
  endpoint.observe("the same nonce twice", shortly(await send()));
}
