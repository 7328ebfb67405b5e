/** Tokens that were used and what came of them; the README of the emulator says how long they are kept. */
import { createHash } from "node:crypto";
import { CappedMap } from "../capped-map.js";
import type { CreateContext, Reply, TokenPolicy } from "../parts.js";
import { refuse } from "../refusal.js";

const TOKENS_KEPT = 50_000;
const LONGEST_KEY = 64;

const MISMATCH = refuse(
  400,
  "IdempotentParameterMismatch",
  "The client token was used before with different parameters.",
);

/** Tokens as the page has them: absent ones are the request's own RequestId. */
export function correctTokenPolicy(): TokenPolicy {
  return {
    uses: new CappedMap(TOKENS_KEPT),
    keyOf: (request, requestId) => request.clientToken || requestId,
    // What was said, and not in which order: a tag's value may come before its key.
    fingerprintOf: ({ clientToken, dryRun, tags, ...rest }) =>
      JSON.stringify([rest, tags.map(({ index, key, value }) => [index, key, value])]),
    replay: ({ listenerId }) => ({ is: "success", body: { ListenerId: listenerId } }),
    reuse: () => ({ is: "refusal", refusal: MISMATCH }),
  };
}

/** Answers a request whose token was used before. @returns the answer, or undefined when the request is new */
export function recall(context: CreateContext): Reply | undefined {
  const { tokens } = context.call.parts;
  const use = tokens.uses.get(storedKey(context));
  if (use === undefined) return undefined;
  const same = use.fingerprint === digest(tokens.fingerprintOf(context.request));
  return same ? tokens.replay(use, context) : tokens.reuse(use, context);
}

/** Remembers what came of a request, for its token. */
export function remember(context: CreateContext, listenerId: string): void {
  const { call, request } = context;
  const fingerprint = digest(call.parts.tokens.fingerprintOf(request));
  const use = { fingerprint, listenerId, requestId: call.requestId, usedAt: call.now };
  call.parts.tokens.uses.set(storedKey(context), use);
}

/** Long tokens are kept as their hash, so that memory does not depend on what callers send. */
function storedKey({ call, request }: CreateContext): string {
  const key = call.parts.tokens.keyOf(request, call.requestId);
  return key.length <= LONGEST_KEY ? key : `${digest(key)}#`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
