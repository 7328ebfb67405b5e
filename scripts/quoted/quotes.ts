/** What the pages in docs/ quote of the commands, as data: the command, and the lines of its output that are shown. A new quote is named here and marked in its page. */

/** Lines of an output, from the first that fits to the next that fits the second pattern; without one, that line alone. */
export type Excerpt = readonly [from: RegExp, to?: RegExp];

export interface Quote {
  /** As the page marks it: `<!-- output: NAME -->` above a block. */
  readonly name: string;
  /** Words of the command line. `gwlb.yaml` is the configuration that docs/emulator-author.md shows. */
  readonly words: readonly string[];
  /** Whether the target has the fault that the pages tell of, or has been mended. */
  readonly target: "faulty" | "mended";
  /** Environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly exitCode: number;
  /** The pieces that are shown, with … between them. */
  readonly excerpts: readonly Excerpt[];
}

const MINIMUM = "create-listener.tcp-idle-timeout.minimum";
const CONFIG = ["--config", "gwlb.yaml"];
/** What a run prints when it is over, as far as where its reports are. */
const SCREEN: Excerpt = [/^(NOT )?CONFORMANT|^INCONCLUSIVE|^passed: /u, /^reports in /u];

/** In the order in which they are run: a later one may need what an earlier one left. */
export const QUOTES: readonly Quote[] = [
  {
    name: "doctor",
    words: ["doctor", ...CONFIG],
    target: "faulty",
    exitCode: 0,
    excerpts: [[/^ok +credentials/u, /^ok +load balancers/u], [/^Profile standard/u]],
  },
  {
    name: "red",
    words: ["run", ...CONFIG, "--profile", "smoke", "--only", MINIMUM],
    target: "faulty",
    env: { GITHUB_STEP_SUMMARY: "step-summary.md" },
    exitCode: 1,
    excerpts: [SCREEN],
  },
  {
    name: "annotation",
    words: ["run", ...CONFIG, "--profile", "smoke", "--only", MINIMUM],
    target: "faulty",
    env: { GITHUB_STEP_SUMMARY: "step-summary.md" },
    exitCode: 1,
    excerpts: [[/^::error/u]],
  },
  {
    name: "explain",
    words: ["explain", MINIMUM],
    target: "faulty",
    exitCode: 0,
    excerpts: [[/^create-listener/u, /^Situations/u]],
  },
  {
    name: "baseline-write",
    words: ["baseline", "write", "reports/output/report.json", "--until", "2099-12-31", "--reason", "ticket 7"],
    target: "faulty",
    exitCode: 0,
    excerpts: [[/^create-listener/u], [/excuse/u]],
  },
  {
    name: "baseline-check",
    words: ["baseline", "check"],
    target: "faulty",
    exitCode: 0,
    excerpts: [[/./u]],
  },
  {
    name: "replay",
    words: ["replay", "FAILURE", ...CONFIG],
    target: "mended",
    exitCode: 0,
    excerpts: [[/fixed/iu]],
  },
  {
    name: "dry-run",
    words: ["run", ...CONFIG, "--lens", "dry-run", "--profile", "smoke", "--only", MINIMUM, "--output", "dry"],
    target: "mended",
    exitCode: 5,
    excerpts: [SCREEN],
  },
  {
    name: "sweep",
    words: ["sweep", ...CONFIG],
    target: "mended",
    exitCode: 0,
    excerpts: [[/./u]],
  },
  {
    name: "green",
    words: ["run", ...CONFIG, "--profile", "smoke"],
    target: "mended",
    exitCode: 0,
    excerpts: [[/^CONFORMANT/u]],
  },
];
