/** The options of `diff` and their way to `reports/diff.ts`, which compares. */
import type { CommandLine } from "../command-line.js";

interface DiffOptions {
  readonly json?: true;
  readonly exitCode?: true;
}

/** Adds `diff`: how two reports differ. */
export function addDiff(line: CommandLine): void {
  line.program
    .command("diff")
    .description("Say how two reports differ: two targets, or two dates of one target.")
    .argument("<before>", "report.json to compare with")
    .argument("<after>", "report.json to look at")
    .option("--json", "print the difference as JSON")
    .option("--exit-code", "end with 1 when the reports differ")
    .action(async (before: string, after: string, options: DiffOptions) => {
      line.exitCode = await diff(before, after, options, line);
    });
}

async function diff(before: string, after: string, options: DiffOptions, { io }: CommandLine): Promise<number> {
  const [{ readReport }, { diffReports, isSame, renderDifference }, { visibleJson }] = await Promise.all([
    import("../../reports/report-file.js"),
    import("../../reports/diff.js"),
    import("../../evidence/text.js"),
  ]);
  const difference = diffReports(await readReport(before), await readReport(after));
  io.stdout.write(options.json ? `${visibleJson(difference)}\n` : renderDifference(difference, { before, after }));
  return options.exitCode && !isSame(difference) ? 1 : 0;
}
