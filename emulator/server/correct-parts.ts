/** The emulator as it should be, put together from its parts. */
import { claimReader, correctAuthentication } from "./authentication.js";
import { correctDecoder } from "./decoder.js";
import { correctLifeCycle } from "./life-cycle.js";
import { correctCreation } from "./listener/creation.js";
import { correctTokenPolicy } from "./listener/idempotency.js";
import { readCreateListener } from "./listener/request.js";
import { requestRules } from "./listener/request-rules.js";
import { stateRules } from "./listener/state-rules.js";
import { operations } from "./operations/index.js";
import type { EmulatorParts } from "./parts.js";
import { correctPresenter } from "./presenter.js";
import { verifiedPayloadHash } from "./signing/v3.js";

/**
 * The emulator as it should be.
 * @param settings `transitionMs`: milliseconds of every asynchronous transition; `auth`: whether signatures are verified;
 *   `numberedIds`: whether ids of listeners are counted from 1, so that they come again after a restart
 */
export function correctParts(settings: {
  transitionMs: number;
  auth: "verify" | "none";
  numberedIds?: boolean;
}): EmulatorParts {
  return {
    gatekeeper: () => undefined,
    decoder: correctDecoder,
    readClaim: claimReader(verifiedPayloadHash),
    authentication: settings.auth === "none" ? [] : correctAuthentication(),
    readRequest: readCreateListener,
    requestRules,
    stateRules,
    tokens: correctTokenPolicy(),
    creation: settings.numberedIds ? { ...correctCreation, newListenerId: numbered("lsn") } : correctCreation,
    lifeCycle: correctLifeCycle(settings.transitionMs),
    presenter: correctPresenter,
    operations,
    finish: (answer) => answer,
  };
}

function numbered(prefix: string): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}-${String(last).padStart(18, "0")}`;
  };
}
