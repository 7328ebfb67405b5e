/** Mutants of the decoding of forms, and such that only show where parameters meet. */
import { decodeText, type Pair, type PairDecoder, pairDecoder } from "../../server/decoder.js";
import type { EmulatorParts } from "../../server/parts.js";
import { refuse } from "../../server/refusal.js";
import { alsoRefuse, everyAnswer, keep, withText } from "../alterations.js";
import type { Change, Fire } from "../fault.js";
import { area, type MutantText } from "./area.js";

const sameText = (left: readonly Pair[] | undefined, right: readonly Pair[] | undefined) =>
  JSON.stringify(left) === JSON.stringify(right);

/** Decodes forms differently; queries stay as they are, because signatures are calculated from them. */
function decodesForms(decode: PairDecoder): Change {
  return (parts: EmulatorParts, fire: Fire) => ({
    ...parts,
    decoder: {
      ...parts.decoder,
      form: (encoded) => {
        const correct = parts.decoder.form(encoded);
        const changed = decode(encoded);
        if (!sameText(correct, changed)) fire();
        return changed;
      },
    },
  });
}

/** Decodes every name and value of a form differently. */
const decodesTexts = (decode: (encoded: string) => string): Change => decodesForms(pairDecoder(decode));

/** Changes every name and value of a form after it was decoded. */
const changesTexts = (change: (text: string) => string): Change =>
  decodesTexts((encoded) => change(decodeText(encoded)));

const lenient = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch (problem) {
    if (problem instanceof URIError) return text;
    throw problem;
  }
};

const DECODING: readonly MutantText[] = [
  {
    name: "decodes-plus-as-plus",
    title: "A plus sign in a form is left a plus sign.",
    requirement: "create-listener.wire.decoding",
    mutate: decodesTexts((encoded) => decodeURIComponent(encoded)),
  },
  {
    name: "decodes-plus-after-percent",
    title: "An encoded plus sign arrives as a space.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replaceAll("+", " ")),
  },
  {
    name: "decodes-percent-twice",
    title: "Percent signs are decoded twice.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts(lenient),
  },
  {
    name: "decodes-utf8-as-latin1",
    title: "Encoded bytes are taken for Latin-1.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => Buffer.from(text, "utf8").toString("latin1")),
  },
  {
    name: "decodes-basic-plane-only",
    title: "Characters outside the basic plane arrive as question marks.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, "?")),
  },
  {
    name: "decodes-before-splitting",
    title: "A form is decoded before it is split, so encoded ampersands and equals signs split it too.",
    requirement: "create-listener.wire.decoding",
    mutate: decodesForms((encoded) => pairDecoder((text) => text)(lenient(encoded.replaceAll("+", " ")))),
  },
  {
    name: "decodes-entities",
    title: "Character references of HTML in values are resolved.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replaceAll("&lt;", "<").replaceAll("&amp;", "&")),
  },
  {
    name: "decodes-hash-as-end",
    title: "A value ends at an encoded hash sign.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replace(/#.*$/s, "")),
  },
  {
    name: "decodes-semicolon-as-separator",
    title: "An encoded semicolon ends a value.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replace(/;.*$/s, "")),
  },
  {
    name: "decodes-quotes-doubled",
    title: "Quotation marks in values are doubled.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replaceAll("'", "''")),
  },
  {
    name: "decodes-blanks-collapsed",
    title: "Several blanks in a row arrive as one.",
    requirement: "create-listener.wire.decoding",
    mutate: changesTexts((text) => text.replace(/ {2,}/g, " ")),
  },
  {
    name: "decodes-first-4096-bytes",
    title: "What follows the first 4096 bytes of a form is lost.",
    requirement: "create-listener.tag.read-back",
    mutate: decodesForms((encoded) => {
      const whole = encoded.slice(0, encoded.length > 4096 ? encoded.lastIndexOf("&", 4096) : encoded.length);
      return pairDecoder(decodeText)(whole);
    }),
  },
  {
    name: "reads-cut-short",
    title: "Each tenth answer of GetListenerAttribute ends in the middle.",
    requirement: "create-listener.wire.readable-answers",
    profile: "smoke",
    graded: false,
    mutate: (parts, fire) => {
      let answers = 0;
      return everyAnswer((answer, { action }) => {
        if (action !== "GetListenerAttribute" || answer.status >= 300) return undefined;
        answers += 1;
        return answers % 10 === 1 ? withText(answer, '{"RequestId":"4E0A91D1-6D","ListenerId":"ls') : undefined;
      })(parts, fire);
    },
  },
  {
    name: "malformed-server-error",
    title: "A form that cannot be decoded is answered with a server error.",
    requirement: "create-listener.wire.no-server-error",
    graded: false,
    mutate: (parts, fire) => ({
      ...parts,
      presenter: {
        ...parts.presenter,
        refusal: (refusal, head) => {
          if (refusal.code !== "InvalidParameter.Format") return parts.presenter.refusal(refusal, head);
          fire();
          return parts.presenter.refusal(refuse(500, "InternalError", "The request processing has failed."), head);
        },
      },
    }),
  },
  {
    name: "malformed-percent-kept",
    title: "Broken percent-encoding is taken as it is.",
    requirement: "create-listener.wire.malformed-input",
    graded: false,
    mutate: decodesTexts((encoded) => lenient(encoded.replaceAll("+", " "))),
  },
  {
    name: "duplicate-parameters-refused",
    title: "A form with the same parameter twice is refused.",
    requirement: "create-listener.wire.malformed-input",
    graded: false,
    mutate: decodesForms((encoded) => {
      const pairs = pairDecoder(decodeText)(encoded);
      return pairs !== undefined && new Map(pairs).size === pairs.length ? pairs : undefined;
    }),
  },
  {
    name: "duplicate-parameters-last-wins",
    title: "Of two parameters with the same name the last one counts.",
    requirement: "create-listener.wire.malformed-input",
    graded: false,
    mutate: decodesForms((encoded) => pairDecoder(decodeText)(encoded)?.toReversed()),
  },
];

const COMBINATIONS: readonly MutantText[] = [
  {
    name: "timeout-lost-beside-tags",
    title: "The time-out is lost when there are tags.",
    requirement: "create-listener.attributes.as-sent",
    mutate: keep(({ tags, tcpIdleTimeout }) =>
      tags.length > 0 && tcpIdleTimeout !== 350 ? { tcpIdleTimeout: 350 } : undefined,
    ),
  },
  {
    name: "description-lost-beside-token",
    title: "The description is lost when there is a token.",
    requirement: "create-listener.attributes.as-sent",
    mutate: keep(({ description }, { clientToken }) =>
      description !== undefined && clientToken !== undefined ? { description: undefined } : undefined,
    ),
  },
  {
    name: "description-and-tags-refused",
    title: "A request with a description and tags is refused.",
    requirement: "create-listener.combinations.accepted",
    mutate: refusesCombination(({ description, tags }) => description !== undefined && tags.length > 0),
  },
  {
    name: "timeout-and-token-refused",
    title: "A request with a time-out and a token is refused.",
    requirement: "create-listener.combinations.accepted",
    mutate: refusesCombination(
      ({ tcpIdleTimeout, clientToken }) => tcpIdleTimeout !== undefined && clientToken !== undefined,
    ),
  },
  {
    name: "dry-run-false-and-tags-refused",
    title: "A request with tags that says DryRun is false is refused.",
    requirement: "create-listener.combinations.accepted",
    mutate: refusesCombination(({ dryRun, tags }) => dryRun === "false" && tags.length > 0),
  },
  {
    name: "everything-at-once-refused",
    title: "A request with a description, a time-out, a token and tags is refused.",
    requirement: "create-listener.combinations.accepted",
    mutate: refusesCombination(
      ({ description, tcpIdleTimeout, clientToken, tags }) =>
        description !== undefined && tcpIdleTimeout !== undefined && clientToken !== undefined && tags.length > 0,
    ),
  },
];

function refusesCombination(when: Parameters<typeof alsoRefuse>[2]): Change {
  return alsoRefuse("tag-key-duplicate", refuse(400, "InvalidParameter", "These do not go together."), when);
}

export const wireMutants = area("wire", [...DECODING, ...COMBINATIONS]);
