/** Playwright reporter that, under `merge-reports`, makes one report of the shards whose evidence came with their blobs. In a run it does nothing. */
import type { FullConfig, Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { readShards } from "../cli/merge/read-shards.js";
import { reportShards } from "../cli/merge/report-shards.js";
import { isPlanned } from "../exercise/plan.js";
import { SHARD_FILE } from "../reports/names.js";
import { headline } from "../reports/overview.js";
import type { Report } from "../reports/report.js";
import { EXIT_CODES } from "../verdict/judgement.js";
import { playwrightSettings } from "./settings.js";

export default class MergeReporter implements Reporter {
  readonly #files = new Set<string>();
  #isOfARun = false;

  onBegin({ shard }: FullConfig): void {
    this.#isOfARun = isPlanned() || shard !== null;
  }

  onTestEnd(_: TestCase, { attachments }: TestResult): void {
    for (const { name, path } of attachments) if (name === SHARD_FILE && path !== undefined) this.#files.add(path);
  }

  /** @throws Error, by which alone `merge-reports` ends with 1, where the shards are not well together */
  async onEnd(): Promise<void> {
    if (this.#isOfARun || this.#files.size === 0) return;
    const { found, problems } = await readShards([...this.#files]);
    const [first, ...others] = found;
    if (first === undefined) throw withoutStack(problems.join("\n"));
    const report = await reportShards([first, ...others], problems, (await playwrightSettings()).output);
    const { certificate, judgement } = report;
    const because = certificate.granted ? "" : `: ${certificate.because.join("; ")}`;
    const verdict = `${headline(report)}${because} (exit code of \`gwlb-conformance merge\`: ${judgement.exitCode})`;
    console.log(`\n${verdict}`);
    if (judgement.exitCode !== EXIT_CODES.conformant && !isPartThatWasAskedFor(report))
      throw withoutStack("the shards together are no certificate");
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** With `--grep` nobody asks for a certificate. */
function isPartThatWasAskedFor({ run, judgement }: Report): boolean {
  return run.filtered && run.shardProblems === undefined && judgement.exitCode === EXIT_CODES.certifiesNothing;
}

function withoutStack(message: string): Error {
  const failure = new Error(message);
  failure.stack = message;
  return failure;
}
