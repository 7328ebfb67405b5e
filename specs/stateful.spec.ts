/** Checks of what holds whatever went before and whatever goes on beside: sequences, bursts, overlaps. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import { requirement } from "../exercise/check/requirement.js";
import { runBursts } from "../exercise/models/bursts.js";
import { runSequences } from "../exercise/models/sequences.js";
import { CROWDS, createWhileDeleting, expectNoEffectOnNeighbours } from "./overlap.js";

requirement("create-listener.sequences.consistent", async ({ check }) => {
  await runSequences(check);
});

requirement("create-listener.concurrency.linearizable", async ({ check }) => {
  await runBursts(check);
});

/** Dry runs that leave together for one load balancer. */
const DRY_RUNS = 4;

/** How often each crowd is let loose: what hangs on which request comes first is met by chance. */
const ROUNDS = { smoke: 1, standard: 2, full: 4 } as const;

requirement("create-listener.concurrency.without-effect", async ({ check }) => {
  if (!check.mayCreate) return check.notApplicable("it takes creations, and none are allowed here");
  const rounds = Array.from({ length: ROUNDS[check.session.profile] }, () => CROWDS).flat();
  await Promise.all(rounds.map((crowd, depth) => expectNoEffectOnNeighbours(check, crowd, depth)));
});

requirement("create-listener.concurrency.answers-under-overlap", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const answers = await check.session.client.together(DRY_RUNS, (places) =>
      Promise.all(Array.from({ length: DRY_RUNS }, () => one.dryRun(MINIMAL_DRAFT, { call: { places } }))),
    );
    check.observe("dry runs that leave together", [...new Set(answers.map(answerInWords))].sort().join(", "));
  });
});

requirement("create-listener.concurrency.deletion", async ({ check }) => {
  if (!check.mayCreate) return check.notApplicable("it takes creations, and none are allowed here");
  if (check.session.stage.removal === "impossible")
    return check.notApplicable("it takes deletions, and listeners cannot be removed here");
  const rounds = Array.from({ length: ROUNDS[check.session.profile] }, (_, depth) => depth);
  await Promise.all(rounds.map((depth) => createWhileDeleting(check, depth)));
});
