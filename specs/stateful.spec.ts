import { requirement } from "../exercise/check/requirement.js";
import { runBursts } from "../exercise/models/bursts.js";
import { runSequences } from "../exercise/models/sequences.js";

requirement("create-listener.sequences.consistent", async ({ check }) => {
  await runSequences(check);
});

requirement("create-listener.concurrency.linearizable", async ({ check }) => {
  await runBursts(check);
});
