/** The step of the action, as a runner would start it: hostile inputs stay words, and outputs are what the run said. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SCRIPT = join(ROOT, "deploy/github/run.sh");
const folder = mkdtempSync(join(tmpdir(), "gwlb-action-"));
after(() => rmSync(folder, { recursive: true }));

/** Stands for the suite: writes down its words, and reports and ends as a run with a violation does. */
const SUITE = `
  import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
  const words = process.argv.slice(2);
  writeFileSync(process.env.SEEN, JSON.stringify(words));
  const valueOf = (flag) => words.find((word) => word.startsWith(flag + "="))?.slice(flag.length + 1);
  const output = valueOf("--output") ?? "reports/output";
  mkdirSync(output, { recursive: true });
  writeFileSync(output + "/report.json", "{}");
  writeFileSync(output + "/summary.md", "# A summary\\n");
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, "# A summary\\n");
  const history = valueOf("--history");
  if (history !== undefined) mkdirSync(history, { recursive: true });
  if (history !== undefined) writeFileSync(history + "/history.md", "# A history\\n".repeat(process.env.NIGHTS ?? 1));
  writeFileSync(valueOf("--notify-file"), JSON.stringify({ verdict: "not-conformant" }));
  process.exitCode = 1;
`;

/** Runs the step. @returns how it ended, its outputs, and the words of the suite */
function step(inputs: Readonly<Record<string, string>>, suite?: string) {
  const work = mkdtempSync(join(folder, "work-"));
  const [output, summary, seen] = [join(folder, "outputs"), join(folder, "summary"), join(folder, "seen.json")];
  for (const file of [output, summary, seen]) rmSync(file, { force: true });
  const action = suite ?? join(folder, "suite");
  mkdirSync(join(folder, "suite/dist/cli"), { recursive: true });
  writeFileSync(join(folder, "suite/package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "suite/dist/cli/main.js"), SUITE);
  const { status, stderr } = spawnSync("bash", [SCRIPT], {
    cwd: work,
    encoding: "utf8",
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, SEEN: seen, RUNNER_TEMP: folder },
      ...{ GITHUB_ACTION_PATH: action, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
      ...inputs,
    },
  });
  const words: readonly string[] = existsSync(seen) ? JSON.parse(readFileSync(seen, "utf8")) : [];
  return { status, stderr, work, words, outputs: outputsIn(readFileSync(output, "utf8")), summary };
}

/** Outputs as the runner reads them. Source: GitHub's workflow commands, multiline strings */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  while (lines.length > 0) {
    const [, name, mark] = /^([\w-]+)<<(.+)$/u.exec(lines.shift() ?? "") ?? [];
    if (name === undefined || mark === undefined) continue;
    const end = lines.indexOf(mark);
    outputs[name] = lines.splice(0, end).join("\n");
    lines.shift();
  }
  return outputs;
}

const HOSTILE =
  "x'\"; touch pwned; $(touch pwned) `touch pwned` \u0024{IFS}\\ && touch pwned | tee pwned > pwned\nverdict=conformant";

test("an input is one word, whatever is in it, and nothing in it is evaluated", () => {
  const { words, work, status, outputs } = step({
    ...{
      INPUT_CONFIG: HOSTILE,
      INPUT_ENDPOINT: HOSTILE,
      INPUT_AUTH: HOSTILE,
      INPUT_PROFILE: HOSTILE,
      INPUT_SEED: HOSTILE,
    },
    ...{ INPUT_TIME_LIMIT: HOSTILE, INPUT_BASELINE: HOSTILE, INPUT_HISTORY: HOSTILE, INPUT_SHARD: HOSTILE },
    ...{ INPUT_OUTPUT: HOSTILE, INPUT_ARGUMENTS: "--workers=2\n\n--only=$(touch pwned)\n", INPUT_FAIL: HOSTILE },
  });
  assert.equal(status, 1);
  assert.deepEqual(words.slice(0, -3), [
    "run",
    ...["config", "endpoint", "auth", "profile", "seed", "time-limit", "baseline", "history", "shard", "output"].map(
      (flag) => `--${flag}=${HOSTILE}`,
    ),
  ]);
  assert.deepEqual(words.slice(-3, -1), ["--workers=2", "--only=$(touch pwned)"]);
  const left = readdirSync(work, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("pwned"));
  assert.deepEqual(left, []);
  assert.deepEqual(outputs, {
    verdict: "not-conformant",
    "exit-code": "1",
    report: join(work, HOSTILE, "report.json"),
  });
});

test("without inputs the suite decides, and the summary is that of the run", () => {
  const { words, work, status, outputs, summary } = step({ INPUT_FAIL: "false" });
  assert.equal(status, 0, "whoever reads the outputs decides");
  assert.deepEqual(words, ["run", `--notify-file=${join(folder, "gwlb-notice.json")}`]);
  assert.equal(outputs.report, join(work, "reports/output/report.json"));
  assert.equal(readFileSync(summary, "utf8"), "# A summary\n");
});

test("the history stands behind the summary, where GitHub has room for both", () => {
  const { summary } = step({ INPUT_HISTORY: "-my nights" });
  assert.equal(readFileSync(summary, "utf8"), "# A summary\n# A history\n");
  const { summary: full } = step({ INPUT_HISTORY: "my nights", NIGHTS: String(1024 * 1024) });
  assert.equal(readFileSync(full, "utf8"), "# A summary\n");
});

test("the suite itself: a mistake in the inputs is no verdict, and no report of an earlier run is taken for one", () => {
  writeFileSync(join(folder, "gwlb-notice.json"), '{"verdict":"conformant"}');
  const { status, stderr, outputs } = step({ INPUT_PROFILE: "nonsense" }, ROOT);
  assert.equal(status, 2, stderr);
  assert.match(stderr, /--profile: run\.profile must be one of smoke, standard, full, not "nonsense"/u);
  assert.deepEqual(outputs, { verdict: "not-run", "exit-code": "2", report: "" });
});
