/** Mutants of what holds for keys and for values alike, written once for both. */
import type { TagParameter } from "../../server/listener/request.js";
import { codePoints } from "../../server/listener/request-rules.js";
import { misread, spare } from "../alterations.js";
import { area, type MutantText } from "./area.js";
import { butLast, ends, first, isUrl, LENGTH_BROKEN, LIMIT, looksOnlyAt, type Member, refuses } from "./tag-looks.js";

const bytes = (text: string) => Buffer.byteLength(text);

/** Faults that a key and a value can have alike. */
function ofBoth(member: Member): readonly MutantText[] {
  const limit = LIMIT[member];
  const lengthOf = (tag: TagParameter) => codePoints(tag[member] ?? "");
  const requirement = (clause: "maximum" | "every-length" | "code-points" | "url" | "url-parts") =>
    `create-listener.tag-${member}.${clause}` as const;
  const lengthRule = `tag-${member}-length` as const;
  const urlRule = `tag-${member}-url` as const;
  const urlIn = (tag: TagParameter) => isUrl(tag[member] ?? "");
  const acceptsUrl = (when: (text: string) => boolean) =>
    spare(urlRule, ({ tags }) => tags.filter(urlIn).every((tag) => when(tag[member] ?? "")));
  return [
    {
      name: `tag-${member}-of-${limit + 1}-accepted`,
      title: `A ${member} of ${limit + 1} characters is accepted.`,
      requirement: requirement("maximum"),
      mutate: spare(lengthRule, ({ tags }) => tags.every((tag) => lengthOf(tag) <= limit + 1)),
    },
    {
      name: `tag-${member}-unbounded`,
      title: `A ${member} of any length is accepted.`,
      requirement: requirement("maximum"),
      mutate: spare(lengthRule),
    },
    {
      name: `tag-${member}-cut`,
      title: `A ${member} that is too long is silently cut.`,
      requirement: requirement("maximum"),
      mutate: misread((request) =>
        request.tags.some(LENGTH_BROKEN[member])
          ? {
              ...request,
              tags: request.tags.map((tag) => ({
                ...tag,
                [member]: [...(tag[member] ?? "")].slice(0, limit).join(""),
              })),
            }
          : undefined,
      ),
    },
    {
      name: `tag-${member}-of-${limit}-refused`,
      title: `A ${member} of ${limit} characters is refused.`,
      requirement: requirement("maximum"),
      mutate: refuses(member, (text) => codePoints(text) === limit),
    },
    {
      name: `tag-${member}-of-64-refused`,
      title: `A ${member} of exactly 64 characters is refused.`,
      requirement: requirement("every-length"),
      mutate: refuses(member, (text) => codePoints(text) === 64),
    },
    {
      name: `tag-${member}-of-${limit - 1}-refused`,
      title: `A ${member} of exactly ${limit - 1} characters is refused.`,
      requirement: requirement("every-length"),
      mutate: refuses(member, (text) => codePoints(text) === limit - 1),
    },
    {
      name: `tag-${member}-length-in-bytes`,
      title: `The length of a ${member} is counted in bytes of UTF-8.`,
      requirement: requirement("code-points"),
      mutate: refuses(member, (text) => bytes(text) > limit),
    },
    {
      name: `tag-${member}-length-in-utf16`,
      title: `The length of a ${member} is counted in UTF-16 units.`,
      requirement: requirement("code-points"),
      mutate: refuses(member, (text) => text.length > limit),
    },
    {
      name: `tag-${member}-length-of-first-only`,
      title: `Only the ${member} of the first tag is measured.`,
      requirement: requirement("maximum"),
      mutate: looksOnlyAt(lengthRule, LENGTH_BROKEN[member], first),
    },
    {
      name: `tag-${member}-length-of-last-unchecked`,
      title: `The ${member} of the last tag is not measured.`,
      requirement: requirement("maximum"),
      mutate: looksOnlyAt(lengthRule, LENGTH_BROKEN[member], butLast),
    },
    {
      name: `tag-${member}-http-accepted`,
      title: `A ${member} may contain http://.`,
      requirement: requirement("url"),
      mutate: acceptsUrl((text) => !text.includes("https://")),
    },
    {
      name: `tag-${member}-https-accepted`,
      title: `A ${member} may contain https://.`,
      requirement: requirement("url"),
      mutate: acceptsUrl((text) => !text.includes("http://")),
    },
    {
      name: `tag-${member}-url-only-at-start`,
      title: `A link is only found at the start of a ${member}.`,
      requirement: requirement("url"),
      mutate: acceptsUrl((text) => !/^https?:\/\//.test(text)),
    },
    {
      name: `tag-${member}-url-not-at-end`,
      title: `A link that ends the ${member} is not found.`,
      requirement: requirement("url"),
      mutate: acceptsUrl((text) => !/https?:\/\/./u.test(text)),
    },
    {
      name: `tag-${member}-url-of-first-only`,
      title: `Only the ${member} of the first tag is searched for links.`,
      requirement: requirement("url"),
      mutate: looksOnlyAt(urlRule, urlIn, first),
    },
    {
      name: `tag-${member}-url-of-middle-unchecked`,
      title: `Only the first and the last ${member} are searched for links.`,
      requirement: requirement("url"),
      mutate: looksOnlyAt(urlRule, urlIn, ends),
    },
    {
      name: `tag-${member}-http-word-refused`,
      title: `A ${member} with the word http is refused.`,
      requirement: requirement("url-parts"),
      mutate: refuses(member, (text) => text.includes("http")),
    },
    {
      name: `tag-${member}-double-slash-refused`,
      title: `A ${member} with :// is refused.`,
      requirement: requirement("url-parts"),
      mutate: refuses(member, (text) => text.includes("://")),
    },
    {
      name: `tag-${member}-chinese-refused`,
      title: `A ${member} with Chinese characters is refused.`,
      requirement: requirement("code-points"),
      mutate: refuses(member, (text) => /\p{Script=Han}/u.test(text)),
    },
  ];
}

export const tagTextMutants = area("tag-text", [...ofBoth("key"), ...ofBoth("value")]);
