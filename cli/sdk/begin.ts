/** Everything between a command line and the first check of a client library. */
import { join, resolve } from "node:path";
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import { sdkInWords } from "../../evidence/subject.js";
import { type SdkConfig, type SdkPlan, writePlan } from "../../exercise/plan.js";
import { ensureWritable, removeReports } from "../../reports/write.js";
import { lockLedger } from "../../target/ledger/run-lock.js";
import { readBaseline } from "../../verdict/baseline.js";
import { type AdapterOptions, adapterOf, adapterWords } from "../adapter-options.js";
import { type BegunRun, FAILURES } from "../run/begin.js";
import { clearFiles, filesOf, writeBrief } from "../run/brief.js";
import { tryFirst } from "../run/corpus.js";
import { TargetUnusable } from "../run/prepare.js";
import { reportUnmet } from "../run/report-run.js";
import { selectRequirements } from "../run/selection.js";
import { suiteIdentity } from "../run/suite.js";
import { citeProof } from "../self-test/citation.js";
import { AdapterUnusable, identify, shownSdk, unknownSdk } from "./identify.js";

/**
 * Begins a run that judges a client library: finds out which one it is, and writes the plan. Reports of an earlier run are removed.
 * @param options that name the adapter
 * @param settings of the run
 * @param signal gives up
 * @param tell told of each step that takes time, in a line for people
 * @throws UsageError, BaselineError or OutputError, for people; TargetUnusable for an adapter that does not keep to the protocol, with a
 *   report that says so; AnotherRun when one is under way in the same folder
 */
export async function beginSdkRun(
  options: AdapterOptions,
  settings: Omit<SdkConfig, "adapter">,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<BegunRun> {
  const { run } = settings;
  const { output } = run;
  const config: SdkConfig = { ...settings, adapter: await adapterOf(options, tell) };
  const requirements = selectRequirements(run.profile, run.only, "sdk");
  const baseline = run.baseline === undefined ? [] : await readBaseline(run.baseline);
  await ensureWritable(output);
  // What two runs write into one folder at once is of use to nobody.
  const lock = await lockLedger(join(output, "ledger.jsonl"));
  try {
    const startedAt = new Date().toISOString();
    const target = await identify(config.adapter, signal).catch(async (error: unknown) => {
      if (!(error instanceof AdapterUnusable)) throw error;
      await removeReports(output);
      await reportUnmet({ is: "sdk", config, requirements }, unknownSdk(config.adapter), error.message);
      throw new TargetUnusable(error.message, "adapter");
    });
    await removeReports(output);
    const suite = suiteIdentity();
    const proved = { ...suite, contractRevision: CONTRACT_REVISION };
    const { proof, problem } = await citeProof(resolve("proof-sdk.json"), proved, "sdk");
    const folder = join(output, FAILURES);
    tryFirst(run.corpus, folder);
    const words = adapterWords(options);
    const plan: SdkPlan = {
      is: "sdk",
      config,
      requirements,
      command: `npx gwlb-conformance sdk run ${words} --profile ${run.profile} --seed ${run.seed}`,
      failures: { folder, suiteVersion: suite.version, target: sdkInWords(target) },
    };
    const files = filesOf(output);
    clearFiles(files);
    writeBrief(files, {
      target,
      startedAt,
      baseline,
      replay: { folder, here: process.cwd(), settings: words },
      ...(proof === undefined ? {} : { proof }),
    });
    return {
      plan,
      variables: writePlan(files.plan, plan),
      targetName: shownSdk(target),
      warnings: problem === undefined ? [] : [problem],
      release: async () => {
        lock.release();
        return [];
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
