import { requirement } from "../harness/requirement.js";
import { runBursts } from "../harness/stateful/bursts.js";
import { runSequences } from "../harness/stateful/sequences.js";

requirement("create-listener.sequences.consistent", async ({ endpoint }) => {
  await runSequences(endpoint);
});

requirement("create-listener.concurrency.linearizable", async ({ endpoint }) => {
  await runBursts(endpoint);
});
