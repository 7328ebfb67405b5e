/** The proof that a report of a run cites. */
import { FileError } from "../../evidence/published-file.js";
import type { ProofSummary } from "../../reports/report.js";
import type { ProofSubject } from "./job.js";
import { proofSummary } from "./proof-file.js";

/** A proof to cite, or why the one that is there is not cited; neither where there is none. */
export interface Citation {
  readonly proof?: ProofSummary;
  /** One sentence. */
  readonly problem?: string;
}

/**
 * Looks for a proof of this very suite.
 * @param file path of a `proof.json`
 * @param suite version and contract revision of the suite that runs
 * @param subject what the run judges: a proof on the other one says nothing of it
 * @returns nothing to cite where there is no proof, or that of a part only; a problem where it cannot be read or is another suite's
 */
export async function citeProof(
  file: string,
  suite: { readonly version: string; readonly contractRevision: string },
  subject: ProofSubject = "endpoint",
): Promise<Citation> {
  try {
    const proof = await proofSummary(file, subject);
    if (proof === undefined) return {};
    if (proof.suiteVersion === suite.version && proof.contractRevision === suite.contractRevision) return { proof };
    const whose = `${proof.suiteVersion}, contract revision ${proof.contractRevision}`;
    return { problem: `${file} is not cited: it proves suite ${whose}; run gwlb-conformance self-test again` };
  } catch (error) {
    if (error instanceof FileError) return { problem: `no proof is cited: ${error.message}` };
    throw error;
  }
}
