/** Tags whose texts are hard to keep, or to tell apart: every class, many to a request where that is enough. */
import { withoutCase } from "../contract/characters.js";
import { TAG } from "../contract/parameters.js";
import type { RequestDraft, TagDraft } from "../contract/request.js";
import { HAN, LETTERS, MISREAD_TEXTS, PRINTABLE_ASCII, pieces } from "./misread-text.js";
import { type Family, valid } from "./specimen.js";
import { packed, withTags, withValues } from "./tag.js";

const { maximumCount: MAX_COUNT, keyMaximumLength: MAX_KEY, valueMaximumLength: MAX_VALUE } = TAG;

const asBoth = (text: string): TagDraft => ({ key: text, value: text });
const numbered = (keys: readonly string[]): TagDraft[] => keys.map((key, i) => ({ key, value: `value${i + 1}` }));
const full = (start: string, length: number) => start.padEnd(length, "字");

/** As much as tags may hold: as many and as long as they may be, of characters that take nine bytes each on the wire. */
export const largest: Family = packed(
  Array.from({ length: MAX_COUNT }, (_, i) => ({ key: full(`${i}`, MAX_KEY), value: full(`${i}`, MAX_VALUE) })),
);

/** Each text that is easily misread as the key and the value of one tag. */
export const alone: Family = { examples: MISREAD_TEXTS.map((text) => valid(withTags([asBoth(text)]))) };

/** Texts that are easily misread as values, twenty to a request. */
export const asValues: Family = packed(withValues(MISREAD_TEXTS));

/** Texts that are easily misread as keys, up to twenty to a request; never two whose difference the page does not settle. */
export const asKeys: Family = {
  examples: apart(MISREAD_TEXTS, (key) => withoutCase(key.normalize("NFKC"))).map((keys) =>
    valid(withTags(numbered(keys))),
  ),
};

/** Keys in lists of twenty at most; those that are the same once folded go to different ones. */
function apart(keys: readonly string[], fold: (key: string) => string): string[][] {
  const lists: Map<string, string>[] = [];
  for (const key of keys) {
    const list = lists.find((one) => one.size < MAX_COUNT && !one.has(fold(key)));
    if (list === undefined) lists.push(new Map([[fold(key), key]]));
    else list.set(fold(key), key);
  }
  return lists.map((list) => [...list.values()]);
}

const LONG_KEY = "k".repeat(MAX_KEY - 1);
const ALIKE_KEYS: readonly (readonly string[])[] = [
  ["a b", "a  b", ..."ab a-b a.b a_b a/b a:b a+b a%20b a&b a=b ba a aa aaa".split(" "), "a bb"],
  "1 01 1.0 1. 10 11 -1 +1 1e0 0x1 true null 0 00 0.0 -0 false undefined".split(" "),
  [
    ...[`${LONG_KEY}a`, `${LONG_KEY}b`, `a${LONG_KEY}`, `b${LONG_KEY}`, LONG_KEY],
    ..."key1 key10 key11 key2 value1".split(" "),
  ],
  ["中", "中中", "国中", "中国", "中 国", "中-国", "键", "鍵", "𠀀", "𠀁", "😀", "😁"],
];

/** Keys that are alike and yet different, together in one request; some are the value of another tag, or of their own. */
export const alikeKeys: Family = {
  examples: ALIKE_KEYS.flatMap((keys) => [
    valid(withTags(numbered(keys))),
    valid(withTags(keys.map(asBoth))),
    valid(withTags(keys.map((key, i) => ({ key, value: keys[(i + 1) % keys.length] ?? key })))),
  ]),
};

/** The longest key and value, with every printable ASCII character in each. */
export const longestPrintable: Family = {
  examples: [
    valid(
      withTags([
        { key: PRINTABLE_ASCII.padEnd(MAX_KEY, "k"), value: PRINTABLE_ASCII.repeat(2).padEnd(MAX_VALUE, "v") },
      ]),
    ),
  ],
};

/** Every undisputed ideograph and every letter of scripts in common use, in values as long and as many as the page allows. */
export const everyLetter: Family = packed(
  withValues(pieces([...HAN, ...LETTERS], MAX_VALUE).map((characters) => characters.join(""))),
);

const PRODUCTS =
  "ack ack.aliyun.com ack-cluster acs acs-key acs_key acs/key acs.key alibaba alibabacloud alibaba-cloud alicloud ali alipay " +
  "ecs: slb alb: nlb: gwlb: vpc: ros: oss: rds: ram: fc: eci: edas sae sls cms";
const OTHERS =
  "aws aws: aws:cloudformation azure microsoft windows google goog- gcp oracle qcs: tencent huawei hws: kubernetes.io/x k8s.io/x k8s: " +
  "terraform tf: pulumi cloudformation openstack";
const SYSTEM = "sys sys: sys. _sys_ system system: internal reserved default admin root user owner name Name id env";
const LINKS = "http https http: https: http/ www. ftp: ftp://x file:///x mailto:x //x x://";
const SIGNS =
  "@ @x _ _x - -x . .x / /x : :x # #x $ $x % %x & &x * *x + +x ~ ~x ! !x ? ?x = =x | ^ ( [ { < > \" ' ` , ; \\ 0 9x 名 é";

/** Words and signs that other products and tools reserve in tags, and that this operation's page does not; each once. */
const UNRESERVED_WORDS: readonly string[] = [PRODUCTS, OTHERS, SYSTEM, LINKS, SIGNS].flatMap((words) =>
  words.split(" "),
);

/** Each word as a key and as a value, twenty to a request. */
export const unreservedTogether: Family = {
  examples: apart(UNRESERVED_WORDS, (word) => word.toLowerCase()).map((words) => valid(withTags(words.map(asBoth)))),
};

/** Each word as the key and the value of the one tag. */
export const unreservedAlone: Family = {
  examples: UNRESERVED_WORDS.map((word) => valid(withTags([asBoth(word)]))),
};

/** Different beyond dispute, the first and the second of each pair in turn: they differ in more than case and the way an accent is written. */
const DISTINCT: readonly string[] = [
  ..."cafe café uber über nino niño lodz łódź smor smør aether æther е ё и й αλφα άλφα cap сар ABC ＡＢＣ".split(" "),
  ..."123 １２３ 12 ١٢ 1 ① m2 m² IV Ⅳ か カ サ ｻ は ば つ っ 国 國 体 體 가 각".split(" "),
  ...["ا", "أ"],
  ..."น น้ a-b a–b it's it’s a.b a·b".split(" "),
  ...["a b", "a\u00a0b"],
  ...["c d", "c\u3000d"],
  ..."😀 😁 👍 👍🏽 𠀀 𠀁".split(" "),
];

const inTurn = (size: number): Family => ({
  examples: pieces(DISTINCT, size).map((keys) => valid(withTags(numbered(keys)))),
});

/** Each pair in a request of its own. */
export const distinctPairs: Family = inTurn(2);

/** Ten pairs to a request. */
export const distinctPairsTogether: Family = inTurn(MAX_COUNT);

const open = (first: string, second: string): RequestDraft => withTags(numbered([first, second]));

/** Pairs of which the page does not say whether they are one key, by what they differ in. */
export const OPEN_PAIRS: Readonly<Record<string, RequestDraft>> = {
  case: open("key", "KEY"),
  "case of a letter with an accent": open("café", "CAFÉ"),
  "sharp s": open("strasse", "straße"),
  "long s": open("sun", "ſun"),
  "final sigma": open("οδος", "οδοσ"),
  ligature: open("find", "ﬁnd"),
  "accent written with the letter and behind it": open("caf\u00e9", "cafe\u0301"),
  "sign for ohm and omega": open("\u2126", "\u03a9"),
  "blank at the end": open("key", "key "),
  "blank at the beginning": open("key", " key"),
  "invisible character": open("key", "k\u200bey"),
};
