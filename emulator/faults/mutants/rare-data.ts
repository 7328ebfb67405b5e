/** Mutants that few numbers, lengths, places, orders or ids provoke, so that a generator has to be thorough to meet them. */
import { decodeText, type Pair, pairDecoder } from "../../server/decoder.js";
import type { TagParameter } from "../../server/listener/request.js";
import { loadBalancerOf, serverGroupOf } from "../../server/listener/state-rules.js";
import { all, misread, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";
import { isReserved, isUrl } from "./tag-looks.js";

/** Accepts one number of seconds outside the range. */
const acceptsSeconds = (seconds: number): Change =>
  spare("tcp-idle-timeout-range", ({ tcpIdleTimeout }) => Number(tcpIdleTimeout) === seconds);

const TIMEOUTS: readonly MutantText[] = [
  {
    name: "timeout-17-accepted",
    title: "17 seconds are accepted.",
    requirement: "create-listener.tcp-idle-timeout.minimum",
    mutate: acceptsSeconds(17),
  },
  {
    name: "timeout-9000-accepted",
    title: "9000 seconds are accepted.",
    requirement: "create-listener.tcp-idle-timeout.maximum",
    mutate: acceptsSeconds(9000),
  },
  {
    name: "timeout-wraps-at-16-bits",
    title: "Numbers wrap around at 16 bits.",
    requirement: "create-listener.tcp-idle-timeout.maximum",
    mutate: misread((request) => {
      const { tcpIdleTimeout = "" } = request;
      return /^\d{5,9}$/.test(tcpIdleTimeout) && Number(tcpIdleTimeout) > 0xffff
        ? { ...request, tcpIdleTimeout: String(Number(tcpIdleTimeout) % 0x10000) }
        : undefined;
    }),
  },
  {
    name: "timeout-fraction-cut-at-maximum",
    title: "6000 seconds and a fraction are taken for 6000.",
    requirement: "create-listener.tcp-idle-timeout.integer",
    mutate: misread((request) =>
      /^6000\.\d*[1-9]/.test(request.tcpIdleTimeout ?? "") ? { ...request, tcpIdleTimeout: "6000" } : undefined,
    ),
  },
];

const acceptsTags = (rule: string, broken: (tag: TagParameter) => boolean, when: (tag: TagParameter) => boolean) =>
  spare(rule, ({ tags }) => tags.filter(broken).every(when));

const LIMITS: readonly MutantText[] = [
  {
    name: "tags-50-accepted",
    title: "50 tags are accepted.",
    requirement: "create-listener.tag.count",
    mutate: spare("tag-count", ({ tags }) => tags.length === 50),
  },
  {
    name: "tags-without-values-not-counted",
    title: "Tags without a value do not count.",
    requirement: "create-listener.tag.count",
    mutate: spare("tag-count", ({ tags }) => tags.filter(({ value }) => value).length <= 20),
  },
  {
    name: "tags-of-one-value-counted-once",
    title: "Tags of one value count as one.",
    requirement: "create-listener.tag.count",
    mutate: spare("tag-count", ({ tags }) => tags.every(({ value }) => value && value === tags[0]?.value)),
  },
  {
    name: "tag-key-of-300-accepted",
    title: "A key of 300 characters is accepted.",
    requirement: "create-listener.tag-key.maximum",
    mutate: acceptsTags(
      "tag-key-length",
      ({ key = "" }) => key.length > 128,
      ({ key }) => key?.length === 300,
    ),
  },
  {
    name: "tag-value-of-512-accepted",
    title: "A value of 512 characters is accepted.",
    requirement: "create-listener.tag-value.maximum",
    mutate: acceptsTags(
      "tag-value-length",
      ({ value = "" }) => value.length > 256,
      ({ value }) => value?.length === 512,
    ),
  },
  {
    name: "tag-key-aliyun-and-digit-accepted",
    title: "A key may start with aliyun when a digit follows.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: acceptsTags(
      "tag-key-prefix",
      ({ key = "" }) => isReserved(key),
      ({ key = "" }) => /^aliyun\d/.test(key),
    ),
  },
  {
    name: "tag-key-late-url-accepted",
    title: "A link behind the 90th character of a key is accepted.",
    requirement: "create-listener.tag-key.url",
    mutate: acceptsTags(
      "tag-key-url",
      ({ key = "" }) => isUrl(key),
      ({ key = "" }) => !isUrl(key.slice(0, 90)),
    ),
  },
  {
    name: "tag-value-url-behind-chinese-accepted",
    title: "A link behind a Chinese character is accepted in a value.",
    requirement: "create-listener.tag-value.url",
    mutate: acceptsTags(
      "tag-value-url",
      ({ value = "" }) => isUrl(value),
      ({ value = "" }) => /\p{Script=Han}https?:/u.test(value),
    ),
  },
  {
    name: "tags-three-of-one-key-accepted",
    title: "A key that is given three times is accepted.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate", ({ tags }) =>
      tags.some(({ key }) => tags.filter((other) => other.key === key).length >= 3),
    ),
  },
];

/** Reads a form as if its parameters came in an order; undefined leaves it. */
const readsInOrder = (change: (pairs: readonly Pair[]) => readonly Pair[]): Change => {
  const decode = pairDecoder(decodeText);
  return (parts, fire) => ({
    ...parts,
    decoder: {
      ...parts.decoder,
      form: (encoded) => {
        const pairs = decode(encoded);
        const changed = pairs && change(pairs);
        if (changed?.length !== pairs?.length) fire();
        return changed;
      },
    },
  });
};

const placeOf = (pairs: readonly Pair[], wanted: string) => pairs.findIndex(([name]) => name === wanted);

const ORDER: readonly MutantText[] = [
  {
    name: "tag-value-before-key-lost",
    title: "A value that comes before its key is lost.",
    requirement: "create-listener.wire.decoding",
    mutate: readsInOrder((pairs) =>
      pairs.filter(([name], at) => !name.endsWith(".Value") || placeOf(pairs, name.replace(/Value$/, "Key")) <= at),
    ),
  },
  {
    name: "tags-in-falling-order-lost",
    title: "The tag behind one with a higher number is lost.",
    requirement: "create-listener.wire.decoding",
    mutate: readsInOrder((pairs) => {
      let highest = 0;
      return pairs.filter(([name]) => {
        const number = Number(/^Tag\.(\d+)\./.exec(name)?.[1] ?? highest);
        if (number < highest) return false;
        highest = number;
        return true;
      });
    }),
  },
  {
    name: "description-behind-tags-lost",
    title: "A description that comes after the tags is lost.",
    requirement: "create-listener.wire.decoding",
    mutate: readsInOrder((pairs) => {
      const firstTag = placeOf(pairs, "Tag.1.Key");
      return pairs.filter(([name], at) => name !== "ListenerDescription" || firstTag < 0 || at < firstTag);
    }),
  },
];

const IDS: readonly MutantText[] = [
  {
    name: "load-balancer-id-and-more-accepted",
    title: "What follows a whole load balancer id is ignored.",
    requirement: "create-listener.error.resource-not-found-load-balancer",
    mutate: misread((request) => {
      const [, id] = /^(gwlb-[a-z\d]{19})[a-z\d]+$/.exec(request.loadBalancerId ?? "") ?? [];
      return id === undefined ? undefined : { ...request, loadBalancerId: id };
    }),
  },
  {
    name: "server-group-id-cut-accepted",
    title: "A server group id may lack its last character.",
    requirement: "create-listener.error.resource-not-found-server-group",
    mutate: misread((request) => {
      const id = request.serverGroupId ?? "";
      return /^sgp-eavailable0{8}$/.test(id) ? { ...request, serverGroupId: `${id}0` } : undefined;
    }),
  },
];

const PAIRS: readonly MutantText[] = [
  {
    name: "two-illegal-tags-accepted",
    title: "An illegal key and an illegal value of two tags make up for each other.",
    requirement: "create-listener.error.two-violations",
    mutate: all(
      spare("tag-key-prefix", ({ tags }) => tags.some(({ value = "" }) => isUrl(value))),
      spare("tag-value-url", ({ tags }) => tags.some(({ key = "" }) => isReserved(key))),
    ),
  },
  {
    name: "two-unknown-ids-accepted",
    title: "A request of which neither id exists is accepted.",
    requirement: "create-listener.error.two-violations",
    mutate: all(
      spare("load-balancer-exists", (_, context) => serverGroupOf(context) === undefined),
      spare("server-group-exists", (_, context) => loadBalancerOf(context) === undefined),
    ),
  },
];

export const rareDataMutants = area("rare-data", [...TIMEOUTS, ...LIMITS, ...ORDER, ...IDS, ...PAIRS]);
