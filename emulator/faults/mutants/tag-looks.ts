/** What the mutants around keys and values of tags have in common. */

import type { TagParameter } from "../../server/listener/request.js";
import { codePoints } from "../../server/listener/request-rules.js";
import { illegalParameter } from "../../server/refusal.js";
import { alsoRefuse, spare } from "../alterations.js";
import type { Change } from "../fault.js";

export type Member = "key" | "value";
type Rule =
  | "tag-key-missing"
  | "tag-key-length"
  | "tag-key-prefix"
  | "tag-key-url"
  | "tag-value-length"
  | "tag-value-url";

/** Code points. */
export const LIMIT = { key: 128, value: 256 } as const;
/** How an illegal one is refused. */
export const CODE = { key: illegalParameter("TagKey"), value: illegalParameter("TagValue") };
/** Whether text contains what the page forbids of links. */
export const isUrl = (text: string) => /https?:\/\//.test(text);
/** Whether a key starts as the page forbids. */
export const isReserved = (key: string) => /^(aliyun|acs:)/.test(key);

/** Refuses tags with such a key or value. */
export function refuses(member: Member, when: (text: string) => boolean): Change {
  return alsoRefuse(`tag-${member}-url`, CODE[member], ({ tags }) =>
    tags.some((tag) => tag[member] !== undefined && when(tag[member] ?? "")),
  );
}

/** Lets a rule look at some of the tags only, or at less of each. */
export function looksOnlyAt(
  rule: Rule,
  broken: (tag: TagParameter) => boolean,
  seen: (tags: readonly TagParameter[]) => readonly TagParameter[],
): Change {
  return spare(rule, ({ tags }) => !seen(tags).some(broken));
}

/** Whether a tag is too long in one of its members. */
export const LENGTH_BROKEN = {
  key: ({ key = "" }: TagParameter) => codePoints(key) > LIMIT.key,
  value: ({ value = "" }: TagParameter) => codePoints(value) > LIMIT.value,
};

/** Views that see less than all tags. */
export const first = (tags: readonly TagParameter[]) => tags.slice(0, 1);
export const butLast = (tags: readonly TagParameter[]) => tags.slice(0, -1);
export const ends = (tags: readonly TagParameter[]) =>
  tags.filter((_, index) => index === 0 || index === tags.length - 1);
