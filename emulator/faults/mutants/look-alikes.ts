/** Texts that are taken for others, or for attacks, and defects that another character of the text hides. */
import { illegalParameter } from "../../server/refusal.js";
import { alsoRefuse, keep, misread, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";
import { isReserved, isUrl } from "./tag-looks.js";

/** Tokens that are kept for each load balancer, changed before they are compared. */
const keepsForEachLoadBalancer =
  (change: (token: string) => string): Change =>
  (parts, fire) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      keyOf: (request, requestId) => {
        const { clientToken, loadBalancerId = "" } = request;
        if (!clientToken) return parts.tokens.keyOf(request, requestId);
        const changed = change(clientToken);
        if (changed !== clientToken) fire();
        return `${loadBalancerId} ${changed}`;
      },
    },
  });

const TOKENS: readonly MutantText[] = [
  {
    name: "token-case-folded-on-its-load-balancer",
    title: "Tokens are kept for each load balancer, and capitals in them do not count.",
    requirement: "create-listener.client-token.different-tokens",
    profile: "smoke",
    mutate: keepsForEachLoadBalancer((token) => token.toLowerCase()),
  },
  {
    name: "token-of-digits-is-double-on-its-load-balancer",
    title: "Tokens are kept for each load balancer, and those of digits as floating-point numbers.",
    requirement: "create-listener.client-token.different-tokens",
    profile: "smoke",
    mutate: keepsForEachLoadBalancer((token) => (/^\d+$/.test(token) ? String(Number(token)) : token)),
  },
  {
    name: "token-cut-at-blank-on-its-load-balancer",
    title: "Tokens are kept for each load balancer, up to their first blank.",
    requirement: "create-listener.client-token.different-tokens",
    profile: "smoke",
    mutate: keepsForEachLoadBalancer((token) => token.replace(/(?<=\S) .*$/s, "")),
  },
  {
    name: "token-cut-at-colon-on-its-load-balancer",
    title: "Tokens are kept for each load balancer, up to their first colon.",
    requirement: "create-listener.client-token.different-tokens",
    profile: "smoke",
    mutate: keepsForEachLoadBalancer((token) => token.replace(/:.*$/s, "")),
  },
  {
    name: "token-start-of-64-checked",
    title: "Only the first 64 characters of a token have to be ASCII.",
    requirement: "create-listener.client-token.non-ascii",
    profile: "smoke",
    mutate: spare("client-token-ascii", ({ clientToken = "" }) => !/\P{ASCII}/u.test(clientToken.slice(0, 64))),
  },
];

const IDS: readonly MutantText[] = [
  {
    name: "server-group-id-as-pattern-accepted",
    title: "A server group is looked up by a pattern, in which a percent sign stands for anything.",
    requirement: "create-listener.error.resource-not-found-server-group",
    profile: "smoke",
    mutate: spare("server-group-exists", ({ serverGroupId = "" }) => serverGroupId.includes("%")),
  },
  {
    name: "load-balancer-id-first-of-list-accepted",
    title: "Of a list of load balancer ids the first one counts.",
    requirement: "create-listener.error.resource-not-found-load-balancer",
    profile: "smoke",
    mutate: misread((request) => {
      const [first, ...others] = (request.loadBalancerId ?? "").split(",");
      return others.length > 0 ? { ...request, loadBalancerId: first } : undefined;
    }),
  },
  {
    name: "load-balancer-id-completed",
    title: "A load balancer id may lack what stands before its hyphen.",
    requirement: "create-listener.error.resource-not-found-load-balancer",
    profile: "smoke",
    mutate: misread((request) => {
      const { loadBalancerId = "" } = request;
      return /^e[a-z]+\d+$/.test(loadBalancerId) ? { ...request, loadBalancerId: `gwlb-${loadBalancerId}` } : undefined;
    }),
  },
];

const KEYS: readonly MutantText[] = [
  {
    name: "tags-duplicates-of-longest-key-accepted",
    title: "Keys of 128 characters are not compared with each other.",
    requirement: "create-listener.tag-key.unique",
    profile: "smoke",
    mutate: spare("tag-key-duplicate", ({ tags }) => tags.some(({ key = "" }) => key.length === 128)),
  },
  {
    name: "tags-duplicates-beyond-ascii-accepted",
    title: "Keys with characters outside ASCII are not compared with each other.",
    requirement: "create-listener.tag-key.unique",
    profile: "smoke",
    mutate: spare("tag-key-duplicate", ({ tags }) => tags.some(({ key = "" }) => /\P{ASCII}/u.test(key))),
  },
  {
    name: "tag-key-link-behind-line-break-accepted",
    title: "A link in a key is looked for in the first line only.",
    requirement: "create-listener.tag-key.url",
    profile: "smoke",
    mutate: spare("tag-key-url", ({ tags }) => !tags.some(({ key = "" }) => isUrl(key.split("\n")[0] ?? ""))),
  },
  {
    name: "tag-key-reserved-prefix-before-blank-accepted",
    title: "A key may start with a reserved prefix when something blank or unseen is in it.",
    requirement: "create-listener.tag-key.reserved-prefix",
    profile: "smoke",
    mutate: spare("tag-key-prefix", ({ tags }) =>
      tags.some(({ key = "" }) => isReserved(key) && /[\t\n\u200b]/.test(key)),
    ),
  },
];

const ATTACKS: readonly MutantText[] = [
  {
    name: "description-with-word-of-queries-refused",
    title: "A description with a word of a query language is refused.",
    requirement: "create-listener.listener-description.read-back",
    profile: "smoke",
    mutate: alsoRefuse("description-characters", illegalParameter("ListenerDescription"), ({ description = "" }) =>
      /\b(select|union|drop)\b/.test(description),
    ),
  },
  {
    name: "description-with-path-refused",
    title: "A description that leads to the parent of a folder is refused.",
    requirement: "create-listener.listener-description.read-back",
    profile: "smoke",
    mutate: alsoRefuse("description-characters", illegalParameter("ListenerDescription"), ({ description = "" }) =>
      description.includes("../../"),
    ),
  },
  {
    name: "tag-value-with-script-refused",
    title: "A value with a script element is refused.",
    requirement: "create-listener.tag.read-back",
    profile: "smoke",
    mutate: alsoRefuse("tag-value-url", illegalParameter("TagValue"), ({ tags }) =>
      tags.some(({ value = "" }) => /<script/i.test(value)),
    ),
  },
  {
    name: "tag-value-markup-taken-off",
    title: "What looks like markup is taken out of values.",
    requirement: "create-listener.tag.read-back",
    profile: "smoke",
    mutate: keep(({ tags }) => {
      const plain = tags.map((tag) => ({ ...tag, value: tag.value.replaceAll(/<\/?[a-z][^>]*>/gi, "") }));
      return plain.some(({ value }, i) => value !== tags[i]?.value) ? { tags: plain } : undefined;
    }),
  },
];

const KEPT: readonly MutantText[] = [
  {
    name: "timeout-multiple-of-256-kept-as-default",
    title: "A time-out that is a multiple of 256 is kept as 350.",
    requirement: "create-listener.tcp-idle-timeout.read-back",
    profile: "smoke",
    mutate: keep(({ tcpIdleTimeout }) => (tcpIdleTimeout % 256 === 0 ? { tcpIdleTimeout: 350 } : undefined)),
  },
  {
    name: "description-of-128-kept-short",
    title: "A description of exactly 128 characters loses its last one.",
    requirement: "create-listener.listener-description.read-back",
    profile: "smoke",
    mutate: keep(({ description = "" }) =>
      description.length === 128 ? { description: description.slice(0, -1) } : undefined,
    ),
  },
  {
    name: "description-rare-ideograph-kept-as-question-mark",
    title: "An ideograph outside the basic plane is accepted in a description, and kept as a question mark.",
    requirement: "create-listener.listener-description.read-back",
    profile: "smoke",
    mutate: keep(({ description = "" }) => {
      const kept = description.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?");
      return kept === description ? undefined : { description: kept };
    }),
  },
];

export const lookAlikeMutants = area("look-alikes", [...TOKENS, ...IDS, ...KEYS, ...ATTACKS, ...KEPT]);
