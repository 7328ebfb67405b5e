/** Sequences of requests in which somebody calls who may not. */
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import type { CallerSituation } from "../../contract/situations.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt, CallOptions } from "../../exercise/session/session.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import { OTHER_PARAMETERS } from "../../generators/tag.js";

/** A caller of a situation is refused, and nothing is created. */
export async function expectCaller(check: Check, situation: CallerSituation): Promise<void> {
  const credentials = check.session.situations.caller(situation);
  if (credentials === undefined) check.log.missing.add(situation);
  else await expectAuthorization(check, { caller: { is: "credentials", credentials } });
}

/** Requests sent in a way that authorises nobody are refused and create nothing, while the same requests of the rightful caller are accepted. */
export async function expectAuthorization(check: Check, call: CallOptions): Promise<void> {
  const course = async (one: BorrowedLoadBalancer) => {
    const control = await one.dryRun(MINIMAL_DRAFT);
    if (control.answer.is !== "dry-run-passed" && control.answer.is !== "accepted") {
      check.inconclusive(`the same request of the rightful caller was answered ${answerInWords(control)}`);
      return;
    }
    for (const draft of requestsOfNobody(check)) {
      if (!expectRefused(check, await one.dryRun(draft, { call }))) break;
    }
    if (!check.session.lenses.includes("create")) return;
    const attempt = await one.create(MINIMAL_DRAFT, { call });
    expectRefused(check, attempt);
    const standing = await one.standing();
    if (standing === undefined) return;
    if (standing.length > 0) one.suspectLeftovers();
    check.expect(standing.length === 0, attempt, {
      expected: "nothing is created",
      got: `${standing.length} listeners`,
    });
  };
  await check.withLoadBalancer(0, course, "nothing");
}

/** Nobody is let in now and then, or for what else is asked: the least request first, then each with other parameters, in turn. */
function requestsOfNobody({ session }: Check): RequestDraft[] {
  const rounds = session.isRationed ? 1 : { smoke: 12, standard: 40, full: 100 }[session.profile];
  return Array.from({ length: rounds }, (_, i) => ({
    ...MINIMAL_DRAFT,
    ...OTHER_PARAMETERS[i % OTHER_PARAMETERS.length],
  }));
}

/** @returns whether it was */
function expectRefused(check: Check, attempt: Attempt): boolean {
  const { answer } = attempt;
  if (answer.is === "no-answer" || answer.is === "throttled") {
    check.inconclusive(`not answered: ${answerInWords(attempt)}`);
    return false;
  }
  const refused = answer.is === "refused" && answer.status >= 400;
  check.expect(refused, attempt, { expected: "refused with HTTP 4xx", got: answerInWords(attempt) });
  return refused;
}

/** A connection that has just carried a good request carries one with a wrong secret, and the other way round. */
export async function vouching(check: Check): Promise<void> {
  const { session } = check;
  const credentials = session.situations.caller("caller/wrong-secret");
  if (credentials === undefined) {
    check.log.missing.add("caller/wrong-secret");
    return;
  }
  const dryRun = { ...MINIMAL_DRAFT, dryRun: true };
  const send = (call: CallOptions) => session.send(dryRun, { call: { ...call, connection: "single" } });
  for (let round = 0; round < 3; round += 1) {
    const beside = await send({});
    // A good request that is not let through may be the doing of what was beside it.
    const good =
      beside.answer.is === "dry-run-passed" ? beside : await session.stage.alone([], () => send({}), "nothing");
    if (good.answer.is !== "dry-run-passed")
      return check.inconclusive(`a good request was answered ${answerInWords(good)}`);
    expectRefused(check, await send({ caller: { is: "credentials", credentials } }));
    expectRefused(check, await send({ caller: { is: "unsigned" } }));
  }
}

/** The body that is sent is not the one that was signed. */
export async function tamperedBody(check: Check): Promise<void> {
  await expectAuthorization(check, { unsignedTail: "&ListenerDescription=tampered" });
}

/** The same nonce twice; siblings refuse that, this product's page is silent. */
export async function observeNonceReuse(check: Check): Promise<void> {
  const { session } = check;
  if (session.config.target.auth !== "acs3") {
    check.notApplicable("the nonce is chosen for V3 signatures only");
    return;
  }
  const call = { headers: { "x-acs-signature-nonce": `${session.tokenStem()}${"0".repeat(16)}` } };
  const send = () => session.send({ ...MINIMAL_DRAFT, dryRun: true }, { call });
  await send();
  check.observe("the same nonce twice", answerInWords(await send()));
}
