/** Cases that several clauses want: the same request through the same lens is put to the target once, and judged for each of them. */
import type { Lens } from "../../contract/lens.js";
import type { Specimen } from "../../generators/specimen.js";
import type { Session } from "../session/session.js";
import { SharedWork } from "../stage/shared-work.js";
import type { Trial } from "./trial.js";

const trials = new SharedWork<Trial>(30_000);

/**
 * Tries a case, unless it was tried for another clause before: then what it showed there. One that could not be put shows nothing, so that
 * whoever wants it next tries for itself.
 * @param specimen the case; one that was drawn is not worth remembering
 */
export function tryOnce(
  { stage }: Session,
  specimen: Specimen,
  lens: Lens,
  attempt: () => Promise<Trial>,
): Promise<Trial> {
  const key = `${lens} ${specimen.violation ?? ""} ${JSON.stringify(specimen.draft)}`;
  return trials.once(stage, key, attempt, ({ is }) => is === "judged");
}
