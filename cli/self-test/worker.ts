/** A worker process of the self-test: takes jobs from its parent, one at a time, and sends back their results. */
import { mutants, variants } from "../../emulator/index.js";
import { differences } from "../../sdk/reference/differences/index.js";
import { faults } from "../../sdk/reference/faults/index.js";
import { loadSdkChecks } from "../../sdk/run-sdk.js";
import { failedJob, type Job, type JobResult } from "./job.js";
import { tryDifferentClient, tryFaultyClient } from "./try-client.js";
import { tryMutant } from "./try-mutant.js";
import { tryVariant } from "./try-variant.js";
import { openWorkbench, type Workbench } from "./workbench.js";

const [folder] = process.argv.slice(2);
if (folder === undefined || process.send === undefined) {
  throw new Error("this file is run by the self-test; run gwlb-conformance self-test");
}

// The parent decides what an interruption means: it ends its workers itself.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());

let bench: Promise<Workbench> | undefined;

process.on("message", (job: Job) => {
  void carryOut(job).then((result) => process.send?.(result));
});

async function carryOut(job: Job): Promise<JobResult> {
  try {
    return await (job.subject === "sdk" ? tryClient(job) : tryEmulator(job));
  } catch (error) {
    return failedJob(job, error instanceof Error ? error.message : String(error));
  }
}

async function tryEmulator(job: Job): Promise<JobResult> {
  bench ??= openWorkbench(folder ?? "");
  if (job.is === "mutant") return tryMutant(job, named(mutants, job.name), await bench);
  return tryVariant(job, named(variants, job.name), await bench);
}

async function tryClient(job: Job): Promise<JobResult> {
  const checks = await loadSdkChecks();
  if (job.is === "mutant") return tryFaultyClient(job, named(faults, job.name), checks);
  return tryDifferentClient(job, named(differences, job.name), checks);
}

function named<Described extends { readonly name: string }>(all: readonly Described[], name: string): Described {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}
