/** Checks on tags of a request; the clauses are in `contract/requirements/sdk/text.ts`. */
import type { CallTag, ListenerCall } from "../../contract/call.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { tagList } from "../../generators/tag.js";
import { alone, asKeys, asValues } from "../../generators/tag-text.js";
import type { Conversation } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import { parametersOf, tagsOf } from "../check/parameters.js";
import type { Judgement } from "../check/sdk-check.js";
import { arrivesAs, firstOf, valuesInWords } from "./arrivals.js";
import { callOf, creation, PLAIN, tagsOfCount } from "./calls.js";

const withTags = (...Tag: readonly CallTag[]): ListenerCall => ({ ...PLAIN, Tag });
const COUNTS = [1, 2, 9, 10, 11, 20];
const ofCount = (count: number): ListenerCall => withTags(...tagsOfCount(count));

sdkRequirement("sdk.request.tags.numbering", async ({ sdk }) => {
  const judge = (conversation: Conversation, { Tag = [] }: ListenerCall): Judgement =>
    firstOf(conversation, (arrival) => {
      const tags = tagsOf(arrival);
      const numbers = tags.map(({ number }) => number).join(" ");
      const meant = Tag.map((_, index) => String(index + 1)).join(" ");
      if (numbers !== meant) return { expected: `tags numbered ${meant}`, got: numbers || "no tags" };
      const wrong = tags.find(
        ({ keys, values }) => !Tag.some(({ Key, Value = "" }) => keys[0] === Key && (values[0] ?? "") === Value),
      );
      return wrong && { expected: "key and value of one tag under one number", got: pairInWords(wrong) };
    });
  await sdk.holdsFor({ name: "counts", examples: COUNTS.map(ofCount), plan: creation, mustSend: true, judge });
  await sdk.holdsFor({
    name: "without a value",
    examples: [withTags({ Key: "a" }, { Key: "b", Value: "" }, { Key: "c", Value: "x" })],
    plan: creation,
    mayRefuse: true,
    judge,
  });
});

function pairInWords({ number, keys, values }: ReturnType<typeof tagsOf>[number]): string {
  return `Tag.${number} with key ${valuesInWords(keys)} and value ${valuesInWords(values)}`;
}

sdkRequirement("sdk.request.tags.order", async ({ sdk }) => {
  const words = ["zone", "Alpha", "10", "9", "beta", "a", "1", "owner", "中", "b"];
  await sdk.holdsFor({
    name: "lists",
    examples: [
      withTags({ Key: "b", Value: "1" }, { Key: "a", Value: "2" }),
      withTags(...words.map((Key, index) => ({ Key, Value: String(index) }))),
      ofCount(11),
      ofCount(20),
      withTags(...tagsOfCount(20).reverse()),
    ],
    plan: creation,
    mustSend: true,
    judge: (conversation, { Tag = [] }) =>
      firstOf(conversation, (arrival) => {
        const got = tagsOf(arrival).map(({ keys }) => keys[0]);
        const at = Tag.findIndex(({ Key }, index) => got[index] !== Key);
        if (at < 0) return undefined;
        return {
          expected: `key ${JSON.stringify(Tag[at]?.Key)} in tag ${at + 1}`,
          got: JSON.stringify(got[at]) ?? "no key",
        };
      }),
  });
});

sdkRequirement("sdk.request.tags.counts", async ({ sdk }) => {
  const judge = (conversation: Conversation, { Tag = [] }: ListenerCall): Judgement =>
    firstOf(conversation, (arrival) => {
      const sent = parametersOf(arrival).filter(([name]) => name.startsWith("Tag"));
      const count = tagsOf(arrival).length;
      if (count === Tag.length && (count > 0 || sent.length === 0)) return undefined;
      return {
        expected: `${Tag.length} tags`,
        got: count === 0 && sent.length > 0 ? sent.map(String).join(", ") : `${count}`,
      };
    });
  await sdk.holdsFor({ name: "counts", examples: [0, ...COUNTS].map(ofCount), plan: creation, judge, mustSend: true });
});

sdkRequirement("sdk.request.tags.without-value", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "lists",
    examples: [
      withTags({ Key: "key" }),
      withTags({ Key: "a" }, { Key: "b", Value: "x" }, { Key: "c" }),
      withTags({ Key: "b", Value: "x" }, { Key: "c" }),
    ],
    plan: creation,
    // The page has a code for it: MissingParam.TagValue.
    mayRefuse: true,
    judge: (conversation, { Tag = [] }) =>
      firstOf(conversation, (arrival) => {
        const tags = tagsOf(arrival);
        for (const { Key, Value } of Tag) {
          const tag = tags.find(({ keys }) => keys[0] === Key);
          if (tag === undefined) return { expected: `a tag ${Key}`, got: "none" };
          if (Value === undefined && tag.values.length > 0)
            return { expected: `the key ${Key} alone`, got: `value ${valuesInWords(tag.values)}` };
        }
        return undefined;
      }),
  });
});

sdkRequirement("sdk.request.tags.empty-value", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "lists",
    examples: [
      withTags({ Key: "key", Value: "" }),
      withTags({ Key: "a", Value: "" }, { Key: "b", Value: "x" }, { Key: "c", Value: "" }),
    ],
    plan: creation,
    mustSend: true,
    judge: (conversation, call) => arrivesAs(conversation, call, (name) => name.startsWith("Tag.")),
  });
});

sdkRequirement("sdk.request.tags.duplicate-keys", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "lists",
    examples: [
      withTags({ Key: "key", Value: "one" }, { Key: "key", Value: "two" }),
      withTags({ Key: "key", Value: "same" }, { Key: "key", Value: "same" }),
      withTags({ Key: "a", Value: "1" }, { Key: "b", Value: "2" }, { Key: "a", Value: "3" }),
    ],
    plan: creation,
    mayRefuse: true,
    judge: (conversation, call) => arrivesAs(conversation, call, (name) => name.startsWith("Tag.")),
  });
});

sdkRequirement("sdk.request.tags.text", async ({ sdk }) => {
  const hard = [...asValues.examples, ...asKeys.examples, ...alone.examples.slice(0, 10)];
  await sdk.holdsFor({
    name: "lists",
    examples: [
      withTags({ Key: "owner", Value: " a team " }, { Key: " blanks ", Value: "x" }, { Key: "UPPER", Value: "Case" }),
      withTags({ Key: "中文", Value: "e\u0301 \u00e9 😀" }, { Key: "a+b", Value: "a%20b&c=d" }),
      ...hard.map(({ draft }) => callOf(draft)),
    ],
    arbitrary: tagList(1).map((tags) => callOf({ ...MINIMAL_DRAFT, tags })),
    plan: creation,
    mustSend: true,
    judge: (conversation, call) => arrivesAs(conversation, call, (name) => name.startsWith("Tag.")),
  });
});
