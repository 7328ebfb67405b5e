/** What specs say of the end of a call. */
import { isDeepStrictEqual } from "node:util";
import type { AdapterAnswer, SdkError } from "../adapter/protocol.js";
import type { Conversation } from "../check/conversation.js";
import { inWords } from "../check/evidence.js";
import type { Judgement } from "../check/sdk-check.js";

/** The end of the last call of a conversation. */
export function lastAnswer({ told }: Conversation): AdapterAnswer {
  return told.at(-1)?.answer ?? { is: "unsupported", why: "no call was made" };
}

/** Whether the last call ended with success and these members, each just as it is; `absent` ones may be empty lists. */
export function succeedsWith(members: Readonly<Record<string, unknown>>, absent: readonly string[] = []) {
  return (conversation: Conversation): Judgement => {
    const answer = lastAnswer(conversation);
    if (answer.is !== "ok") return { expected: "success", got: inWords(answer) };
    for (const [name, value] of Object.entries(members)) {
      if (!isDeepStrictEqual(answer.ok[name], value))
        return { expected: `${name} ${JSON.stringify(value)}`, got: JSON.stringify(answer.ok[name]) ?? "none" };
    }
    for (const name of absent) {
      const value = answer.ok[name];
      if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
        return { expected: `no ${name}`, got: JSON.stringify(value) };
    }
    return undefined;
  };
}

/** Whether the last call did not end with success. */
export function isNoSuccess(conversation: Conversation): Judgement {
  const answer = lastAnswer(conversation);
  return answer.is === "ok" ? { expected: "an error", got: inWords(answer) } : undefined;
}

/**
 * Whether the last call ended with an error of the service, and what else holds of it.
 * @param judge tells what is wrong with the error
 */
export function failsWith(judge: (error: SdkError) => Judgement) {
  return (conversation: Conversation): Judgement => {
    const answer = lastAnswer(conversation);
    return answer.is === "error" ? judge(answer.error) : { expected: "an error", got: inWords(answer) };
  };
}
