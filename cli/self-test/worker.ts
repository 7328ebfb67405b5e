/** A worker process of the self-test: takes jobs from its parent, one at a time, and sends back their results. */
import { mutants, variants } from "../../emulator/index.js";
import { failedJob, type Job, type JobResult } from "./job.js";
import { tryMutant } from "./try-mutant.js";
import { tryVariant } from "./try-variant.js";
import { openWorkbench } from "./workbench.js";

const [folder] = process.argv.slice(2);
if (folder === undefined || process.send === undefined) {
  throw new Error("this file is run by the self-test; run gwlb-conformance self-test");
}

// The parent decides what an interruption means: it ends its workers itself.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());

const bench = await openWorkbench(folder);

process.on("message", (job: Job) => {
  void carryOut(job).then((result) => process.send?.(result));
});

async function carryOut(job: Job): Promise<JobResult> {
  try {
    if (job.is === "mutant") {
      const mutant = mutants.find(({ name }) => name === job.name);
      return mutant === undefined ? failedJob(job, "there is no such mutant") : await tryMutant(job, mutant, bench);
    }
    const variant = variants.find(({ name }) => name === job.name);
    return variant === undefined ? failedJob(job, "there is no such variant") : await tryVariant(job, variant, bench);
  } catch (error) {
    return failedJob(job, error instanceof Error ? error.message : String(error));
  }
}
