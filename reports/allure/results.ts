/** The results that Allure makes its page from: one for the run, then one for each requirement in the order of the page. */
import { createHash } from "node:crypto";
import { type Attachment, Stage, Status, type StepResult, type TestResult } from "allure-js-commons";
import { FileSystemWriter } from "allure-js-commons/sdk/reporter";
import { visible } from "../../evidence/text.js";
import { sectionsOf } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { type AllureDetails, type AllureStatus, type AllureStep, allureDetailsOf } from "./details.js";
import { runAttachmentsOf, VERDICT, verdictDetailsOf } from "./verdict-details.js";

/** A result, and the attachments that it names. */
interface DetailedResult {
  readonly result: TestResult;
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

/** When something began and ended, milliseconds. */
interface Span {
  readonly start: number;
  readonly stop: number;
}

/**
 * The results of a run in Allure's own form.
 * @param report any
 * @returns that of the run first; the files of different runs have different names, so that folders may be merged
 */
export function allureResultsOf(report: Report): DetailedResult[] {
  const [start, stop] = [Date.parse(report.startedAt), Date.parse(report.endedAt)];
  return [
    resultOf(verdictDetailsOf(report), { start, stop }, report),
    ...inOrder(report).map((requirement, index) => {
      // Allure knows no other order than that of the beginnings.
      const began = start + index + 1;
      const ended = Math.max(began, Math.min(began + requirement.durationMs, stop));
      return resultOf(allureDetailsOf(requirement), { start: began, stop: ended }, report);
    }),
  ];
}

/** What one run has to tell Allure, in a folder of results. */
export class AllureResults {
  readonly report: Report;
  readonly #writer: FileSystemWriter;
  readonly #byName: ReadonlyMap<string, DetailedResult>;

  /** @param folder absolute path of the results folder; made if absent */
  constructor(folder: string, report: Report) {
    this.report = report;
    this.#writer = new FileSystemWriter({ resultsDir: folder });
    this.#byName = new Map(allureResultsOf(report).map((one) => [one.result.fullName ?? "", one]));
  }

  /**
   * Puts what the report says of a clause, or of the run as a whole, into a result that somebody else is about to write.
   * @param result of the test that is named after the clause, or of the certificate's
   */
  tell(result: TestResult): void {
    const known = this.#byName.get(result.name === CERTIFICATE ? VERDICT : (result.name ?? ""));
    if (known === undefined) return;
    this.#writeFiles(known);
    const { uuid } = result;
    // A clause without a status is unknown to Allure, whatever its test was.
    delete result.status;
    Object.assign(result, known.result, { uuid });
  }

  /** Writes every result, where no tests of Playwright tell them. */
  writeAll(): void {
    for (const one of this.#byName.values()) {
      this.#writeFiles(one);
      this.#writer.writeResult(one.result);
    }
    this.writeGlobals();
  }

  /** Writes what belongs to none of the results. */
  writeGlobals(): void {
    const { report } = this;
    const uuid = uuidOf(report, "run");
    const timestamp = Date.parse(report.endedAt);
    const { files, attachments } = attached(uuid, runAttachmentsOf(report));
    for (const { name, content } of files) this.#writer.writeAttachment(name, Buffer.from(content));
    this.#writer.writeGlobals(`${uuid}-globals.json`, {
      attachments: attachments.map((attachment) => ({ ...attachment, timestamp })),
      errors: report.run.faults.map((fault) => ({ message: visible(fault), timestamp })),
    });
  }

  #writeFiles({ files }: DetailedResult): void {
    for (const { name, content } of files) this.#writer.writeAttachment(name, Buffer.from(content));
  }
}

/** Name of the test of the run as a whole among those of Playwright. */
const CERTIFICATE = "certificate";

/** Required clauses by section, then what is not graded. */
function inOrder(report: Report): RequirementReport[] {
  const all = sectionsOf(report).flatMap(({ requirements }) => requirements);
  return (["required", "advisory", "probe"] as const).flatMap((kind) => all.filter((one) => one.kind === kind));
}

const STATUSES: Readonly<Record<AllureStatus, { readonly status?: Status }>> = {
  passed: { status: Status.PASSED },
  failed: { status: Status.FAILED },
  broken: { status: Status.BROKEN },
  skipped: { status: Status.SKIPPED },
  // What has no status is unknown to Allure.
  unknown: {},
};

function resultOf(details: AllureDetails, span: Span, report: Report): DetailedResult {
  const { historyId, title, status, message, description, labels, links, parameters, steps } = details;
  const uuid = uuidOf(report, historyId);
  const { files, attachments } = attached(uuid, details.attachments);
  const result = {
    uuid,
    historyId,
    testCaseId: historyId,
    fullName: historyId,
    name: title,
    description,
    ...STATUSES[status],
    statusDetails: message === undefined ? {} : { message },
    stage: Stage.FINISHED,
    ...span,
    labels: [...labels],
    links: [...links],
    parameters: parameters.map((one) => ({ ...one, excluded: true })),
    attachments,
    steps: steps.map((step) => stepOf(step, span.start)),
  };
  return { result, files };
}

function stepOf({ name, status }: AllureStep, at: number): StepResult {
  const empty = { statusDetails: {}, steps: [], attachments: [], parameters: [] };
  return { name, ...STATUSES[status], stage: Stage.FINISHED, start: at, stop: at, ...empty };
}

function attached(uuid: string, attachments: AllureDetails["attachments"]) {
  const named = attachments.map(({ name, contentType, content }, index) => {
    const extension = /\.\w+$/u.exec(name)?.[0] ?? "";
    return { name, type: contentType, source: `${uuid}-${index + 1}-attachment${extension}`, content };
  });
  return {
    files: named.map(({ source, content }) => ({ name: source, content })),
    attachments: named.map(({ name, type, source }): Attachment => ({ name, type, source })),
  };
}

/** Of the same run the same, so that writing it again replaces it. */
function uuidOf({ startedAt, seed, target }: Report, id: string): string {
  const name = target.is === "sdk" ? target.name : target.endpoint;
  return createHash("sha256").update([startedAt, seed, name, id].join("\0")).digest("hex").slice(0, 32);
}
