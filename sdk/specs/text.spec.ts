/** Checks on texts of a request; the clauses are in `contract/requirements/sdk/text.ts`. */
import fc from "fast-check";
import type { ListenerCall } from "../../contract/call.js";
import { classify } from "../../contract/classify.js";
import { LISTENER_DESCRIPTION, TAG } from "../../contract/parameters.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { wholeSpace } from "../../generators/valid-request.js";
import { sdkRequirement } from "../check/declare.js";
import type { CallFamily, SdkCheck } from "../check/sdk-check.js";
import { arrivesAs } from "./arrivals.js";
import { callOf, creation, PLAIN } from "./calls.js";

const isText = (name: string) => name === "ListenerDescription" || name === "ClientToken" || name.startsWith("Tag.");

/** Calls whose texts are to arrive unchanged. */
function texts(name: string, examples: readonly ListenerCall[], arbitrary?: fc.Arbitrary<ListenerCall>): CallFamily {
  return {
    name,
    examples,
    ...(arbitrary === undefined ? {} : { arbitrary }),
    plan: creation,
    judge: (conversation, call) => arrivesAs(conversation, call, isText),
  };
}

/** In tags any text is valid; a description may refuse what the page does not allow in one. */
async function arrives(sdk: SdkCheck, examples: readonly string[], drawn?: fc.Arbitrary<string>): Promise<void> {
  await sdk.holdsFor({ ...texts("tags", examples.map(inTags), drawn?.map(inTags)), mustSend: true });
  const inOrder = [...examples].sort((a, b) => Number(isDescription(b)) - Number(isDescription(a)));
  await sdk.holdsFor({
    ...texts("descriptions", inOrder.map(inDescription), drawn?.map(inDescription)),
    mayRefuse: true,
  });
}

const inTags = (text: string): ListenerCall => ({
  ...PLAIN,
  Tag: [
    { Key: "key", Value: text },
    { Key: text, Value: "value" },
  ],
});
const inDescription = (ListenerDescription: string): ListenerCall => ({ ...PLAIN, ListenerDescription });
const inToken = (ClientToken: string): ListenerCall => ({ ...PLAIN, ClientToken });

function isDescription(listenerDescription: string): boolean {
  return classify({ ...MINIMAL_DRAFT, listenerDescription }).violations.length === 0;
}

/** Texts of a few characters out of some. */
function of(...characters: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...characters), { minLength: 2, maxLength: 12 }).map((some) => some.join(""));
}

const UNRESERVED = [..."abkmzABKMZ0189-_."];

sdkRequirement("sdk.request.text.ascii", async ({ sdk }) => {
  const plain = ["ab", "edge-firewall", "A_b.c-9", "0123456789", "null", "true", "1e3", "007"];
  await arrives(sdk, plain, of(...UNRESERVED));
  await sdk.holdsFor(texts("tokens", [...plain, "a".repeat(64)].map(inToken), of(...UNRESERVED).map(inToken)));
  await sdk.holdsFor({
    ...texts(
      "whole space",
      [],
      wholeSpace.arbitrary?.map(({ draft }) => callOf(draft)),
    ),
    mustSend: true,
  });
});

sdkRequirement("sdk.request.text.chinese", async ({ sdk }) => {
  await arrives(
    sdk,
    ["中文", "负载均衡", "网关-a", "一龥", "中a文b"],
    of("中", "文", "负", "载", "均", "衡", "a", "-"),
  );
});

sdkRequirement("sdk.request.text.supplementary", async ({ sdk }) => {
  await arrives(
    sdk,
    ["😀😀", "a\u{20000}b", "\u{1F468}\u200D\u{1F469}", "\u{10FFFD}x"],
    of("😀", "\u{20000}", "\u{1F680}", "a", "中"),
  );
});

sdkRequirement("sdk.request.text.combining-marks", async ({ sdk }) => {
  await arrives(
    sdk,
    ["e\u0301e\u0301", "\u00e9\u00e9", "a\u030a\u0323", "\u1e69x", "\u212bx", "\u1100\u1161", "ﬁx", "\u2460x"],
    of("e", "\u0301", "\u00e9", "a", "\u030a", "\u212b", "n\u0303"),
  );
});

sdkRequirement("sdk.request.text.outer-blanks", async ({ sdk }) => {
  await arrives(
    sdk,
    [" ab", "ab ", "  ab  ", "\tab\t", "ab\n", "\u3000ab\u3000", "a  b", " ", "\u00a0ab"],
    of(" ", "\t", "a", "b"),
  );
});

const RESERVED = [..." !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~"];

sdkRequirement("sdk.request.text.reserved-characters", async ({ sdk }) => {
  const together = RESERVED.join("");
  const examples = [
    together,
    ...RESERVED.map((one) => `a${one}b`),
    "a%20b",
    "a%2Bb",
    "a+b c",
    "&a=b",
    "a&amp;b",
    "~*'()!",
    "..",
    "%",
  ];
  await arrives(sdk, examples, of(...RESERVED, "a", "%2F", "中"));
  const tokens = [together.trim(), ...RESERVED.filter((one) => one !== " ").map((one) => `a${one}b`)];
  await sdk.holdsFor(texts("tokens", tokens.map(inToken), of(...RESERVED.slice(1), "a").map(inToken)));
});

sdkRequirement("sdk.request.text.longest", async ({ sdk }) => {
  const { maximumLength } = LISTENER_DESCRIPTION;
  const of = (character: string): ListenerCall => ({
    ...PLAIN,
    ListenerDescription: character.repeat(maximumLength),
    Tag: [{ Key: character.repeat(TAG.keyMaximumLength), Value: character.repeat(TAG.valueMaximumLength) }],
  });
  const full = (character: string): ListenerCall => ({
    ...PLAIN,
    Tag: Array.from({ length: TAG.maximumCount }, (_, i) => ({
      Key: `${i}${character.repeat(TAG.keyMaximumLength - `${i}`.length)}`,
      Value: character.repeat(TAG.valueMaximumLength),
    })),
  });
  await sdk.holdsFor({ ...texts("longest", [of("a"), of("中"), full("a"), full("中"), full("😀")]), mustSend: true });
});

sdkRequirement("sdk.request.text.empty", async ({ sdk }) => {
  await sdk.holdsFor({ ...texts("tag", [{ ...PLAIN, Tag: [{ Key: "key", Value: "" }] }]), mustSend: true });
  await sdk.holdsFor({ ...texts("description", [inDescription("")]), mayRefuse: true });
});
