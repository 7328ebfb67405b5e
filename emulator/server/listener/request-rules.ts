/** Rules that look at the request alone, in the order in which they are checked. */
import { LISTENER_DESCRIPTION, TAG, TCP_IDLE_TIMEOUT } from "../../../contract/parameters.js";
import type { CreateContext, Rule } from "../parts.js";
import { absentMember, illegalParameter, missingParameter, type Refusal, refuse } from "../refusal.js";
import type { TagParameter } from "./request.js";

/**
 * Length as people count it.
 * @param text well-formed text
 * @returns number of Unicode code points
 */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const DESCRIPTION_CHARACTER = /[\p{Script=Han}A-Za-z0-9,.;/@_-]/u;

/** Characters of a description that the page does not list. */
export function forbiddenCharacters(description: string): string[] {
  return [...description].filter((character) => !DESCRIPTION_CHARACTER.test(character));
}

/** Whether text is a number the page allows as an idle timeout. */
function isTimeoutInRange(text: string): boolean {
  return Number(text) >= TCP_IDLE_TIMEOUT.minimum && Number(text) <= TCP_IDLE_TIMEOUT.maximum;
}

const hasForbiddenFragment = (text: string) => TAG.forbiddenFragments.some((fragment) => text.includes(fragment));
const hasForbiddenPrefix = (key: string) => TAG.forbiddenKeyPrefixes.some((prefix) => key.startsWith(prefix));

/** Checks one parameter, when it was sent. */
function ofParameter(
  name: string,
  parameter: "description" | "tcpIdleTimeout" | "dryRun" | "clientToken",
  isLegal: (text: string) => boolean,
  refusal: Refusal,
): Rule {
  return {
    name,
    check: ({ request }) => {
      const text = request[parameter];
      return text === undefined || isLegal(text) ? undefined : refusal;
    },
  };
}

/** Checks every tag by itself. */
function ofEachTag(name: string, isLegal: (tag: TagParameter) => boolean, refusal: Refusal): Rule {
  return { name, check: ({ request }) => (request.tags.every(isLegal) ? undefined : refusal) };
}

function duplicateKey({ request }: CreateContext): Refusal | undefined {
  const keys = request.tags.map((tag) => tag.key);
  if (new Set(keys).size === keys.length) return undefined;
  return refuse(400, "DuplicatedParam.TagKey", "The param of TagKey is duplicated.");
}

/** What can be said of a CreateListener request without looking at the world, in the order it is checked. */
export const requestRules: readonly Rule[] = [
  {
    name: "load-balancer-id-required",
    check: ({ request }) => (request.loadBalancerId ? undefined : missingParameter("LoadBalancerId")),
  },
  {
    name: "server-group-id-required",
    check: ({ request }) => (request.serverGroupId ? undefined : missingParameter("ServerGroupId")),
  },
  ofParameter("dry-run-boolean", "dryRun", (text) => /^(true|false)$/i.test(text), illegalParameter("DryRun")),
  ofParameter(
    "tcp-idle-timeout-integer",
    "tcpIdleTimeout",
    (text) => /^\d+$/.test(text),
    illegalParameter("TcpIdleTimeout"),
  ),
  ofParameter("tcp-idle-timeout-range", "tcpIdleTimeout", isTimeoutInRange, illegalParameter("TcpIdleTimeout")),
  ofParameter(
    "description-too-short",
    "description",
    (text) => codePoints(text) >= LISTENER_DESCRIPTION.minimumLength,
    illegalParameter("ListenerDescription"),
  ),
  ofParameter(
    "description-too-long",
    "description",
    (text) => codePoints(text) <= LISTENER_DESCRIPTION.maximumLength,
    illegalParameter("ListenerDescription"),
  ),
  ofParameter(
    "description-characters",
    "description",
    (text) => forbiddenCharacters(text).length === 0,
    illegalParameter("ListenerDescription"),
  ),
  ofParameter("client-token-ascii", "clientToken", (text) => !/\P{ASCII}/u.test(text), illegalParameter("ClientToken")),
  {
    name: "tag-count",
    check: ({ request }) => (request.tags.length <= TAG.maximumCount ? undefined : illegalParameter("Tag")),
  },
  ofEachTag("tag-key-missing", ({ key }) => Boolean(key), absentMember("TagKey")),
  ofEachTag("tag-key-length", ({ key = "" }) => codePoints(key) <= TAG.keyMaximumLength, illegalParameter("TagKey")),
  ofEachTag("tag-key-prefix", ({ key = "" }) => !hasForbiddenPrefix(key), illegalParameter("TagKey")),
  ofEachTag("tag-key-url", ({ key = "" }) => !hasForbiddenFragment(key), illegalParameter("TagKey")),
  ofEachTag(
    "tag-value-length",
    ({ value = "" }) => codePoints(value) <= TAG.valueMaximumLength,
    illegalParameter("TagValue"),
  ),
  ofEachTag("tag-value-url", ({ value = "" }) => !hasForbiddenFragment(value), illegalParameter("TagValue")),
  { name: "tag-key-duplicate", check: duplicateKey },
];
