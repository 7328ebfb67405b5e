/** The outcomes of a requirement; `verdict/results.ts` says which weighs more, `reports/` how each is shown. */
export const OUTCOMES = [
  "pass",
  "fail",
  "inconclusive",
  "not-exercised",
  "flaky",
  "harness-error",
  "environment-error",
] as const;

/** Outcome of one requirement in one run. `flaky`: the same case failed on some of its re-runs. */
export type Outcome = (typeof OUTCOMES)[number];
