/** Answers as reports and fingerprints name them: two runs that see the same say the same. */
import { textMember } from "../../contract/answer.js";
import type { Attempt } from "../session/session.js";

/** An answer in a few words without ids: the same from run to run. */
export function answerInWords({ answer }: Attempt): string {
  switch (answer.is) {
    case "accepted":
      return "accepted";
    case "dry-run-passed":
      return "dry run passed";
    case "refused":
      return `HTTP ${answer.status} ${answer.code ?? "without a Code"}`;
    case "server-error":
      return `HTTP ${answer.status} ${answer.code ?? textMember(answer.body, "code") ?? ""}`.trim();
    case "throttled":
      return "throttled";
    case "no-answer":
      return `no answer (${answer.problem.kind})`;
  }
}

/** What ids look like in messages of the platform: resources, requests, accounts. */
const IDS = /\b(?:[a-z]+-[a-z\d]{8,}|[\dA-F]{8}-[\dA-F-]{20,}|\d{12,})\b/giu;
const LONGEST_MESSAGE = 300;

/**
 * The message of a refusal without ids: the same from run to run.
 * @returns `undefined` where the answer has none
 */
export function messageInWords({ answer, sent }: Attempt): string | undefined {
  if (answer.is !== "refused" || answer.message === undefined) return undefined;
  const { loadBalancerId, serverGroupId, clientToken } = sent;
  const named = Object.entries({
    LoadBalancerId: loadBalancerId,
    ServerGroupId: serverGroupId,
    ClientToken: clientToken,
  });
  const replaced = named.reduce(
    (text, [name, id]) => (id === undefined || id.trim() === "" ? text : text.replaceAll(id, `{${name}}`)),
    answer.message,
  );
  return replaced.replace(IDS, "{id}").slice(0, LONGEST_MESSAGE);
}
