/** Exit codes in words, for `--help` and docs/cli.md; the codes themselves are the verdict's. */
import type { ExitCode } from "../verdict/judgement.js";

/** What each exit code says to whoever called the program. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: "conformant; for commands without a verdict: done",
  1: "the target violates a required clause",
  2: "wrong usage or configuration",
  3: "the environment: unreachable, credentials, quota, something left behind",
  4: "a fault of the suite itself",
  5: "it ran but certifies nothing: nothing exercised, filtered, a shard, interrupted, below the coverage floor",
  6: "the baseline is stale",
};
