/** Mutants that take two tokens for one, one for two, or no token for one, and such that refuse characters of tokens. */
import type { CreateListenerRequest } from "../../server/listener/request.js";
import { illegalParameter } from "../../server/refusal.js";
import { alsoRefuse, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const ILLEGAL = illegalParameter("ClientToken");

/** Tokens that are kept under another name. */
function keepsTokenAs(change: (token: string) => string): Change {
  return (parts, fire) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      keyOf: (request, requestId) => {
        const correct = parts.tokens.keyOf(request, requestId);
        const key = request.clientToken === undefined ? correct : change(correct);
        if (key !== correct) fire();
        return key;
      },
    },
  });
}

/** Requests without a token that are kept under what they say. */
function keepsAbsentAs(saying: (request: CreateListenerRequest) => CreateListenerRequest): Change {
  return (parts, fire) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      keyOf: (request, requestId) => {
        if (request.clientToken !== undefined) return parts.tokens.keyOf(request, requestId);
        fire();
        return parts.tokens.fingerprintOf(saying(request));
      },
    },
  });
}

const DIFFERENCES: readonly MutantText[] = [
  {
    name: "token-case-folded",
    title: "Capitals in tokens do not count.",
    requirement: "create-listener.client-token.case-matters",
    mutate: keepsTokenAs((token) => token.toLowerCase()),
  },
  {
    name: "token-final-letters-ignored",
    title: "Letters at the end of a token do not count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.replace(/[A-Za-z]+$/, "")),
  },
  {
    name: "token-plus-is-blank",
    title: "A plus sign in a token counts as a blank.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.replaceAll("+", " ")),
  },
  {
    name: "token-first-16-characters",
    title: "Only the first 16 characters of a token count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.slice(0, 16)),
  },
  {
    name: "token-first-60-characters",
    title: "Only the first sixty characters of a token count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.slice(0, 60)),
  },
  {
    name: "token-quotes-taken-off",
    title: "Quotes around a token do not count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.replace(/^"(.*)"$/u, "$1")),
  },
  {
    name: "token-of-digits-is-number",
    title: "A token of digits counts as a number.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => (/^\d+$/u.test(token) ? BigInt(token).toString() : token)),
  },
  {
    name: "token-blanks-squeezed",
    title: "Two blanks in a token count as one.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.replaceAll(/ +/gu, " ")),
  },
  {
    name: "token-weak-hash",
    title: "Tokens with the same polynomial hash of 32 bits count as one.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => String([...token].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) | 0, 0))),
  },
  {
    name: "token-last-character-ignored",
    title: "The last character of a token does not count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.slice(0, -1)),
  },
  {
    name: "token-blanks-ignored",
    title: "Blanks in tokens do not count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.replaceAll(" ", "")),
  },
  {
    name: "token-punctuation-ignored",
    title: "Hyphens and underscores in tokens do not count.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) => token.replace(/[-_]/g, "")),
  },
  {
    name: "token-percent-decoded-twice",
    title: "A percent sign in a token is decoded a second time.",
    requirement: "create-listener.client-token.different-tokens",
    mutate: keepsTokenAs((token) =>
      token.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
  },
  {
    name: "token-with-percent-forgotten",
    title: "A token with a percent sign is not recognised again.",
    requirement: "create-listener.client-token.ascii",
    mutate: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        keyOf: (request, requestId) => {
          if (!request.clientToken?.includes("%")) return parts.tokens.keyOf(request, requestId);
          fire();
          return requestId;
        },
      },
    }),
  },
  {
    name: "token-absent-is-constant",
    title: "All requests without a token have the same one.",
    requirement: "create-listener.client-token.absent",
    mutate: (parts, fire) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        keyOf: (request, requestId) => {
          if (request.clientToken !== undefined) return parts.tokens.keyOf(request, requestId);
          fire();
          return "absent";
        },
      },
    }),
  },
  {
    name: "token-absent-is-digest",
    title: "A request without a token that says the same as an earlier one is taken for its replay.",
    requirement: "create-listener.client-token.absent",
    mutate: keepsAbsentAs((request) => request),
  },
  {
    name: "token-absent-is-digest-without-place",
    title: "A request without a token is taken for a replay of one with the same parameters on any load balancer.",
    requirement: "create-listener.client-token.absent",
    mutate: keepsAbsentAs((request) => ({ ...request, loadBalancerId: undefined })),
  },
];

/** Characters of tokens, refused. */
const TOO_STRICT: readonly (readonly [name: string, what: string, characters: RegExp])[] = [
  ["space", "a space", / /],
  ["percent", "a percent sign", /%/],
  ["plus", "a plus sign", /\+/],
  ["slash", "a slash", /\//],
  ["quotes", "quotation marks", /["'`]/],
  ["underscore", "an underscore", /_/],
  ["tilde", "a tilde", /~/],
  ["other-signs", "anything but letters, digits, blanks and hyphens", /[^A-Za-z0-9 -]/],
];

const CHARACTERS: readonly MutantText[] = [
  ...TOO_STRICT.map(
    ([name, what, characters]): MutantText => ({
      name: `token-${name}-refused`,
      title: `A token with ${what} is refused.`,
      requirement: "create-listener.client-token.ascii",
      mutate: alsoRefuse("client-token-ascii", ILLEGAL, ({ clientToken = "" }) => characters.test(clientToken)),
    }),
  ),
  ...[33, 64].map(
    (length): MutantText => ({
      name: `token-${length}-characters-refused`,
      title: `A token of ${length} characters is refused.`,
      requirement: "create-listener.client-token.ascii",
      mutate: alsoRefuse("client-token-ascii", ILLEGAL, ({ clientToken = "" }) => clientToken.length === length),
    }),
  ),
  {
    name: "token-of-digits-refused",
    title: "A token of digits alone is refused.",
    requirement: "create-listener.client-token.ascii",
    mutate: alsoRefuse("client-token-ascii", ILLEGAL, ({ clientToken = "" }) => /^\d+$/u.test(clientToken)),
  },
  {
    name: "token-non-ascii-accepted",
    title: "Tokens may hold any character.",
    requirement: "create-listener.client-token.non-ascii",
    mutate: spare("client-token-ascii"),
  },
  {
    name: "token-latin-accepted",
    title: "Tokens may hold accented Latin letters.",
    requirement: "create-listener.client-token.non-ascii",
    mutate: spare("client-token-ascii", ({ clientToken = "" }) => !/[^\p{ASCII}\u00a1-\u00ff]/u.test(clientToken)),
  },
  {
    name: "token-only-start-checked",
    title: "Only the first character of a token is checked.",
    requirement: "create-listener.client-token.non-ascii",
    mutate: spare("client-token-ascii", ({ clientToken = "" }) => !/^\P{ASCII}/u.test(clientToken)),
  },
  {
    name: "token-end-unchecked",
    title: "The last character of a token is not checked.",
    requirement: "create-listener.client-token.non-ascii",
    mutate: spare("client-token-ascii", ({ clientToken = "" }) => !/\P{ASCII}./su.test(clientToken)),
  },
];

export const clientTokenMutants = area("client-token", [...DIFFERENCES, ...CHARACTERS]);
