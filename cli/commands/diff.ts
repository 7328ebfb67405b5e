/** The options of `diff` and their way to `reports/diff.ts`, which compares. */
import { readFile } from "node:fs/promises";
import type { Truth } from "../../evidence/truth/truth.js";
import type { Report } from "../../reports/report.js";
import type { CommandLine } from "../command-line.js";
import { UsageError } from "../usage-error.js";

interface DiffOptions {
  readonly json?: true;
  readonly exitCode?: true;
}

/** Adds `diff`: how two reports differ. */
export function addDiff(line: CommandLine): void {
  line.program
    .command("diff")
    .description(
      "Say how two reports differ: two targets, or two dates of one target. With a ground truth in place of the first: what is to be mended.",
    )
    .argument("<before>", "report.json to compare with, or a ground truth that `record` has written")
    .argument("<after>", "report.json to look at, or another ground truth beside the first")
    .option("--json", "print the difference as JSON")
    .option("--exit-code", "end with 1 when the reports differ")
    .action(async (before: string, after: string, options: DiffOptions) => {
      line.exitCode = await diff(before, after, options, line);
    });
}

/** What a file of a target is. */
type SubjectFile = { readonly is: "truth"; readonly truth: Truth } | { readonly is: "report"; readonly report: Report };

async function diff(before: string, after: string, options: DiffOptions, { io }: CommandLine): Promise<number> {
  const [{ diffReports, isSame, renderDifference }, { visibleJson }] = await Promise.all([
    import("../../reports/diff.js"),
    import("../../evidence/text.js"),
  ]);
  const [first, second] = [await readSubject(before), await readSubject(after)];
  if (first.is === "truth") {
    const { diffFromTruth, isAsTruth, renderTruthDifference } = await import("../../reports/truth-diff.js");
    const found = diffFromTruth(first.truth, second);
    io.stdout.write(
      options.json
        ? `${visibleJson(found)}\n`
        : renderTruthDifference(found, first.truth, { truth: before, target: after }),
    );
    return options.exitCode && !isAsTruth(found) ? 1 : 0;
  }
  if (second.is === "truth")
    throw new UsageError(`${after}: is a ground truth; name it first: diff ${after} ${before}`);
  const difference = diffReports(first.report, second.report);
  io.stdout.write(options.json ? `${visibleJson(difference)}\n` : renderDifference(difference, { before, after }));
  return options.exitCode && !isSame(difference) ? 1 : 0;
}

async function readSubject(path: string): Promise<SubjectFile> {
  const [{ isOfTruth, readTruth }, { readReport }] = await Promise.all([
    import("../../evidence/truth/truth-file.js"),
    import("../../reports/report-file.js"),
  ]);
  return isOfTruth(await dataIn(path))
    ? { is: "truth", truth: await readTruth(path) }
    : { is: "report", report: await readReport(path) };
}

/** What cannot be read as JSON is told by whoever reads it as a report. */
async function dataIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
