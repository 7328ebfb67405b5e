import { requirement } from "../harness/requirement.js";
import { runSequences } from "../harness/stateful/sequences.js";

requirement("create-listener.sequences.consistent", async ({ endpoint }) => {
  await runSequences(endpoint);
});
