/** The proof that a report of a run cites. */
import type { ProofSummary } from "../../reports/report.js";
import { ReportFileError } from "../../reports/report-file.js";
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
 * @returns nothing to cite where there is no proof, or that of a part only; a problem where it cannot be read or is another suite's
 */
export async function citeProof(
  file: string,
  suite: { readonly version: string; readonly contractRevision: string },
): Promise<Citation> {
  try {
    const proof = await proofSummary(file);
    if (proof === undefined) return {};
    if (proof.suiteVersion === suite.version && proof.contractRevision === suite.contractRevision) return { proof };
    const whose = `${proof.suiteVersion}, contract revision ${proof.contractRevision}`;
    return { problem: `${file} is not cited: it proves suite ${whose}; run gwlb-conformance self-test again` };
  } catch (error) {
    if (error instanceof ReportFileError) return { problem: `no proof is cited: ${error.message}` };
    throw error;
  }
}
