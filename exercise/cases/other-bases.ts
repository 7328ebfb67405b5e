/** The same violation in other requests: where a target refuses the request that a violation is put into, the refusal of the violation shows nothing. */
import { classify } from "../../contract/classify.js";
import { TCP_IDLE_TIMEOUT } from "../../contract/parameters.js";
import type { RequestDraft } from "../../contract/request.js";
import type { Specimen } from "../../generators/specimen.js";
import type { Session } from "../session/session.js";
import { smallerThan } from "./leave-out.js";
import type { Trial } from "./trial.js";

/**
 * Puts a case to the target; where its control twin is not accepted, the same violation in the least request there is of it, and then in one that
 * has every parameter.
 * @param put puts one
 * @returns what the first one showed whose control twin was accepted, else what the case itself showed
 */
export async function tryOnSomeBase(
  session: Session,
  specimen: Specimen,
  put: (one: Specimen) => Promise<Trial>,
): Promise<Trial> {
  const trial = await put(specimen);
  if (trial.is !== "inconclusive" || trial.refusedTwin !== true) return trial;
  for (const other of otherBasesOf(specimen)) {
    const again = await put(other);
    if (again.is !== "judged") continue;
    session.knowledge.fallBack(trial.reason);
    return { ...again, specimen: other };
  }
  return trial;
}

/**
 * The same violation in other requests.
 * @returns the least first; none where the case is not one violation in a request that is valid without it
 */
export function otherBasesOf(specimen: Specimen): Specimen[] {
  if (!isOneViolation(specimen)) return [];
  const least = leastOf(specimen);
  const fullest = { ...least, draft: filled(least.draft), ...(least.control && { control: filled(least.control) }) };
  return [least, fullest].filter((one) => one !== specimen && isOneViolation(one));
}

function leastOf(specimen: Specimen): Specimen {
  for (const smaller of smallerThan(specimen)) if (isOneViolation(smaller)) return leastOf(smaller);
  return specimen;
}

/** Values that the page allows beside any other, for what a request does not say. */
const PLAIN = {
  listenerDescription: "plain",
  tcpIdleTimeout: TCP_IDLE_TIMEOUT.default,
  tags: [{ key: "key", value: "value" }],
} as const satisfies Partial<RequestDraft>;

const filled = (draft: RequestDraft): RequestDraft => ({ ...PLAIN, ...draft });

function isOneViolation({ draft, control, violation }: Specimen): boolean {
  if (control === undefined || violation === undefined) return false;
  const [{ violations, unspecified }, twin] = [classify(draft), classify(control)];
  const isSame = violations.length === 1 && violations[0] === violation && unspecified.length === 0;
  return isSame && twin.violations.length === 0 && twin.unspecified.length === 0;
}
