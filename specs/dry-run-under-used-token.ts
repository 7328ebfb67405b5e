/** Sequences of requests in which one token is sent with creations and with dry runs, in every order. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import type { Check } from "../exercise/check/check.js";
import type { Attempt } from "../exercise/session/session.js";
import { type BorrowedLoadBalancer, listenerOf } from "../exercise/stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../exercise/stage/followed-listener.js";
import { expectReplay } from "./client-token/token-replay.js";
import { expectUnchanged } from "./errors/occupied-load-balancer.js";

const DRAFT = { ...MINIMAL_DRAFT, tcpIdleTimeout: 500, listenerDescription: "dry-run-and-token" };

/** A creation first; then dry runs of the same and of another request between its replays, and one when its listener is gone. */
export async function dryRunsAfterCreation(check: Check): Promise<void> {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-used`;
    const first = await one.create(DRAFT, { clientToken });
    const listener = listenerOf(one, first);
    if (listener === undefined || !(await one.waitRunning(listener)))
      return check.inconclusive("no listener to begin with");
    for (const draft of [DRAFT, MINIMAL_DRAFT]) {
      expectNoCreation(check, first, await one.dryRun(draft, { clientToken }));
      expectReplay(check, first, await one.create(DRAFT, { clientToken }));
    }
    await expectUnchanged(check, one, listener);
    await dryRunWhenGone(check, one, { first, listener, clientToken });
    return undefined;
  });
}

async function dryRunWhenGone(
  check: Check,
  one: BorrowedLoadBalancer,
  { first, listener, clientToken }: { first: Attempt; listener: FollowedListener; clientToken: string },
): Promise<void> {
  if (!(await one.remove(listener.listenerId)) || !(await one.waitReady())) return;
  const dry = await one.dryRun(DRAFT, { clientToken });
  expectNoCreation(check, first, dry);
  one.suspectLeftovers();
  const standing = await one.standing();
  if (standing === undefined) return;
  const finding = { expected: "no listener after a dry run", got: `${standing.length} listeners` };
  check.expect(standing.length === 0, dry, finding, [first.exchange, dry.exchange]);
}

/** A dry run first, and the same again; then the creation, its replay, and a dry run once more. */
export async function dryRunsBeforeCreation(check: Check): Promise<void> {
  await check.withLoadBalancer(1, async (one) => {
    const clientToken = `${check.session.tokenStem()}-repeated`;
    const dry = await one.dryRun(DRAFT, { clientToken });
    const again = await one.dryRun(DRAFT, { clientToken });
    const finding = { expected: `${answerInWords(dry)} as before, or an Idempot… error`, got: answerInWords(again) };
    const same = answerInWords(again) === answerInWords(dry) || isPutOff(again);
    check.expect(same || again.answer.is === "no-answer", again, finding, [dry.exchange, again.exchange]);
    const first = await one.create(DRAFT, { clientToken });
    const listener = listenerOf(one, first);
    // A dry run may use its token up: then there is nothing to replay.
    if (listener === undefined) return;
    expectReplay(check, first, await one.create(DRAFT, { clientToken }));
    expectNoCreation(check, first, await one.dryRun(DRAFT, { clientToken }));
    expectReplay(check, first, await one.create(DRAFT, { clientToken }));
  });
}

const isPutOff = ({ answer }: Attempt) => answer.is === "refused" && /^Idempot/u.test(answer.code ?? "");

/** A dry run says that it passed, or why not: whatever its token was used for, it is no creation and no replay of one. */
function expectNoCreation(check: Check, earlier: Attempt, dry: Attempt): void {
  const { answer } = dry;
  if (answer.is === "no-answer" || answer.is === "throttled") return;
  const finding = { expected: "code DryRunOperation, or a refusal", got: answerInWords(dry) };
  const held = answer.is === "dry-run-passed" || (answer.is === "refused" && answer.status >= 400);
  check.expect(held, dry, finding, [earlier.exchange, dry.exchange]);
}
