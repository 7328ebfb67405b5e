/** Checks of what passes by itself: probes, which record what was seen and grade nothing. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { requirement } from "../exercise/check/requirement.js";
import { listenerOf } from "../exercise/stage/borrowed-load-balancer.js";

/** Plain dry runs among which an error that passes is looked for. */
const ASKED = 60;

requirement("create-listener.passing.repeated-errors", async ({ check }) => {
  // Which errors pass is seen in all checks of a run; here it is made sure that there is something to be seen.
  const { session } = check;
  const dryRun = { ...MINIMAL_DRAFT, dryRun: true };
  const asked = session.isRationed ? 5 : ASKED;
  await Promise.all(Array.from({ length: asked }, (_, depth) => session.send(dryRun, { depth })));
  const errors = [...session.client.passingErrors().keys()].sort();
  check.observe("errors of plain dry runs that passed", errors.length === 0 ? "none" : errors.join(", "));
});

requirement("create-listener.passing.place-after-deletion", async ({ check }) => {
  if (!check.mayCreate) return check.notApplicable("it takes creations, and none are allowed here");
  await check.withLoadBalancer(0, async (one) => {
    const first = listenerOf(one, await one.create(MINIMAL_DRAFT));
    if (first === undefined) return check.inconclusive("no listener to remove");
    await one.waitRunning(first);
    if (!(await one.remove(first.listenerId))) return check.inconclusive("the listener could not be removed");
    await one.waitReady();
    await one.create(MINIMAL_DRAFT);
    const { codes } = check.session.knowledge.places;
    const behaviour =
      codes.size === 0 ? "free at once" : `free after a while, until then ${[...codes].sort().join(", ")}`;
    check.observe("the place of a listener that was removed", behaviour);
    return undefined;
  });
});
