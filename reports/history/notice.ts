/** The end of a run in one line, for whatever sends it to a chat: as JSON, and the text alone. */
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { counted } from "../../contract/words.js";
import { visible } from "../../evidence/text.js";
import { OutputError } from "../write.js";
import type { HistoryEntry, JudgedEntry, PastCause } from "./entry.js";
import { riseInWords } from "./table.js";
import type { Rise } from "./trend.js";

const MOST_NAMED = 3;

/** What is said of a run, and what it is said from. */
interface Notice {
  /** One line. Chats that take JSON, such as Slack's incoming webhooks, show this member. */
  readonly text: string;
  readonly verdict: JudgedEntry["verdict"] | "not-run";
  readonly exitCode: number;
  readonly subject: string;
  readonly profile: string;
  readonly seed: number;
  readonly startedAt: string;
  /** Why there is no verdict, or no certificate. */
  readonly because: readonly string[];
  readonly appeared: readonly PastCause[];
  readonly present: readonly PastCause[];
  readonly gone: readonly PastCause[];
  readonly slower?: Rise;
}

/**
 * What is said of a run.
 * @param entry of the run
 * @param slower when its listeners become slower from run to run
 */
export function noticeOf(entry: HistoryEntry, slower?: Rise): Notice {
  const { exitCode, profile, seed, startedAt } = entry;
  const subject = visible(entry.subject);
  const common = { exitCode, subject, profile, seed, startedAt, ...(slower === undefined ? {} : { slower }) };
  if (entry.is === "unjudged") {
    const because = [visible(entry.reason)];
    const text = chatText(`${subject} was not judged: ${because[0]} (exit code ${exitCode})`);
    return { ...common, text, verdict: "not-run", because, appeared: [], present: [], gone: [] };
  }
  const { verdict, causes, gone } = entry;
  const because = entry.withheld.map(visible);
  const appeared = causes.filter(({ id }) => entry.appeared.includes(id));
  const parts = [
    `${subject}: ${VERDICTS[verdict]}, profile ${profile}, seed ${seed}`,
    ...(verdict === "inconclusive" && because[0] !== undefined ? [because[0]] : []),
    ...(causes.length === 0 ? [] : [`${counted(causes.length, "cause")}${named(causes)}`]),
    ...(appeared.length === 0 ? [] : [`new${named(appeared)}`]),
    ...(gone.length === 0 ? [] : [`gone${named(gone)}`]),
    ...(slower === undefined ? [] : [riseInWords(slower)]),
    `exit code ${exitCode}`,
  ];
  return { ...common, text: chatText(parts.join("; ")), verdict, because, appeared, present: causes, gone };
}

const VERDICTS: Readonly<Record<JudgedEntry["verdict"], string>> = {
  conformant: "conformant",
  "not-conformant": "NOT conformant",
  inconclusive: "inconclusive",
};

/** Clauses stand for causes: their names are ours, what a target said is not for a chat. */
function named(causes: readonly PastCause[]): string {
  const rest = causes.length - MOST_NAMED;
  const names = causes.slice(0, MOST_NAMED).map(({ clauses, id }) => clauses[0] ?? id);
  return `: ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Nothing in it calls a person or a channel, or is a mark of Slack's. */
function chatText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("@", "(at)");
}

/**
 * The file of the text alone.
 * @param file as it was named, for the JSON
 */
export function textFileOf(file: string): string {
  const extension = extname(file);
  return `${extension === "" ? file : file.slice(0, -extension.length)}.txt`;
}

/**
 * Writes a notice.
 * @param file absolute path, for the JSON; the text is written beside it
 * @throws OutputError when it cannot be written
 */
export async function writeNotice(file: string, notice: Notice): Promise<void> {
  try {
    await writeFile(textFileOf(file), `${notice.text}\n`);
    await writeFile(file, `${JSON.stringify(notice)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`${file}: cannot be written (${reason}); name another file with --notify-file`);
  }
}
