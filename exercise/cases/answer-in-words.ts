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
