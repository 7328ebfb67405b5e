/** Cases that several clauses want: the same request through the same lens is put to the target once, and judged for each of them. */
import type { Lens } from "../../contract/lens.js";
import type { Specimen } from "../../generators/specimen.js";
import type { Session } from "../session/session.js";
import type { Trial } from "./trial.js";

/** Cases remembered at most. */
const REMEMBERED = 30_000;

const cases = new WeakMap<object, Map<string, Promise<Trial>>>();

/**
 * Tries a case, unless it was tried for another clause before: then what it showed there.
 * @param specimen the case; one that was drawn is not worth remembering
 */
export function tryOnce(
  { stage }: Session,
  specimen: Specimen,
  lens: Lens,
  attempt: () => Promise<Trial>,
): Promise<Trial> {
  const known = cases.get(stage) ?? new Map<string, Promise<Trial>>();
  cases.set(stage, known);
  const key = `${lens} ${specimen.violation ?? ""} ${JSON.stringify(specimen.draft)}`;
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const trial = attempt();
  if (known.size < REMEMBERED) {
    known.set(key, trial);
    // A case that could not be put shows nothing: whoever wants it next tries for itself.
    trial.then(
      ({ is }) => is === "judged" || known.delete(key),
      () => known.delete(key),
    );
  }
  return trial;
}
