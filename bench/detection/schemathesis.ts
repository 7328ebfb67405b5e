/** Schemathesis from PyPI, in a virtual environment of its own. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "../../contract/answer.js";
import { problemOf } from "./child.js";
import type { Availability } from "./contender.js";
import { describe } from "./description.js";
import { asContender, type ReportedFailure } from "./tool.js";

const VERSION = "4.32.5";
const NAME = `Schemathesis ${VERSION}`;
const INSTALL_MS = 300_000;
const REPORT = "report.ndjson";

/** Installs Schemathesis under a folder, unless it is there already. */
export async function prepareSchemathesis(output: string, signal: AbortSignal): Promise<Availability> {
  const folder = join(output, "schemathesis");
  await mkdir(folder, { recursive: true });
  const options = { cwd: folder, timeLimitMs: INSTALL_MS, signal };
  const bin = join(folder, "venv", "bin");
  const program = join(bin, "schemathesis");
  if ((await problemOf(program, ["--version"], options)) !== undefined) {
    const problem =
      (await problemOf("python3", ["-m", "venv", "venv"], options)) ??
      (await problemOf(join(bin, "pip"), ["install", "--quiet", `schemathesis==${VERSION}`], options));
    if (problem !== undefined) return { is: "not-available", name: NAME, why: problem };
  }
  return { is: "ready", contender: asContender({ name: NAME, folder, arrange, command, failures }) };

  function command(subject: { readonly endpoint: string }, seed: number): readonly [string, ...string[]] {
    return [program, ...argumentsFor(subject.endpoint, seed)];
  }
}

/** All of its checks and phases but two: other methods, of which the page says nothing, and links between operations, of which there is one. */
function argumentsFor(endpoint: string, seed: number): string[] {
  return [
    ...["run", "api.yaml", "--url", endpoint, "--seed", String(seed), "--no-color"],
    ...["--phases", "examples,coverage,fuzzing", "--exclude-checks", "unsupported_method"],
    ...["--generation-database", "none", "--continue-on-failure", "--request-timeout", "10"],
    ...["--report", "ndjson", "--report-ndjson-path", REPORT],
  ];
}

async function arrange(subject: Parameters<typeof describe>[0], folder: string): Promise<void> {
  await writeFile(join(folder, "api.yaml"), String(await describe(subject)));
}

async function failures(folder: string): Promise<readonly ReportedFailure[] | undefined> {
  const text = await readFile(join(folder, REPORT), "utf8").catch(() => "");
  return text.includes('"EngineFinished"') ? readEvents(text) : undefined;
}

/**
 * Reads the tool's events. A failure's kind is its check with status and error code of the answer: finer than the tool's own
 * grouping, so that a false alarm hides as little as possible.
 * @param text one JSON object a line
 * @returns failed requests, counted in the order in which they were sent
 */
export function readEvents(text: string): ReportedFailure[] {
  const scenarios = text.split("\n").flatMap(recorderIn);
  const sent = scenarios.flatMap(({ interactions }) => Object.entries(asObject(interactions)));
  const order = [...sent].sort(([, a], [, b]) => timestampOf(a) - timestampOf(b)).map(([id]) => id);
  const answers = new Map(sent);
  return scenarios.flatMap(({ checks }) =>
    Object.entries(asObject(checks)).flatMap(([id, results]) =>
      failedChecks(results).map((check) => ({
        kind: `${check} ${answerIn(answers.get(id))}`,
        nth: order.indexOf(id) + 1,
      })),
    ),
  );
}

function recorderIn(line: string): JsonObject[] {
  if (!line.startsWith('{"ScenarioFinished"')) return [];
  const event: unknown = JSON.parse(line);
  const recorder = memberOf(memberOf(event, "ScenarioFinished"), "recorder");
  return isJsonObject(recorder) ? [recorder] : [];
}

function failedChecks(results: unknown): string[] {
  if (!Array.isArray(results)) return [];
  return results
    .filter((result) => memberOf(result, "status") === "failure")
    .map((result) => String(memberOf(result, "name")));
}

function answerIn(interaction: unknown): string {
  const response = memberOf(interaction, "response");
  const content = memberOf(memberOf(response, "content"), "$base64");
  const body = typeof content === "string" ? Buffer.from(content, "base64").toString("utf8") : "";
  const code = /"Code":"([^"]*)"/u.exec(body)?.[1] ?? "";
  return `${String(memberOf(response, "status_code") ?? "no answer")} ${code}`.trimEnd();
}

function timestampOf(interaction: unknown): number {
  return Number(memberOf(interaction, "timestamp") ?? 0);
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}
