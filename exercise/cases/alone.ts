/**
 * Blame: a clause on a single request is charged only for what also happens when the request is alone, on a load balancer that the failing try
 * has not used. What shows only beside other requests is one finding about that.
 */
import { besideOthers } from "../check/check-log.js";
import type { CheckNotes } from "../check/check-notes.js";
import type { Session } from "../session/session.js";
import { answerInWords } from "./answer-in-words.js";
import type { Evidence } from "./evidence.js";

/**
 * Tries a case again with nothing else under way.
 * @param session of the check
 * @param evidence what it showed beside others
 * @param again tries it, and is told whether nothing else is under way; gives `undefined` when it does not show that
 */
export async function tryAlone<T>(
  session: Session,
  evidence: Evidence,
  again: (isAlone: boolean) => Promise<T | undefined>,
): Promise<T | undefined> {
  const { loadBalancerId } = evidence.attempt.sent;
  const { lone } = session.knowledge;
  if (!lone.needsQuiet(evidence.lens)) return again(false);
  return session.stage.alone(
    loadBalancerId === undefined ? [] : [loadBalancerId],
    async () => {
      const shown = await again(true);
      await session.cleanedUp();
      return shown;
    },
    evidence.lens === "dry-run" ? "nothing" : "listeners",
  );
}

const TAKES_TOO_LONG = "create-listener.asynchronous.reaches-running";

/**
 * Whether what a case showed, and does not show alone, can be the doing of others. Not where it met none. Nor where a listener that was
 * announced reads as it must not, whoever else asks for something at the time: that it does not each time, or shows for a moment only, is no
 * excuse. How long it takes may hang on the others.
 * @param evidence what was seen
 */
export function mayBeOfOverlap({ attempt, violation, finding }: Evidence): boolean {
  if (finding.about === TAKES_TOO_LONG) return true;
  return attempt.hasMet !== false && (attempt.answer.is !== "accepted" || violation !== undefined);
}

const WITHOUT_EFFECT = "create-listener.concurrency.without-effect";

/**
 * Notes what a case showed beside others and does not show alone. An acceptance of what has to be refused is settled by the page, whoever else
 * asks for something at the time; all else is told as a fingerprint.
 * @param notes of the check
 * @param evidence what it showed
 */
export function noteOverlap(notes: CheckNotes, evidence: Evidence): void {
  const { attempt, violation, lens, finding } = evidence;
  if (lens === "dry-run") notes.session.stage.noteHarm();
  const { answer } = attempt;
  const isAccepted = answer.is === "accepted" || answer.is === "dry-run-passed";
  if (violation !== undefined && isAccepted && finding.about === "case") {
    notes.seenAtTimes({ ...evidence, finding: { ...finding, about: WITHOUT_EFFECT } });
    return;
  }
  const got = isAccepted ? finding.got : answerInWords(attempt);
  notes.log.observeElsewhere({
    requirement: "create-listener.concurrency.answers-under-overlap",
    question: besideOthers(lens),
    behaviour: got,
    times: 1,
  });
}
