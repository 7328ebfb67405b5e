/** Requests with a defect that also touch a question which the page leaves open: whatever the answer to the question, the defect is there. */
import { LISTENER_DESCRIPTION, TAG } from "../contract/parameters.js";
import { MINIMAL_DRAFT, type RequestDraft, type TagDraft } from "../contract/request.js";
import { withDescription } from "./listener-description.js";
import { plainTags, withTags } from "./tag.js";

const withKey = (key: string) => withTags([{ key, value: "value" }]);
const withValue = (value: string) => withTags([{ key: "key", value }]);
const twice = (key: string) => withTags(["a", "b"].map((value) => ({ key, value })));
const withToken = (text: string): RequestDraft => ({ ...MINIMAL_DRAFT, clientToken: { is: "literal", text } });

/** Links behind what ends a line, and beside what is not seen: matching by the line or by the word misses them. */
const LINKS = [
  ..."\n \r\n \t \u2028 \u0085 \u000b \u200b \u00ad".split(" ").map((mark) => `see${mark}http://host`),
  " https://host",
  "https://host\n",
];

const oneTooMany = (change: (tag: TagDraft, index: number) => TagDraft) =>
  withTags(plainTags(TAG.maximumCount + 1).map(change));

/** By the clause that is broken. */
export const IN_ANY_READING = {
  "create-listener.tag.count": [
    oneTooMany(({ key }) => ({ key, value: "" })),
    oneTooMany(({ key }) => ({ key })),
    oneTooMany((tag, i) => (i === TAG.maximumCount ? { key: tag.key } : tag)),
  ],
  "create-listener.tag-key.url": LINKS.map(withKey),
  "create-listener.tag-value.url": LINKS.map(withValue),
  "create-listener.tag-key.reserved-prefix": [
    "aliyun\nx",
    "aliyun ",
    "aliyun\u200b",
    "acs:\tx",
    "acs: ",
    "acs:ALIYUN ",
  ].map(withKey),
  "create-listener.tag-key.maximum": [
    `${"k".repeat(TAG.keyMaximumLength + 1)}\n`,
    ` ${"k".repeat(TAG.keyMaximumLength + 1)}`,
  ].map(withKey),
  "create-listener.tag-key.unique": ["a\tb", " k", "k ", "k\u200bk", "a\nb"].map(twice),
  "create-listener.listener-description.forbidden-ascii": [
    "々 々",
    "é!",
    "〇:〇",
    "\u{20000}%\u{20000}",
    "Ａ=",
    "\uf900\\",
  ].map(withDescription),
  "create-listener.listener-description.maximum": ["々", "㐀", "é", "\u{20000}"].map((character) =>
    withDescription(character.repeat(LISTENER_DESCRIPTION.maximumLength + 1)),
  ),
  "create-listener.client-token.non-ascii": [
    ...[70, 130, 199, 255].map((place) => withToken(`${"t".repeat(place)}é`)),
    ...["token\té", "é ", " 中"].map(withToken),
  ],
} as const satisfies Readonly<Record<string, readonly RequestDraft[]>>;
