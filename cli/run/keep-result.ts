/** What is told of a run besides its reports, once it has ended, however it ended: its line in the history, and the notice for a chat. */
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { entryOf, type HistoryEntry } from "../../reports/history/entry.js";
import { addToHistory, readHistory } from "../../reports/history/history-file.js";
import { noticeOf, textFileOf, writeNotice } from "../../reports/history/notice.js";
import { historyTable, slowerOver } from "../../reports/history/table.js";
import type { Report } from "../../reports/report.js";
import { ensureWritable } from "../../reports/write.js";
import type { RunSettings } from "../../target/config/config.js";
import { UsageError } from "../usage-error.js";

/** A run as far as its result is told. */
export interface KeptRun extends Pick<RunSettings, "profile" | "seed" | "history" | "notifyFile"> {
  /** What is to be judged, as far as that is known before. */
  readonly subject: string;
}

/** How a run ended. */
export interface RunEnd {
  readonly exitCode: number;
  /** Absent: it came to none. */
  readonly report?: Report;
  /** Why there is no report, in a sentence. */
  readonly reason?: string;
}

/**
 * Makes ready for telling the end of a run, before the run spends time: takes away the notice of an earlier one, and sees that there is room.
 * @throws UsageError when the two files of a notice would be one, OutputError when one of them cannot be written
 */
export async function readyToKeep({ notifyFile, history }: KeptRun): Promise<void> {
  if (history !== undefined) {
    await ensureWritable(history, "name another folder with --history");
    await readHistory(history);
  }
  if (notifyFile === undefined) return;
  const text = textFileOf(notifyFile);
  if (text === notifyFile)
    throw new UsageError(`--notify-file ${notifyFile}: the JSON goes there; let it end in .json`);
  await ensureWritable(dirname(notifyFile), "name another file with --notify-file");
  await Promise.all([rm(notifyFile, { force: true }), rm(text, { force: true })]);
}

/**
 * Tells the end of a run to the history and to the file for a chat, where they are wanted.
 * @param run what was asked for
 * @param startedAt when
 * @param end how it ended
 * @throws OutputError when one of them cannot be written
 */
export async function keepResult(run: KeptRun, startedAt: Date, end: RunEnd): Promise<void> {
  const { history, notifyFile } = run;
  if (history === undefined && notifyFile === undefined) return;
  const all = history === undefined ? [] : await readHistory(history);
  const earlier = all.filter((one) => !isOf(one, end.report));
  const entry = entryOfEnd(run, startedAt, end, earlier);
  if (notifyFile !== undefined) await writeNotice(notifyFile, noticeOf(entry, riseOf(entry, earlier)));
  if (history !== undefined && earlier.length === all.length) await addToHistory(history, entry, historyTable);
}

/** Whether an entry is the one of a report: that run is not told twice. */
function isOf(entry: HistoryEntry, report: Report | undefined): boolean {
  return entry.is === "judged" && entry.startedAt === report?.startedAt && entry.endedAt === report.endedAt;
}

function entryOfEnd(run: KeptRun, startedAt: Date, end: RunEnd, earlier: readonly HistoryEntry[]): HistoryEntry {
  if (end.report !== undefined) return entryOf(end.report, earlier);
  const { subject, profile, seed } = run;
  const reason = end.reason?.split("\n")[0] ?? "it came to no report";
  return { is: "unjudged", startedAt: startedAt.toISOString(), subject, profile, seed, exitCode: end.exitCode, reason };
}

function riseOf(entry: HistoryEntry, earlier: readonly HistoryEntry[]) {
  const same = earlier.filter(({ subject, profile }) => subject === entry.subject && profile === entry.profile);
  return slowerOver([...same, entry]);
}
