/** The options of `history`; what it reads and adds to is `reports/history`. */
import type { CommandLine } from "../command-line.js";

interface HistoryOptions {
  readonly add?: string;
  readonly notifyFile?: string;
}

/** Adds `history`: the runs of a folder as a table, and reports that others made. */
export function addHistory(line: CommandLine): void {
  line.program
    .command("history")
    .description(
      "Print the last runs of a history as Markdown. With --add also the run of a report first, for those that did not add themselves: merged shards, and runs of Playwright itself.",
    )
    .argument("<folder>", "folder of a history, as `run --history` keeps it")
    .option("--add <report>", "report.json of a run to add; one that is there already is not added again")
    .option(
      "--notify-file <file>",
      "with --add: file for the end of that run in one line of JSON, and beside it as text",
    )
    .action(async (folder: string, options: HistoryOptions) => {
      await history(folder, options, line);
    });
}

async function history(folder: string, { add, notifyFile }: HistoryOptions, { io }: CommandLine): Promise<void> {
  const [{ resolve }, { readReport }, { readHistory }, { historyTable }, { keepResult, readyToKeep }, { UsageError }] =
    await Promise.all([
      import("node:path"),
      import("../../reports/report-file.js"),
      import("../../reports/history/history-file.js"),
      import("../../reports/history/table.js"),
      import("../run/keep-result.js"),
      import("../usage-error.js"),
    ]);
  if (notifyFile !== undefined && add === undefined)
    throw new UsageError("--notify-file: says how a run ended; name its report with --add");
  const place = resolve(folder);
  if (add !== undefined) {
    const report = await readReport(add);
    const kept = { subject: "", profile: report.profile, seed: report.seed, history: place };
    const wanted = notifyFile === undefined ? kept : { ...kept, notifyFile: resolve(notifyFile) };
    await readyToKeep(wanted);
    await keepResult(wanted, new Date(report.startedAt), { exitCode: report.judgement.exitCode, report });
  }
  const entries = await readHistory(place);
  if (entries.length === 0) throw new UsageError(`${folder}: holds no run; \`run --history\` adds one`);
  io.stdout.write(historyTable(entries));
}
