/** Checks of what passes by itself: probes, which record what was seen and grade nothing. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { requirement } from "../exercise/check/requirement.js";
import { listenerOf } from "../exercise/stage/borrowed-load-balancer.js";

requirement("create-listener.passing.repeated-errors", async ({ check }) => {
  // Which errors pass is seen in all checks of a run; here it is only made sure that there is something to be seen.
  check.observe("a plain dry run, repeated while it is to be", await check.answerToDryRun(MINIMAL_DRAFT));
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
