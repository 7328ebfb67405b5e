/** Making Allure's single page out of its results, with the pinned generator in a process of its own. */
import { type ExecFileException, execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sdkInWords } from "../../evidence/subject.js";
import { cut, visible } from "../../evidence/text.js";
import type { ReportedCause } from "../causes.js";
import type { Report } from "../report.js";
import { CATEGORIES } from "./categories.js";
import { causeCategories } from "./cause-categories.js";
import { KIND_LABEL } from "./details.js";
import { GROUP_LABEL } from "./groups.js";
import { causeLinesOf, certificateLineOf, verdictSentenceOf } from "./verdict-details.js";

interface AllureReportRequest {
  /** Absolute path of the folder with the result files. */
  readonly results: string;
  /** Absolute path of the folder to write the report to; an earlier report in it is replaced. */
  readonly output: string;
  /** Title of the report. */
  readonly title: string;
  /** Shown as the environment of the run. */
  readonly environment: Readonly<Record<string, string>>;
  /** Causes of what went wrong; absent: none. */
  readonly causes?: readonly ReportedCause[];
  /** Absolute path of Allure's history, which this report reads and adds itself to; absent: it has none. */
  readonly history?: string;
  /** Bound on the generation, milliseconds. */
  readonly timeoutMs?: number;
}

/** The report is a by-product: without it the verdict stands, so a failure is told and not thrown. */
type AllureReportResult =
  | { readonly generated: true; readonly path: string }
  | { readonly generated: false; readonly warning: string };

const DEFAULT_TIMEOUT_MS = 120_000;
/** Runs that Allure's page can show beside each other. */
const HISTORY_LIMIT = 50;
const MAXIMUM_OUTPUT_BYTES = 1024 * 1024;
const WARNING_BYTES = 500;
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' data: blob:; style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; connect-src data: blob:; frame-src data: blob:; media-src data: blob:";
/** Descriptions stand in frames that cannot be measured when the page is opened from a file; causes are longer than a variable of Allure's is meant to be. */
const STYLE =
  'iframe[data-testid="test-result-description-frame"]{min-height:9em}' +
  '[data-testid="report-variables"] [data-testid="metadata-list"]{grid-template-columns:1fr !important}' +
  '[data-testid="report-variables"] [data-testid="metadata-item"]{display:grid;grid-template-columns:8em 1fr}' +
  '[data-testid="report-variables"] [data-testid="metadata-item-value"] *{white-space:normal;max-width:none;height:auto}';
/** All that the generator's process is given of ours: no credentials, nothing that would configure it from outside. */
const PASSED_ON = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG"];
const HIDDEN_LABELS = [
  "host",
  "thread",
  "package",
  "framework",
  "language",
  "titlePath",
  "parentSuite",
  "suite",
  "subSuite",
  KIND_LABEL,
];

/**
 * Makes the Allure report: one HTML file that opens without a network. Works from any folder.
 * @param request what to make it from and where to put it
 * @returns the path of the file, or a warning in one line
 */
export async function generateAllureReport(request: AllureReportRequest): Promise<AllureReportResult> {
  const workshop = await mkdtemp(join(tmpdir(), "allure-report-"));
  try {
    const config = join(workshop, "allurerc.json");
    const made = join(workshop, "made");
    const history = await historyIn(workshop, request.history);
    await writeFile(config, JSON.stringify({ ...configurationOf(request), ...history }));
    await runAllure(
      ["generate", "--config", config, "--cwd", dirname(request.results), "--output", made, basename(request.results)],
      workshop,
      request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    const page = closed(await readFile(join(made, "index.html"), "utf8"));
    const path = join(request.output, "index.html");
    await rm(request.output, { recursive: true, force: true });
    await mkdir(request.output, { recursive: true });
    await writeFile(path, page);
    await keepHistory(history?.historyPath, request.history);
    return { generated: true, path };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { generated: false, warning: `the Allure report could not be made: ${cut(visible(reason), WARNING_BYTES)}` };
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** A copy of the history to work on: a generator that is stopped half-way spoils no nights. */
async function historyIn(workshop: string, history: string | undefined) {
  if (history === undefined) return undefined;
  const historyPath = join(workshop, "history.jsonl");
  await copyFile(history, historyPath).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  return { historyPath, historyLimit: HISTORY_LIMIT, appendHistory: true };
}

async function keepHistory(made: string | undefined, history: string | undefined): Promise<void> {
  if (made === undefined || history === undefined) return;
  const unfinished = `${history}.${process.pid}.unfinished`;
  await mkdir(dirname(history), { recursive: true });
  await copyFile(made, unfinished);
  await rename(unfinished, history);
}

/**
 * Closes the page to the network: the generator writes a visitor counter into it, and the page shows what an unknown target said.
 */
function closed(page: string): string {
  const head = "<head>";
  if (!page.includes(head)) throw new Error("the generated page has no head");
  return page.replace(
    head,
    `${head}<meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${STYLE}</style>`,
  );
}

function configurationOf({ title, environment, causes = [] }: AllureReportRequest): object {
  return {
    name: title,
    categories: [...causeCategories(causes), ...CATEGORIES],
    hideLabels: HIDDEN_LABELS,
    variables: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, visible(value)])),
    plugins: {
      page: {
        import: fileURLToPath(new URL("required-counted.js", import.meta.url)),
        options: { reportName: title, singleFile: true, groupBy: [GROUP_LABEL] },
      },
    },
  };
}

/** What Allure shows as the environment of a run. */
export function environmentOf(report: Report): Record<string, string> {
  const { target, suite, profile, seed, notes } = report;
  return {
    Verdict: verdictSentenceOf(report),
    Certificate: certificateLineOf(report),
    ...causesOf(report),
    ...subjectOf(target),
    Run: `profile ${profile}, seed ${seed}`,
    Suite: `${suite.name} ${suite.version}, contract revision ${suite.contractRevision}`,
    Node: process.version,
    ...Object.fromEntries(notes.map((note, index) => [`Note ${index + 1}`, visible(note)])),
  };
}

/** The first screen has room for a few. */
const CAUSES_SHOWN = 3;

function causesOf(report: Report): Record<string, string> {
  const lines = causeLinesOf(report);
  const left = lines.length - CAUSES_SHOWN;
  return {
    ...Object.fromEntries(lines.slice(0, CAUSES_SHOWN).map((line, index) => [`Cause ${index + 1}`, line])),
    ...(left > 0 ? { "More causes": `${left}: see Categories` } : {}),
  };
}

function subjectOf(target: Report["target"]): Record<string, string> {
  if (target.is === "sdk") return { SDK: sdkInWords(target), Adapter: target.adapter };
  const name = target.embedded ? `${target.endpoint} (embedded emulator)` : target.endpoint;
  return { Target: `${name}, region ${target.region}, auth ${target.auth}` };
}

/** Runs the generator that this package depends on, wherever it was installed and whatever else is on the PATH. */
async function runAllure(parameters: readonly string[], folder: string, timeout: number): Promise<void> {
  const command = await allureCommand();
  await new Promise<void>((resolve, reject) => {
    execFile(
      process.execPath,
      [command, ...parameters],
      { cwd: folder, timeout, killSignal: "SIGKILL", maxBuffer: MAXIMUM_OUTPUT_BYTES, env: environmentOfChild() },
      (error, stdout, stderr) => {
        if (error === null) resolve();
        else reject(new Error(failureOf(error, timeout, `${stderr}\n${stdout}`)));
      },
    );
  });
}

async function allureCommand(): Promise<string> {
  const root = dirname(dirname(createRequire(import.meta.url).resolve("allure")));
  const manifest: { readonly bin: string } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return join(root, manifest.bin);
}

function environmentOfChild(): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passedOn), NO_COLOR: "1" };
}

function failureOf(error: ExecFileException, timeout: number, output: string): string {
  if (error.killed === true) return `it took longer than ${timeout} ms`;
  const firstLine = output.split("\n").find((line) => line.trim() !== "");
  return firstLine?.trim() ?? `the generator ended with ${error.code ?? "an unknown error"}`;
}
