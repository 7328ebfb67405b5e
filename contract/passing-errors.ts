/**
 * Errors that pass by themselves, as data: clients of sibling products are meant to repeat a request that got one. The page names none of them,
 * and none of its own codes is among them: those are refusals.
 */
import { isDocumentedErrorCode } from "./errors.js";

/** A family of such codes, and where it comes from. */
export interface PassingError {
  /** The code, `*` standing for any letters and dots. */
  readonly code: string;
  /** Sibling products that give it. */
  readonly products: readonly string[];
  readonly source: string;
}

const RETRIED = "retried by the resources of these products in terraform-provider-alicloud";

export const PASSING_ERRORS: readonly PassingError[] = [
  { code: "Conflict.Lock", products: ["NLB"], source: RETRIED },
  { code: "LockFailed", products: ["ALB"], source: RETRIED },
  { code: "TaskConflict", products: ["VPC", "CBN"], source: RETRIED },
  { code: "TaskConflict.*", products: ["VPC"], source: RETRIED },
  { code: "*InConfiguring", products: ["ALB", "NLB"], source: RETRIED },
  { code: "*InConfiguring.*", products: ["ALB", "NLB"], source: RETRIED },
  { code: "*.ResourceIsConfiguring", products: ["NLB"], source: RETRIED },
  { code: "SystemBusy", products: ["ALB", "NLB"], source: RETRIED },
];

/** Statuses of such errors: these products have the first two, 423 is HTTP's own for what is locked. 429 and 503 are throttling, and repeated in any case. */
const STATUSES: ReadonlySet<number> = new Set([400, 409, 423]);

/** Words by which a message says that something else is under way, whatever the code is. */
const SAYS_SO =
  /\b(?:another|other|previous) (?:operation|request|task|call)\b|\bin progress\b|\btry(?:ing)? (?:it )?again (?:later|in)\b|\bbeing (?:processed|locked|modified|configured|operated)\b|\b(?:is|was|are) locked\b|\block (?:wait|conflict|failed|timeout)\b|\bconcurrent/iu;

const CODES = new RegExp(
  `^(?:${PASSING_ERRORS.map(({ code }) => code.replaceAll(".", "\\.").replaceAll("*", "[A-Za-z.]*")).join("|")})$`,
  "u",
);

/** An error as it came. */
export interface ErrorAsItCame {
  readonly status: number;
  readonly code: string | undefined;
  readonly message?: string | undefined;
}

/**
 * Whether an answer says that the same request may be answered otherwise a moment later: by its code, or in words under a code that the page
 * has not.
 */
export function isPassingError({ status, code, message = "" }: ErrorAsItCame): boolean {
  if (code === undefined || !STATUSES.has(status) || isDocumentedErrorCode(code)) return false;
  return CODES.test(code) || SAYS_SO.test(message);
}

/** Words in a code that say that something else is under way at the same place; parts of other words, as in `Blocked`, say nothing. */
const MET =
  /[a-z](?:Lock|Conflict|Busy|InConfiguring)|(?<![A-Za-z])(?:[Ll]ock|LOCK|[Cc]onflict|CONFLICT|[Bb]usy|BUSY|InConfiguring)/u;

/** Words that speak of another request at the same place; that one should try again, a gateway says of its rate as well. */
const SAYS_OTHERS =
  /\b(?:another|other|previous) (?:operation|request|task|call)\b|\bin progress\b|\bbeing (?:processed|locked|modified|configured|operated)\b|\b(?:is|was|are) locked\b|\block (?:wait|conflict|failed|timeout)\b/iu;

/**
 * Whether an answer with a status of throttling says, by its code or in words, that another request is under way at the same place: how often
 * is asked has nothing to do with it then. Codes of throttling say what they say.
 */
export function isPutOffByOthers({ code = "", message = "" }: Omit<ErrorAsItCame, "status">): boolean {
  if (/Throttling/u.test(code) || isDocumentedErrorCode(code)) return false;
  return CODES.test(code) || MET.test(code) || SAYS_OTHERS.test(message);
}

/** Whether a refusal says that something else is under way at the same place. The page names no such code, its sibling products do. */
export function isConflict(error: ErrorAsItCame): boolean {
  const { status, code = "" } = error;
  return isPassingError(error) || (STATUSES.has(status) && MET.test(code) && !isDocumentedErrorCode(code));
}

/** The page's own error for a server group that is being changed: targets may take one for that while any listener is given to it. */
const GROUP_BUSY = "IncorrectStatus.ServerGroup";

/** Whether a refusal says that the server group is busy, though it is one that is available: then others are under way with it. */
export function isBusyGroup({ status, code }: ErrorAsItCame): boolean {
  return status === 400 && code === GROUP_BUSY;
}

/** Whether a refusal may say that others are under way: at the same place, or with the same server group, which is an available one. */
export function isOfOthersUnderWay(error: ErrorAsItCame): boolean {
  return isConflict(error) || isBusyGroup(error);
}
