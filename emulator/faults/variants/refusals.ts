/** Variants that refuse the same requests in another way: other codes, another order of checks, other words. */
import { isDocumentedErrorCode } from "../../../contract/errors.js";
import type { Answer } from "../../server/answer.js";
import { isDryRun } from "../../server/listener/request.js";
import type { CreateContext, Rule } from "../../server/parts.js";
import { absentMember, illegalParameter, type Refusal } from "../../server/refusal.js";
import { all, alsoRefuse, answerRefusal, changeOrder, insertRule, spare, withBody } from "../alterations.js";
import type { Change, VariantDescription } from "../fault.js";

/** Codes of CreateListener that the page neither lists nor names. */
const isOpen = (code: string) => !isDocumentedErrorCode(code) && code !== "DryRunOperation";

const renamed = (answer: Answer, code: string): Answer => withBody(answer, (body) => ({ ...body, Code: code }));
const renames = (when: (code: string) => boolean, change: (code: string) => string): Change =>
  answerRefusal(when, (answer, { code }) => renamed(answer, change(code)));
const restates = (when: (code: string) => boolean, status: number): Change =>
  answerRefusal(when, (answer) => ({ ...answer, status }));

const isDryRunCode = (code: string) => code === "DryRunOperation";

/** A rule that refuses what it picks out. */
const against = (name: string, refusal: Refusal, when: (context: CreateContext) => boolean): Rule => ({
  name,
  check: (context) => (when(context) ? refusal : undefined),
});

/** Tags before everything else, the server group before the load balancer, the count before the states. */
const otherOrder: Change = changeOrder((rules) => {
  const isEarly = ({ name }: Rule) => name.startsWith("tag-") || name === "listener-count";
  const isServerGroup = ({ name }: Rule) => name.startsWith("server-group-");
  return [
    ...rules.filter(isEarly),
    ...rules.filter((rule) => !isEarly(rule) && isServerGroup(rule)),
    ...rules.filter((rule) => !isEarly(rule) && !isServerGroup(rule)),
  ];
});

const STATE_RULES = [
  "load-balancer-exists",
  "server-group-exists",
  "load-balancer-business-status",
  "load-balancer-status",
  "server-group-status",
  "vpc-match",
  "timeout-scheduler-conflict",
  "ip-in-use",
];

const NO_CODE = "the page names no code for it";
const NO_STATUS = "the page names no status for it";
const CONTRADICTION = "the page calls the value optional and lists the error";

export const refusalVariants: readonly VariantDescription[] = [
  {
    name: "generic-codes",
    title: "Whatever the page names no code for is InvalidParameter.",
    because: NO_CODE,
    vary: renames(isOpen, () => "InvalidParameter"),
  },
  {
    name: "missing-param-codes",
    title: "Missing ids are MissingParam.LoadBalancerId and MissingParam.ServerGroupId.",
    because: NO_CODE,
    vary: renames(
      (code) => code === "MissingLoadBalancerId" || code === "MissingServerGroupId",
      (code) => code.replace("Missing", "MissingParam."),
    ),
  },
  {
    name: "unprocessable-422",
    title: "Whatever the page names no code for comes with HTTP 422.",
    because: NO_STATUS,
    vary: restates(isOpen, 422),
  },
  {
    name: "other-messages",
    title: "Messages are in another language.",
    because: "messages are for people",
    vary: answerRefusal(
      () => true,
      (answer) => withBody(answer, (body) => ({ ...body, Message: "参数不合法" })),
    ),
  },
  {
    name: "missing-ids-not-found",
    title: "A missing or empty id is answered as one that does not exist.",
    because: NO_CODE,
    vary: answerRefusal(
      (code) => code === "MissingLoadBalancerId" || code === "MissingServerGroupId",
      (answer, { code }) => ({
        ...renamed(answer, code.replace("Missing", "ResourceNotFound.").replace(/Id$/, "")),
        status: 404,
      }),
    ),
  },
  {
    name: "malformed-ids-illegal",
    title: "An id that cannot be one is answered 400 IllegalParam.",
    because: "the page only speaks of resources that are not found",
    vary: all(
      alsoRefuse(
        "load-balancer-id-required",
        illegalParameter("LoadBalancerId"),
        ({ loadBalancerId = "" }) => !/^gwlb-[a-z0-9]+$/.test(loadBalancerId),
      ),
      alsoRefuse(
        "server-group-id-required",
        illegalParameter("ServerGroupId"),
        ({ serverGroupId = "" }) => !/^sgp-[a-z0-9]+$/.test(serverGroupId),
      ),
    ),
  },
  {
    name: "other-order",
    title: "Tags are checked first, the server group before the load balancer, the count before the states.",
    because: "the page gives the checks no order",
    vary: otherOrder,
  },
  {
    name: "dry-run-412",
    title: "DryRunOperation comes with HTTP 412.",
    because: NO_STATUS,
    vary: restates(isDryRunCode, 412),
  },
  {
    name: "dry-run-200",
    title: "DryRunOperation comes with HTTP 200.",
    because: NO_STATUS,
    vary: restates(isDryRunCode, 200),
  },
  {
    name: "dry-run-of-format-only",
    title: "A dry run looks at format, required parameters and limits, not at the state of resources.",
    because: "the page lists no more",
    vary: all(...STATE_RULES.map((rule) => spare(rule, isDryRun))),
  },
  {
    name: "tag-without-value-refused",
    title: "A tag without a value is refused.",
    because: CONTRADICTION,
    vary: insertRule(
      "tag-key-length",
      against("tag-value-missing", absentMember("TagValue"), ({ request }) =>
        request.tags.some(({ value }) => value === undefined),
      ),
    ),
  },
  {
    name: "tag-with-empty-value-refused",
    title: "A tag with an empty value is refused as well.",
    because: CONTRADICTION,
    vary: insertRule(
      "tag-key-length",
      against("tag-value-empty", absentMember("TagValue"), ({ request }) => request.tags.some(({ value }) => !value)),
    ),
  },
  {
    name: "empty-tag-key-illegal",
    title: "An empty tag key is IllegalParam.TagKey.",
    because: "both codes of the page fit",
    vary: insertRule(
      "tag-key-missing",
      against("tag-key-empty", illegalParameter("TagKey"), ({ request }) => request.tags.some(({ key }) => key === "")),
    ),
  },
  {
    name: "too-many-tags-illegal-key",
    title: "Too many tags are IllegalParam.TagKey.",
    because: NO_CODE,
    vary: renames(
      (code) => code === "IllegalParam.Tag",
      () => "IllegalParam.TagKey",
    ),
  },
  {
    name: "reserved-prefix-in-any-case",
    title: "ALIYUN and ACS: are refused too, and so is HTTP://.",
    because: "the page does not speak of capitals",
    vary: all(
      alsoRefuse("tag-key-prefix", illegalParameter("TagKey"), ({ tags }) =>
        tags.some(({ key = "" }) => /^(aliyun|acs:)/i.test(key) || /https?:\/\//i.test(key)),
      ),
      alsoRefuse("tag-value-url", illegalParameter("TagValue"), ({ tags }) =>
        tags.some(({ value = "" }) => /https?:\/\//i.test(value)),
      ),
    ),
  },
  {
    name: "tag-keys-without-case",
    title: "Keys that differ in case only are duplicates.",
    because: "the page does not speak of capitals",
    vary: insertRule(
      "tag-key-duplicate",
      against(
        "tag-key-duplicate-in-any-case",
        { status: 400, code: "DuplicatedParam.TagKey", message: "The param of TagKey is duplicated." },
        ({ request }) => new Set(request.tags.map(({ key }) => key?.toLowerCase())).size < request.tags.length,
      ),
    ),
  },
  {
    name: "signature-codes-403",
    title: "Failures of authentication come with HTTP 403, and a denied caller with NoPermission.",
    because: "the page lists none of these codes",
    vary: answerRefusal(
      (code) => /^(SignatureDoesNotMatch|Forbidden\.RAM|IncompleteSignature)$/.test(code),
      (answer, { code }) => ({ ...(code === "Forbidden.RAM" ? renamed(answer, "NoPermission") : answer), status: 403 }),
    ),
  },
];
