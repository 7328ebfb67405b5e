/** The history as a page of Markdown: the last runs of each target, the newest first, and whether its listeners become slower. */
import { visible } from "../../evidence/text.js";
import type { HistoryEntry, JudgedEntry } from "./entry.js";
import { type Rise, riseOf, sparkline } from "./trend.js";

/** Runs of one target in the table. */
const SHOWN_RUNS = 30;
const MOST_NAMED = 5;
const MOST_LETTERS = 300;

/**
 * Writes a history for people.
 * @param entries the oldest first
 * @returns Markdown; nothing of a target can leave its place
 */
export function historyTable(entries: readonly HistoryEntry[]): string {
  const groups = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const name = `${entry.subject}\0${entry.profile}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  const sections = [...groups.values()]
    .sort((a, b) => ((a.at(-1)?.startedAt ?? "") < (b.at(-1)?.startedAt ?? "") ? 1 : -1))
    .map((group) => sectionOf(group.slice(-SHOWN_RUNS)));
  return `# History of runs\n${sections.map((text) => `\n${text}\n`).join("")}`;
}

/**
 * Whether the listeners of the target become slower.
 * @param entries of one target, the oldest first
 * @returns the rise of the median time to Running, milliseconds; `undefined` when there is none that can be told from chance
 */
export function slowerOver(entries: readonly HistoryEntry[]): Rise | undefined {
  const times = entries.slice(-SHOWN_RUNS).flatMap((one) => (one.is === "judged" ? (one.transitions?.p50 ?? []) : []));
  return riseOf(times);
}

/** A rise in a sentence. */
export function riseInWords({ from, to, runs }: Rise): string {
  const percent = Math.round((to / from - 1) * 100);
  return `listeners become slower: half were Running within ${duration(from)} at first and within ${duration(to)} at last, ${percent} % more over ${runs} runs`;
}

/** A length of time as it is read best. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function sectionOf(entries: readonly HistoryEntry[]): string {
  const last = entries.at(-1);
  if (last === undefined) return "";
  const rise = slowerOver(entries);
  return [
    `## ${cell(last.subject)}, profile ${cell(last.profile)}`,
    "",
    ...picturesOf(entries),
    ...(rise === undefined ? [] : [`**${riseInWords(rise)}**`, ""]),
    "| started (UTC) | verdict | seed | causes | p50 | p95 |",
    "| --- | --- | --- | --- | --- | --- |",
    ...entries.toReversed().map(rowOf),
  ].join("\n");
}

function picturesOf(entries: readonly HistoryEntry[]): string[] {
  const pictureOf = (name: "p50" | "p95") => {
    const times = entries.map((one) => (one.is === "judged" ? one.transitions?.[name] : undefined));
    const known = times.filter((time) => time !== undefined);
    if (known.length === 0) return [];
    const range = `${duration(Math.min(...known))} to ${duration(Math.max(...known))}`;
    return [`- time to Running, ${name}, the oldest run first: \`${sparkline(times)}\` ${range}`];
  };
  const lines = [...pictureOf("p50"), ...pictureOf("p95")];
  return lines.length === 0 ? [] : [...lines, ""];
}

function rowOf(entry: HistoryEntry): string {
  const started = cell(entry.startedAt.slice(0, 16).replace("T", " "));
  if (entry.is === "unjudged") return `| ${started} | not run: ${cell(entry.reason)} | ${entry.seed} | | | |`;
  const { transitions } = entry;
  const times = transitions === undefined ? ["", ""] : [duration(transitions.p50), duration(transitions.p95)];
  return `| ${[started, verdictOf(entry), entry.seed, causesInWords(entry), ...times].join(" | ")} |`;
}

function verdictOf({ verdict, withheld }: JudgedEntry): string {
  const [because] = withheld;
  return verdict === "inconclusive" && because !== undefined ? `inconclusive: ${cell(because)}` : verdict;
}

/** What has come, what is gone, what comes and goes, and what nobody could look at. */
function causesInWords({ causes, appeared, gone, open, comparedWith }: JudgedEntry): string {
  const fresh = new Set(appeared);
  const named = (title: string, ids: readonly string[]) => {
    if (ids.length === 0) return [];
    const rest = ids.length - MOST_NAMED;
    const list = ids.slice(0, MOST_NAMED).map(cell).join(", ");
    return [`${title}: ${list}${rest > 0 ? `, and ${rest} more` : ""}`];
  };
  const namesOf = (some: JudgedEntry["causes"]) => some.map(({ clauses, id }) => clauses[0] ?? id);
  const steady = causes.filter(({ outcome }) => outcome !== "flaky");
  return [
    ...named("new", namesOf(steady.filter(({ id }) => fresh.has(id)))),
    ...named(comparedWith === undefined ? "seen" : "still", namesOf(steady.filter(({ id }) => !fresh.has(id)))),
    ...named("flaky", namesOf(causes.filter(({ outcome }) => outcome === "flaky"))),
    ...named("gone", namesOf(gone)),
    ...named("not met", namesOf(open)),
  ].join("; ");
}

/** Text of a target as one cell shows it, with no mark of Markdown or HTML left in it. */
function cell(text: string): string {
  return visible(text.slice(0, MOST_LETTERS)).replace(/[\\`*_[\]<>&|~!#@]/gu, (mark) => `&#${mark.charCodeAt(0)};`);
}
