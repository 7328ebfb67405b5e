/** A process's part of a run that judges an endpoint. */
import type { RequirementId } from "../contract/catalogue.js";
import type { Pulse } from "../evidence/pulse.js";
import type { EndpointPlan } from "../exercise/plan.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import { awaitedBy } from "../exercise/session/awaited.js";
import { openTarget } from "../exercise/session/open-target.js";
import { startSchedule } from "../exercise/session/schedule-of.js";
import type { Session } from "../exercise/session/session.js";
import { strangersInWords } from "../exercise/stage/somebody-else.js";
import type { Activity } from "../target/wire/activity.js";
import type { Part, Place } from "./part.js";
import { runSerial } from "./selection.js";

/**
 * Opens the endpoint for the checks of one process.
 * @param plan of the run
 * @param planned what this process checks
 * @param place which process
 * @param activity told of every request
 */
export async function openEndpointPart(
  plan: EndpointPlan,
  planned: readonly RequirementId[],
  place: Place,
  activity: Activity,
): Promise<Part> {
  const mine = new Set(planned);
  const checks = (await loadChecks()).filter(({ requirement }) => mine.has(requirement));
  const target = await openTarget({ ...plan, nonce: `${plan.nonce}${runSerial().toString(36)}` }, place, activity);
  return {
    records: () => runChecks(target.session, checks),
    schedule: startSchedule(target),
    strangers: () => strangersInWords(target.session.strangers),
    notes: () => target.session.notes(),
    pulse: () => pulseOf(target.session, activity),
    close: () => target.close(),
  };
}

function pulseOf(session: Session, activity: Activity): Omit<Pulse, "over"> {
  const leftMs = session.stage.waitingMs;
  return {
    requests: activity.requests,
    waitsFor: awaitedBy(session, activity),
    ...(leftMs === undefined ? {} : { leftMs }),
  };
}
