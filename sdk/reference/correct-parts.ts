/** The correct parts, put together. */
import { randomUUID } from "node:crypto";
import { isJsonObject } from "../../contract/answer.js";
import { encodeParameters } from "../../target/wire/signing/encoding.js";
import { attributes, created, successOf, textIn, textOf } from "./answers.js";
import { TimeoutError } from "./errors.js";
import { parametersOf } from "./parameters.js";
import type { ClientParts, HttpAnswer } from "./parts.js";
import { withoutSecrets } from "./redaction.js";
import { pauseBefore } from "./retries.js";
import { composeV3 } from "./signing.js";
import { httpTransport } from "./transport.js";

const WAITER_PAUSE_MS = 100;

/** Makes the parts of a correct client, with connections of its own. */
export function correctParts(): ClientParts {
  return {
    adapter: {
      features: ["concurrent", "sts", "wait-until-running"],
      startMs: 0,
      holdMs: () => 0,
      written: (result) => result,
    },
    refusalOf: () => undefined,
    parametersOf,
    nonce: () => randomUUID(),
    now: () => Date.now(),
    spelling: encodeParameters,
    compose: composeV3,
    transport: httpTransport(),
    redirected: () => undefined,
    pauseBefore: (made) => pauseBefore(made, ({ answer }) => codeIn(answer)),
    again: (draft, fresh) => ({ ...draft, ...fresh }),
    reading: { textOf, parse: (text) => JSON.parse(text) },
    successOf,
    created,
    attributes,
    waiter: {
      timeMs: (allowedMs) => allowedMs,
      isReady: (status) => status === "Running",
      pauseMs: (leftMs) => Math.min(WAITER_PAUSE_MS, leftMs),
      atTimeOut: (last) => {
        throw new TimeoutError(
          `the listener is not Running in time; its last state was ${last?.ListenerStatus ?? "unknown"}`,
        );
      },
      atError: (error) => {
        throw error;
      },
    },
    note: () => {},
    reported: (error, { settings }) => withoutSecrets(error, settings.credentials),
  };
}

/**
 * The error code that stands in an answer, whatever its status.
 * @param answer whole
 */
export function codeIn(answer: HttpAnswer): string | undefined {
  try {
    const body: unknown = JSON.parse(textOf(answer));
    return isJsonObject(body) ? textIn(body, "Code") : undefined;
  } catch {
    return undefined;
  }
}
