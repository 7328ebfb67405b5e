/** Faults with tokens of some form, and with requests that are written another way. */
import type { Parameters } from "../../server/decoder.js";
import type { CreateListenerRequest } from "../../server/listener/request.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Tokens of a certain look are not remembered. */
function forgets(look: RegExp): Change {
  return (parts, fire) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      keyOf: (request, requestId) => {
        if (!look.test(request.clientToken ?? "")) return parts.tokens.keyOf(request, requestId);
        fire();
        return requestId;
      },
    },
  });
}

/** Counts to what a request says also how it says it. */
function tells(apart: (parameters: Parameters) => string): Change {
  return (parts, fire) => {
    const manner = new WeakMap<CreateListenerRequest, string>();
    const first = new Map<string, string>();
    return {
      ...parts,
      readRequest: (parameters) => {
        const request = parts.readRequest(parameters);
        manner.set(request, apart(parameters));
        return request;
      },
      tokens: {
        ...parts.tokens,
        fingerprintOf: (request) => {
          const says = parts.tokens.fingerprintOf(request);
          const how = manner.get(request) ?? "";
          const before = first.get(says) ?? how;
          first.set(says, before);
          if (before !== how) fire();
          return `${says} ${how}`;
        },
      },
    };
  };
}

/** Name under which the escapes of a form are handed on: no caller sends it. */
const ESCAPES = "Escapes";

const tellsEscapes: Change = (parts, fire) => {
  const decoding = {
    ...parts,
    decoder: {
      ...parts.decoder,
      form: (encoded: string) => {
        const pairs = parts.decoder.form(encoded);
        const escapes = (encoded.match(/%[0-9a-f]{2}|\+/gi) ?? []).sort().join("");
        return pairs === undefined ? undefined : [...pairs, [ESCAPES, escapes] as const];
      },
    },
  };
  return tells((parameters) => parameters.get(ESCAPES) ?? "")(decoding, fire);
};

const FORMS: readonly (readonly [name: string, what: string, look: RegExp])[] = [
  ["of-digits", "of digits alone", /^\d+$/],
  ["of-hexadecimal-digits", "of 32 hexadecimal digits", /^[0-9a-f]{32}$/],
  ["uuid", "that is a UUID", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ["uuid-in-capitals", "that is a UUID in capitals", /^(?=.*[A-F])[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/],
  ["of-one-character", "of one character", /^.$/],
  ["of-64-characters", "of 64 characters", /^.{64}$/s],
  ["of-punctuation", "without a letter or a digit", /^[^A-Za-z0-9]+$/],
  ["of-letters", "of letters alone", /^[A-Za-z]+$/],
  ["with-blanks", "with a blank", / /],
  ["negative-number", "that is a negative number", /^-\d+$/],
  ["number-with-exponent", "that is a number with an exponent", /^\d+e\d+$/],
  ["with-padding", "that ends with an equals sign", /=$/],
  ["with-braces", "in braces", /^\{.*\}$/],
];

const MUTANTS: readonly MutantText[] = [
  ...FORMS.map(
    ([name, what, look]): MutantText => ({
      name: `token-${name}-forgotten`,
      title: `A token ${what} is accepted and not remembered.`,
      requirement: "create-listener.client-token.every-form",
      profile: "smoke",
      mutate: forgets(look),
    }),
  ),
  {
    name: "replay-in-another-order-is-another",
    title: "A replay whose parameters come in another order is refused as another request.",
    requirement: "create-listener.client-token.same-request",
    profile: "smoke",
    mutate: tells((parameters) => [...parameters.keys()].join()),
  },
  {
    name: "replay-with-other-escapes-is-another",
    title: "A replay whose characters are escaped otherwise is refused as another request.",
    requirement: "create-listener.client-token.same-request",
    profile: "smoke",
    mutate: tellsEscapes,
  },
];

export const clientTokenFormMutants = area("client-token-form", MUTANTS);
