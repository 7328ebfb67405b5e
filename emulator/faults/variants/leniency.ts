/** Variants that accept, or do not accept, what the page leaves open. */
import { remember } from "../../server/listener/idempotency.js";
import { isDryRun } from "../../server/listener/request.js";
import { forbiddenCharacters } from "../../server/listener/request-rules.js";
import { illegalParameter } from "../../server/refusal.js";
import { alsoRefuse, misread, spare } from "../alterations.js";
import type { Change, VariantDescription } from "../fault.js";
import { takes } from "../listener-limit.js";

/** Spares a step of the authentication. */
function trusts(step: string): Change {
  return (parts, fire) => ({
    ...parts,
    authentication: parts.authentication.map((rule) => ({
      name: rule.name,
      check: (context) => {
        const refusal = rule.check(context);
        if (refusal === undefined || rule.name !== step) return refusal;
        fire();
        return undefined;
      },
    })),
  });
}

const NOT_DEFINED = "the page does not define the class";
const LIMIT_OPEN = "the page has an error for too many and no number";
const SPELLING_OPEN = "the page names the type only";

export const leniencyVariants: readonly VariantDescription[] = [
  {
    name: "ten-listeners-per-load-balancer",
    title: "A load balancer takes ten listeners.",
    because: LIMIT_OPEN,
    vary: takes(10),
  },
  {
    name: "forty-listeners-per-load-balancer",
    title: "A load balancer takes forty listeners.",
    because: LIMIT_OPEN,
    vary: takes(40),
  },
  {
    name: "three-listeners-per-load-balancer",
    title: "A load balancer takes three listeners, as is expected.",
    because: LIMIT_OPEN,
    expectedLimit: 3,
    vary: takes(3),
  },
  {
    name: "kana-accepted",
    title: "Letters of other scripts are accepted in descriptions.",
    because: NOT_DEFINED,
    vary: spare("description-characters", ({ description = "" }) =>
      forbiddenCharacters(description).every((character) => /^[\p{L}\p{M}]$/u.test(character)),
    ),
  },
  {
    name: "only-basic-chinese",
    title: "Chinese characters outside U+4E00 to U+9FA5 are refused.",
    because: NOT_DEFINED,
    vary: alsoRefuse("description-characters", illegalParameter("ListenerDescription"), ({ description = "" }) =>
      [...description].some((character) => !/^[\p{ASCII}\u4e00-\u9fa5]$/u.test(character)),
    ),
  },
  {
    name: "empty-description-is-none",
    title: "An empty description is taken for none.",
    because: "the page does not speak of empty text",
    vary: misread((request) => (request.description === "" ? { ...request, description: undefined } : undefined)),
  },
  {
    name: "unusual-numbers-accepted",
    title: "Blanks, a plus sign, leading zeros and a fraction of zero are accepted in numbers.",
    because: SPELLING_OPEN,
    vary: misread((request) => {
      const digits = /^\s*\+?0*(\d+)(?:\.0*)?\s*$/.exec(request.tcpIdleTimeout ?? "")?.[1];
      return digits === undefined || digits === request.tcpIdleTimeout
        ? undefined
        : { ...request, tcpIdleTimeout: digits };
    }),
  },
  {
    name: "empty-number-is-none",
    title: "An empty time-out is taken for none.",
    because: SPELLING_OPEN,
    vary: misread((request) => (request.tcpIdleTimeout === "" ? { ...request, tcpIdleTimeout: undefined } : undefined)),
  },
  {
    name: "unusual-booleans-accepted",
    title: "1, yes and on are taken for true, 0, no, off and empty text for false.",
    because: SPELLING_OPEN,
    vary: misread((request) => {
      const text = request.dryRun?.trim().toLowerCase();
      if (text === undefined) return undefined;
      if (/^(1|yes|y|on|t)$/.test(text)) return { ...request, dryRun: "true" };
      return /^(0|no|n|off|f|)$/.test(text) ? { ...request, dryRun: "false" } : undefined;
    }),
  },
  {
    name: "capital-booleans-refused",
    title: "True and FALSE are refused.",
    because: SPELLING_OPEN,
    vary: alsoRefuse("dry-run-boolean", illegalParameter("DryRun"), ({ dryRun = "" }) => /[A-Z]/.test(dryRun)),
  },
  {
    name: "inactive-load-balancer-accepted",
    title: "A load balancer that is Inactive takes a listener.",
    because: "the page does not say which states are in the way",
    vary: spare("load-balancer-status", ({ loadBalancerId = "" }, { call }) => {
      return call.world.loadBalancers.get(loadBalancerId)?.fixedStatus === "Inactive";
    }),
  },
  {
    name: "created-while-deleting",
    title: "A load balancer takes its next listener while the one before is being deleted.",
    because: "the page does not say when the place of a deleted listener is free",
    vary: spare("listener-count", ({ loadBalancerId = "" }, { call }) => {
      const loadBalancer = call.world.loadBalancers.get(loadBalancerId);
      const standing = loadBalancer === undefined ? [] : call.world.listenersOf(loadBalancer, call.now);
      return standing.every(({ deletedAt }) => deletedAt !== undefined);
    }),
  },
  {
    name: "equal-tags-merged",
    title: "The same key twice with the same value counts once.",
    because: "the page only says that the parameter is duplicated",
    vary: misread((request) => {
      const distinct = new Map(request.tags.map((tag) => [JSON.stringify([tag.key, tag.value]), tag]));
      return distinct.size < request.tags.length ? { ...request, tags: [...distinct.values()] } : undefined;
    }),
  },
  {
    name: "long-tokens-refused",
    title: "Tokens of more than 64 characters are refused.",
    because: "the page names no length",
    vary: alsoRefuse(
      "client-token-ascii",
      illegalParameter("ClientToken"),
      ({ clientToken = "" }) => clientToken.length > 64,
    ),
  },
  {
    name: "control-characters-in-tokens-refused",
    title: "Tokens with control characters are refused.",
    because: "whether they count as characters of a token is not said",
    vary: alsoRefuse("client-token-ascii", illegalParameter("ClientToken"), ({ clientToken = "" }) =>
      /\p{Cc}/u.test(clientToken),
    ),
  },
  {
    name: "tokens-per-load-balancer",
    title: "Every load balancer has tokens of its own.",
    because: "the page does not say where a token is unique",
    vary: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        keyOf: (request, requestId) => {
          fire();
          return `${request.loadBalancerId} ${parts.tokens.keyOf(request, requestId)}`;
        },
      },
    }),
  },
  {
    name: "token-tied-by-dry-run",
    title: "The token of a dry run cannot be used for another request, the real one included.",
    because: "the page only says that a token has to be unique among requests",
    vary: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        fingerprintOf: (request) => `${isDryRun(request)} ${parts.tokens.fingerprintOf(request)}`,
      },
      creation: {
        ...parts.creation,
        dryRunPassed: (context) => {
          fire();
          remember(context, "");
          return parts.creation.dryRunPassed(context);
        },
      },
    }),
  },
  {
    name: "token-reuse-answers-first",
    title: "Another request with a used token is answered with the first one's listener.",
    because: "the page only asks clients not to do it",
    vary: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        reuse: (use, context) => {
          fire();
          return parts.tokens.replay(use, context);
        },
      },
    }),
  },
  {
    name: "token-forgotten-after-delete",
    title: "A token is free again when its listener is gone.",
    because: "the page does not say how long tokens are kept",
    vary: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        replay: (use, context) => {
          const { world, now } = context.call;
          if (world.listener(use.listenerId, now) !== undefined) return parts.tokens.replay(use, context);
          fire();
          return undefined;
        },
      },
    }),
  },
  {
    name: "replay-original-request-id",
    title: "A replay carries the RequestId of the first answer.",
    because: "the page does not say which",
    vary: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        replay: ({ listenerId, requestId }) => ({
          is: "success",
          body: { ListenerId: listenerId, RequestId: requestId },
        }),
      },
      presenter: {
        ...parts.presenter,
        success: (body, head) => {
          if (typeof body.RequestId !== "string") return parts.presenter.success(body, head);
          fire();
          return parts.presenter.success(body, { ...head, requestId: body.RequestId });
        },
      },
    }),
  },
  {
    name: "expired-dates-accepted",
    title: "The date of a request is not looked at.",
    because: "the page does not speak of it",
    vary: trusts("date"),
  },
  {
    name: "nonces-not-remembered",
    title: "A nonce may be used twice.",
    because: "the page does not speak of it",
    vary: trusts("nonce"),
  },
];
