/** Tags: how many, how long, with which defects, at any place of the list. */
import fc from "fast-check";
import { lengthOf } from "../contract/characters.js";
import { TAG } from "../contract/parameters.js";
import { MINIMAL_DRAFT, type RequestDraft, type TagDraft } from "../contract/request.js";
import type { ViolationLabel } from "../contract/violations.js";
import { pieces } from "./misread-text.js";
import { paddedText } from "./padded-text.js";
import { withPassengers } from "./passengers.js";
import { type Family, type Specimen, valid, violated } from "./specimen.js";

const { maximumCount: MAX_COUNT, keyMaximumLength: MAX_KEY, valueMaximumLength: MAX_VALUE } = TAG;
const ASTRAL = "\u{1F600}";

/** Characters that decoders, encoders and separators trip over; the page limits none of them in tags. */
const EASILY_ALTERED = [
  ..."abkVZ09 +%&=/:;,.?#@!$*()[]{}<>|~^'\"\\_-中文é",
  ..."%2B %20 &amp; &lt;".split(" "),
  ...["  ", ASTRAL],
];

/** A minimal request with tags. */
export function withTags(tags: readonly TagDraft[]): RequestDraft {
  return { ...MINIMAL_DRAFT, tags };
}

/** `count` plain tags with different keys and values. */
export function plainTags(count: number): TagDraft[] {
  return upTo(count).map((n) => ({ key: `key${n}`, value: `value${n}` }));
}

/** The whole numbers from 1 on. */
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
const one = (key: string, value = "value") => withTags([{ key, value }]);
/** Tags twenty to a request. */
export const packed = (tags: readonly TagDraft[]): Family => ({
  examples: pieces(tags, MAX_COUNT).map((some) => valid(withTags(some))),
});
const withKeys = (keys: readonly string[]) => keys.map((key) => ({ key, value: "value" }));
/** Tags with these values, each under a key of its own. */
export const withValues = (values: readonly string[]) => values.map((value, i) => ({ key: `key${i + 1}`, value }));

/** Exactly these numbers of tags. */
export function ofCount(...counts: readonly number[]): Family {
  return { examples: counts.map((count) => valid(withTags(plainTags(count)))) };
}

export const everyCount: Family = ofCount(...upTo(MAX_COUNT));

export const tooMany: Family = {
  examples: [
    ...[MAX_COUNT + 1, MAX_COUNT + 2, 25, 30, 40, 50, 64, 100].map((count) => tooManyOf(plainTags(count))),
    tooManyOf(plainTags(MAX_COUNT + 1).map(({ key }) => ({ key, value: "same" }))),
  ],
  kept: { "dry-run": 9 },
};

function tooManyOf(tags: readonly TagDraft[]): Specimen {
  return violated("tag.too-many", withTags(plainTags(MAX_COUNT)), withTags(tags));
}

/** Keys of exactly these lengths, each in a request of its own. */
export function keysOfLength(character: string, ...lengths: readonly number[]): Family {
  return { examples: lengths.map((length) => valid(one(character.repeat(length)))) };
}

/** Values of exactly these lengths, each in a request of its own. */
export function valuesOfLength(character: string, ...lengths: readonly number[]): Family {
  return { examples: lengths.map((length) => valid(one("key", character.repeat(length)))) };
}

/** All lengths of keys from 1 to 128, packed twenty to a request, with passengers. */
export const everyKeyLength: Family = withPassengers(
  packed(upTo(MAX_KEY).map((length) => ({ key: "k".repeat(length), value: `v${length}` }))),
);
/** All lengths of values from 1 to 256, packed twenty to a request, with other passengers. */
export const everyValueLength: Family = withPassengers(
  packed(withValues(upTo(MAX_VALUE).map((length) => "v".repeat(length)))),
  everyKeyLength.examples.length,
);

/** What travels with tags, for the clauses on what travels; the same requests as those above, so that none is sent twice. */
export const withPassengersOfAll: Family = {
  examples: [...everyKeyLength.examples, ...everyValueLength.examples],
};

/** Every length of a key on its own: a fault with one length is not hidden behind the others. */
export const everyKeyLengthAlone: Family = keysOfLength("k", ...upTo(MAX_KEY));
export const everyValueLengthAlone: Family = valuesOfLength("v", ...upTo(MAX_VALUE));

/** Tags twenty to a request, which no run leaves out, and then each in a request of its own. */
function togetherAndAlone(tags: readonly TagDraft[]): Family {
  const together = packed(tags).examples;
  const alone = tags.map((tag) => valid(withTags([tag])));
  return { examples: [...together, ...alone], kept: { "dry-run": together.length, create: together.length } };
}

export const reservedWordInside: Family = togetherAndAlone(
  withKeys([
    ..."myaliyun my-aliyun-key my.acs: x-acs:y aliyu acs acs-key ali aacs:x aaliyun".split(" "),
    ..."1aliyun _aliyun 中aliyun x-aliyun ali-yun aliyu-n al".split(" "),
    ..."acs_x acs.x acs;x acs/x ac:s acs-: acs1: _acs: 中acs: :acs: acsx:".split(" "),
    ...["ali yun", "a aliyun", "acs :x"],
  ]),
);
/** Nearly links: one character less, more or other. */
const URL_PARTS =
  "ftp://host http htt://x ttp://x https: ttps://x http:x// http:/x/ h.ttp:/ http.// http;// http：// httpss:// ws://x".split(
    " ",
  );
export const keyUrlParts: Family = togetherAndAlone(
  withKeys([..."http: http:/ https:/ :// ahttp: http// httpx://".split(" "), ...URL_PARTS]),
);
export const valueUrlParts: Family = togetherAndAlone(
  withValues([..."http: http:/ https:/ :// http//host httpx://".split(" "), ...URL_PARTS]),
);
export const reservedPrefixInValue: Family = {
  examples: [
    ...["aliyun", "aliyun-owner", "acs:", "acs:role"].map((value) => valid(one("key", value))),
    valid(withTags(withValues(["same", "same", "key1"]))),
  ],
};

/** Characters that are easily altered on the way, one at a time inside a key and inside a value. */
export const easilyAltered: Family = {
  examples: EASILY_ALTERED.map((character) => valid(one(`k${character}k`, `v${character}v`))),
};

/** Ways in which one tag can be wrong, with the defective tag at the place given. */
type Defect = { readonly label: ViolationLabel; readonly tags: readonly ((index: number) => TagDraft)[] };

/** Texts that contain a link: alone, first, in the middle, late, last, twice, behind other scripts, and at the very end of the longest text. */
function linksWithin(longest: number): string[] {
  return [
    ..."http:// https:// http://host https://host seehttp://host seehttps://host endhttp:// endhttps://".split(" "),
    ...["http:", "https:"].flatMap((scheme) => [
      `${"a".repeat(100)}${scheme}//host`,
      `中文${scheme}//`,
      `${ASTRAL} ${scheme}//host`,
      `a b,${scheme}//host`,
      `${scheme}//a ${scheme}//b`,
      `h${scheme}//`,
      `${scheme}/${scheme}//x`,
      `${"中".repeat(longest - scheme.length - 2)}${scheme}//`,
    ]),
  ];
}

const inKey = (keys: readonly string[]) => keys.map((key) => () => ({ key, value: "value" }));
const inValue = (values: readonly string[]) => values.map((value) => (i: number) => ({ key: `key${i + 1}`, value }));

const defects = {
  keyTooLong: {
    label: "tag-key.too-long",
    tags: inKey([
      ...["k", "中", ASTRAL].map((c) => c.repeat(MAX_KEY + 1)),
      ...[MAX_KEY + 2, 200, 255, 256, 257, 300, 512, 1024].map((length) => "k".repeat(length)),
    ]),
  },
  keyFarTooLong: { label: "tag-key.too-long", tags: inKey(["k".repeat(1000)]) },
  valueTooLong: {
    label: "tag-value.too-long",
    tags: inValue([
      ...["v", "中", ASTRAL].map((c) => c.repeat(MAX_VALUE + 1)),
      ...[MAX_VALUE + 2, 300, 400, 512, 1024, 4096].map((length) => "v".repeat(length)),
    ]),
  },
  valueFarTooLong: { label: "tag-value.too-long", tags: inValue(["v".repeat(2000)]) },
  keyEmpty: { label: "tag-key.empty", tags: inKey([""]) },
  keyMissing: { label: "tag-key.missing", tags: [() => ({ value: "value" })] },
  reservedPrefix: {
    label: "tag-key.reserved-prefix",
    tags: inKey([
      ..."aliyun aliyunkey aliyun:x acs: acs:key aliyun1 aliyun_x aliyun-x aliyun.x aliyun/x".split(" "),
      ..."aliyunaliyun aliyun中 acs:1 acs:_x acs:-x acs:: acs:中 acs:ecs:owner acs:aliyun aliyunacs:".split(" "),
      ...["aliyun x", "acs: x", `aliyun${"k".repeat(MAX_KEY - 6)}`, `acs:${"k".repeat(MAX_KEY - 4)}`],
    ]),
  },
  keyUrl: { label: "tag-key.url", tags: inKey(linksWithin(MAX_KEY)) },
  valueUrl: { label: "tag-value.url", tags: inValue(linksWithin(MAX_VALUE)) },
} satisfies Record<string, Defect>;

export type TagDefect = keyof typeof defects;

/** Tags of which the first, a middle and the last stand for every place. */
const PLACES: readonly (readonly [count: number, index: number])[] = [
  [1, 0],
  [2, 1],
  [3, 0],
  [3, 1],
  [3, 2],
  [12, 9],
  [12, 10],
  [MAX_COUNT, MAX_COUNT - 1],
];

function put(defect: Defect, variant: number, count: number, index: number): Specimen {
  const control = plainTags(count);
  const make = defect.tags[variant % defect.tags.length];
  const tags = control.map((tag, i) => (i === index && make !== undefined ? make(i) : tag));
  return violated(defect.label, withTags(control), withTags(tags));
}

/** A set of tags of which exactly one has the defect: one variant of it alone and at every kind of place, then every other one. */
export function withDefect(name: TagDefect): Family {
  const defect: Defect = defects[name];
  const variants = defect.tags.map((_, variant) => put(defect, variant, 1, 0));
  const places = PLACES.slice(1).map(([count, index]) => put(defect, 0, count, index));
  const otherVariants = PLACES.slice(1).map(([count, index], i) => put(defect, i, count, index));
  return {
    examples: [...variants.slice(0, 1), ...places, ...variants.slice(1), ...otherVariants],
    kept: { "dry-run": places.length + variants.length },
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: MAX_COUNT }), fc.nat(MAX_COUNT - 1), fc.nat(defect.tags.length - 1))
      .map(([count, index, variant]) => put(defect, variant, count, index % count)),
  };
}

const text = (minLength: number, maxLength: number, plain: string) =>
  paddedText({
    minLength,
    maxLength,
    alphabet: EASILY_ALTERED.filter((c) => lengthOf(c) === 1 && c !== " "),
    fillers: [plain, "中", ASTRAL],
  });
const keyText = text(1, MAX_KEY, "k");
const valueText = text(1, MAX_VALUE, "v");

/**
 * Valid tags of every mixture: number, lengths, characters. Keys are made different, also without regard to case, by a number at
 * their end that takes the place of their last characters.
 */
export function tagList(minCount = 0): fc.Arbitrary<TagDraft[]> {
  return fc
    .tuple(
      fc.oneof(
        fc.constantFrom(...[0, 1, 2, MAX_COUNT - 1, MAX_COUNT].filter((n) => n >= minCount)),
        fc.integer({ min: minCount, max: MAX_COUNT }),
      ),
      fc.array(fc.record({ key: keyText, value: valueText }), { minLength: 1, maxLength: 4 }),
    )
    .map(([count, kinds]) =>
      Array.from({ length: count }, (_, i) => {
        const kind = kinds[i % kinds.length] ?? { key: "k", value: "v" };
        return { key: numbered(kind.key, i, count), value: kind.value };
      }),
    );
}

function numbered(key: string, index: number, count: number): string {
  if (count === 1) return key;
  const number = String(index + 1);
  const characters = [...key];
  return characters.slice(0, Math.max(0, characters.length - number.length)).join("") + number;
}

/** Valid requests with tags of every mixture. */
export const mixtures: Family = {
  examples: [valid(withTags([{ key: "k 1", value: "v+1 %" }])), valid(withTags(plainTags(13)))],
  arbitrary: tagList(1).map((tags) => valid(withTags(tags))),
};

/** Questions on tags that the page leaves open, by name. */
export const openQuestions = {
  "value.missing": withTags([{ key: "key" }]),
  "value.empty": withTags([{ key: "key", value: "" }]),
  "prefix.ALIYUN": one("ALIYUNkey"),
  "prefix.Aliyun": one("Aliyun"),
  "prefix.ACS:": one("ACS:key"),
  "url.HTTP:// in key": one("seeHTTP://host"),
  "url.HTTPS:// in value": one("key", "HTTPS://host"),
} as const satisfies Record<string, RequestDraft>;

type OtherParameters = Pick<RequestDraft, "listenerDescription" | "clientToken" | "tags">;

/** What a request says besides its one defect, for a check that only happens without it is none: nothing, each of the parameters that go with every other one, and all of them. */
export const OTHER_PARAMETERS: readonly OtherParameters[] = [
  {},
  { listenerDescription: "companion" },
  { clientToken: { is: "unique", text: "companion" } },
  { tags: plainTags(1) },
  {
    listenerDescription: "企业".repeat(100),
    clientToken: { is: "unique", text: "companion-of-all" },
    tags: plainTags(20),
  },
];
