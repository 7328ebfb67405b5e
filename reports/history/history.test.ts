import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { HOSTILE, MAXIMUM, MINIMUM, recordOf, TAG_COUNT } from "../../evidence/testing/records.js";
import { buildReport, type Report, type RunResult } from "../report.js";
import { hostileRunOf, passingRunOf, runOf } from "../testing/runs.js";
import { entryOf, type HistoryEntry, type JudgedEntry, type PastCause } from "./entry.js";
import { addToHistory, KEPT_RUNS, readHistory } from "./history-file.js";
import { noticeOf, writeNotice } from "./notice.js";
import { historyTable, slowerOver } from "./table.js";

const DAY_MS = 86_400_000;
const FIRST = Date.parse("2026-11-01T02:00:00Z");

/** The report of a night, counted from 0. */
function night(day: number, run: Partial<RunResult>, more: Partial<Report> = {}): Report {
  const startedAt = new Date(FIRST + day * DAY_MS);
  return { ...buildReport({ ...passingRunOf(), startedAt, endedAt: startedAt, ...run }, REQUIREMENTS), ...more };
}

/** Entries of nights one after the other. */
function historyOf(reports: readonly Report[]): JudgedEntry[] {
  const entries: JudgedEntry[] = [];
  for (const report of reports) entries.push(entryOf(report, entries));
  return entries;
}

const failing = { records: [recordOf(MINIMUM, { outcome: "fail" }), recordOf(MAXIMUM), recordOf(TAG_COUNT)] } as const;
const flaky = { records: [recordOf(MINIMUM), recordOf(MAXIMUM, { outcome: "flaky" }), recordOf(TAG_COUNT)] } as const;
const cause = { id: "cause-1", title: "59 is accepted", outcome: "fail", clauses: [MINIMUM, MAXIMUM] } as const;

const idsOf = (causes: readonly PastCause[] = []) => causes.map(({ id }) => id);
const clausesOf = (causes: readonly PastCause[] = []) => causes.map(({ clauses }) => clauses);

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gwlb-history-"));
  context.after(() => rm(folder, { recursive: true }));
  return join(folder, "history");
}

test("what is wrong is new once, and gone when the same cases found it no more", () => {
  const [first, second, third, fourth] = historyOf([night(0, {}), night(1, failing), night(2, failing), night(3, {})]);
  assert.deepEqual([first?.comparedWith, first?.appeared, third?.appeared], [undefined, [], []]);
  assert.deepEqual(second?.appeared, idsOf(second?.causes));
  assert.deepEqual(clausesOf(third?.causes), [[MINIMUM]]);
  assert.deepEqual(clausesOf(fourth?.gone), [[MINIMUM]]);
  assert.deepEqual([fourth?.open, fourth?.causes], [[], []]);
});

test("a table says what is new, still there, gone or comes and goes, the newest run first", () => {
  const atTimes = { id: "cause-2", title: "6000 is refused at times", outcome: "flaky", clauses: [MAXIMUM] } as const;
  const nights = [night(0, {}), night(1, failing), night(2, failing), night(3, flaky, { causes: [atTimes] })];
  const cells = historyTable(historyOf(nights))
    .split("\n")
    .flatMap((line) => (line.startsWith("| 2026") ? [line.split(" | ")[3]] : []));
  assert.deepEqual(cells, [`flaky: ${MAXIMUM}; gone: ${MINIMUM}`, `still: ${MINIMUM}`, `new: ${MINIMUM}`, ""]);
});

test("nothing is called gone that was not looked at, or was looked at with other cases, and it is not new afterwards", () => {
  const unjudged = night(1, { records: [recordOf(MINIMUM, { outcome: "environment-error" })] });
  const entries = historyOf([night(0, failing), unjudged, night(2, { seed: 7 }), night(3, { ...failing, seed: 7 })]);
  for (const entry of entries.slice(1, 3)) {
    assert.deepEqual([entry.gone, clausesOf(entry.open)], [[], [[MINIMUM]]]);
  }
  assert.deepEqual([entries[3]?.appeared, entries[3]?.open], [[], []]);
  assert.match(historyTable(entries), /not met: create-listener\.tcp-idle-timeout\.minimum/u);
});

test("causes of the report go before clauses, and what is gone is so with all its clauses", () => {
  const partly = night(1, { records: [recordOf(MINIMUM), recordOf(MAXIMUM, { outcome: "inconclusive" })] });
  const [first, second, third] = historyOf([
    night(0, failing, { causes: [cause] }),
    { ...partly, causes: [] },
    night(2, {}, { causes: [] }),
  ]);
  assert.deepEqual(first?.causes, [cause]);
  assert.deepEqual([second?.gone, second?.open], [[], [cause]]);
  assert.deepEqual([third?.gone, third?.open], [[cause], []]);
});

test("targets, profiles and versions of the suite are not compared with each other", () => {
  const target = { is: "endpoint", endpoint: "http://b", embedded: false, region: "r", auth: "none" } as const;
  const entries = historyOf([
    night(0, failing),
    night(1, { target }),
    night(2, { profile: "full" }),
    night(3, { suite: { name: "gwlb-conformance", version: "9.0.0" } }),
  ]);
  assert.deepEqual(
    entries.map(({ comparedWith }) => comparedWith),
    [undefined, undefined, undefined, undefined],
  );
  assert.equal(historyTable(entries).match(/^## /gmu)?.length, 3);
});

test("a listener that becomes slower over weeks is seen, and one that varies is not", () => {
  const nights = (timeOf: (day: number) => number) =>
    historyOf(
      [...Array(30).keys()].map((day) =>
        night(day, { records: [recordOf(MINIMUM, { waits: { listenerRunning: [timeOf(day)] } })] }),
      ),
    );
  const varying = (day: number) => 1_000 + ((day * 7919) % 13) * 40;
  const slower = nights((day) => varying(day) + day * 40);
  assert.ok(slowerOver(slower));
  assert.equal(slowerOver(nights(varying)), undefined);
  assert.equal(
    slowerOver(nights((day) => (day === 29 ? 9_000 : varying(day)))),
    undefined,
    "one slow night is no trend",
  );
  const table = historyTable(slower);
  assert.match(
    table,
    /\*\*listeners become slower: half were Running within 1\.\d s at first and within 2\.\d s at last/u,
  );
  assert.match(table, /p50, the oldest run first: `[▁▂▃▄▅▆▇█]{30}` 1\.\d s to 2\.\d s/u);
});

test("a run that was not judged takes its place and says nothing of the target", () => {
  const unjudged: HistoryEntry = {
    is: "unjudged",
    ...{ startedAt: "2026-11-02T02:00:00Z", subject: "http://127.0.0.1:4010", profile: "standard", seed: 42 },
    ...{ exitCode: 3, reason: `no answer | ${HOSTILE}` },
  };
  const first = entryOf(night(0, failing), []);
  const after = entryOf(night(2, failing), [first, unjudged]);
  assert.deepEqual([after.comparedWith, after.appeared], [first.startedAt, []]);
  const row = historyTable([first, unjudged]).split("\n")[6] ?? "";
  assert.match(row, /^\| 2026-11-02 02:00 \| not run: no answer &#124; [^|<`]+ \| 42 \| \| \| \|$/u);
  const notice = noticeOf(unjudged);
  assert.equal(notice.verdict, "not-run");
  assert.match(notice.text, /was not judged: no answer [^\n<>@]+ \(exit code 3\)$/u);
});

test("the history is bounded, survives a line that was cut off, and comes with its table", async (context) => {
  const folder = await folderFor(context);
  const entry = entryOf(night(0, failing), []);
  await addToHistory(folder, entry, historyTable);
  const file = join(folder, "runs.jsonl");
  await appendFile(file, '{"is":"judged","startedAt":"2026');
  await addToHistory(folder, { ...entry, seed: 7 }, historyTable);
  assert.deepEqual(
    (await readHistory(folder)).map(({ seed }) => seed),
    [42, 7],
  );
  const line = `${JSON.stringify(entry)}\n`;
  await writeFile(file, line.repeat(KEPT_RUNS + 50));
  await addToHistory(folder, { ...entry, seed: 8 }, historyTable);
  const kept = await readHistory(folder);
  assert.deepEqual([kept.length, kept.at(-1)?.seed], [KEPT_RUNS, 8]);
  assert.match(await readFile(join(folder, "history.md"), "utf8"), /^# History of runs\n\n## /u);
});

test("a notice is one line, as JSON and as text, and calls nobody", async (context) => {
  const folder = await folderFor(context);
  const hostile = entryOf({ ...buildReport(hostileRunOf(), REQUIREMENTS), causes: [{ ...cause, title: HOSTILE }] }, []);
  const notice = noticeOf({ ...hostile, subject: "http://x/<!channel> @here \u202e" }, { from: 10, to: 30, runs: 12 });
  assert.match(
    notice.text,
    /^http:\/\/x\/&lt;!channel&gt; \(at\)here \\u\{202e\}: NOT conformant, profile standard, seed 42; 1 cause: create-listener\.tcp-idle-timeout\.minimum;/u,
  );
  assert.match(notice.text, /listeners become slower: .*200 % more over 12 runs; exit code 1$/u);
  const file = `${folder}.v1.json`;
  await writeNotice(file, notice);
  const written = await readFile(file, "utf8");
  assert.equal(written.split("\n").length, 2);
  assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(notice)));
  assert.equal(await readFile(`${folder}.v1.txt`, "utf8"), `${notice.text}\n`);
});

test("an inconclusive run says why first, and a certified one has nothing to add", () => {
  const inconclusive = noticeOf(entryOf(night(0, runOf()), []));
  assert.match(inconclusive.text, /exit code 1$/u);
  const stopped = night(0, { facts: { ...passingRunOf().facts, interrupted: true } });
  assert.match(
    noticeOf(entryOf(stopped, [])).text,
    /: inconclusive, profile standard, seed 42; the run was stopped before its end; exit code 5$/u,
  );
  assert.match(noticeOf(entryOf(night(0, {}), [])).text, /: conformant, profile standard, seed 42; exit code 0$/u);
});
