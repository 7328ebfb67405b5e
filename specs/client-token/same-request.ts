/** Replays that are written another way on the wire: the request is the same. */
import { MINIMAL_DRAFT, type RequestDraft, toParameters } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import { type Attempt, type CallOptions, encodeParameters } from "../../exercise/session/session.js";
import { type BorrowedLoadBalancer, listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import { wireForms } from "../../generators/wire-form.js";
import { expectUnchanged } from "../errors/occupied-load-balancer.js";

/** With something of everything, and with characters that can be written in several ways. */
const DRAFT: RequestDraft = {
  ...MINIMAL_DRAFT,
  listenerDescription: "same-request,a/b@c",
  tcpIdleTimeout: 700,
  dryRun: false,
  tags: [
    { key: "a key/one", value: "one two: 中文" },
    { key: "b", value: "a+b=c&d" },
    { key: "c", value: "plain" },
  ],
};

/** A listener is created, and its request sent again in every way of writing it; each is answered as when it is written the same way. */
export async function replayInEveryWay(check: Check): Promise<void> {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-same`;
    const listener = listenerOf(one, await one.create(DRAFT, { clientToken }));
    if (listener === undefined || !(await one.waitRunning(listener)))
      return check.inconclusive("no listener to begin with");
    const plain = await one.create(DRAFT, { clientToken });
    if (plain.answer.is !== "accepted" && plain.answer.is !== "refused")
      return check.inconclusive(`a replay was answered ${answerInWords(plain)}`);
    for (const [name, call] of Object.entries(ways(check, one, clientToken)))
      expectSameAnswer(check, plain, await one.create(DRAFT, { clientToken, call }), name);
    await expectUnchanged(check, one, listener);
    return undefined;
  });
}

function ways(check: Check, one: BorrowedLoadBalancer, clientToken: string): Readonly<Record<string, CallOptions>> {
  const serverGroupId = check.session.situations.find("server-group/available")?.ids[0];
  const parameters = toParameters(DRAFT, { loadBalancerId: one.id, serverGroupId, clientToken });
  const written = Object.entries(wireForms(encodeParameters)).map(([name, write]): [string, CallOptions] => [
    name,
    { rawBody: write(parameters) },
  ]);
  return {
    ...Object.fromEntries(written),
    "another user agent": { headers: { "user-agent": "another-client/1.0" } },
    "another connection": { connection: "single" },
  };
}

/** The same listener, or the same refusal: whether replays are answered or put off is the matter of other clauses. */
function expectSameAnswer(check: Check, plain: Attempt, other: Attempt, way: string): void {
  const { answer } = other;
  if (answer.is === "no-answer" || answer.is === "throttled") {
    check.inconclusive(`a replay was not answered: ${answerInWords(other)}`);
    return;
  }
  const same =
    answer.is === "accepted"
      ? plain.answer.is === "accepted" && plain.answer.listenerId === answer.listenerId
      : answer.is === "refused" && plain.answer.is === "refused" && plain.answer.code === answer.code;
  const got = answer.is === "accepted" ? "another ListenerId" : answerInWords(other);
  check.expect(same, other, { expected: `answered as without ${way}: ${answerInWords(plain)}`, got }, [
    plain.exchange,
    other.exchange,
  ]);
}
