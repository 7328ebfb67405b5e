/** Specmatic's jar from npm, in a folder of its own. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { problemOf } from "./child.js";
import type { Availability } from "./contender.js";
import { describe, moveIntoQuery } from "./description.js";
import { asContender, type ReportedFailure } from "./tool.js";

const VERSION = "2.55.1";
const NAME = `Specmatic ${VERSION}`;
const INSTALL_MS = 300_000;
const REPORT = join("junit", "TEST-junit-jupiter.xml");

/** Boundaries and mutations of every parameter, beside the plain tests. */
const CONFIG = `version: 2
contracts:
  - provides:
      - api.yaml
test:
  resiliencyTests:
    enable: all
`;

/** Installs Specmatic under a folder, unless it is there already. */
export async function prepareSpecmatic(output: string, signal: AbortSignal): Promise<Availability> {
  const folder = join(output, "specmatic");
  await mkdir(folder, { recursive: true });
  const options = { cwd: folder, timeLimitMs: INSTALL_MS, signal };
  const jar = join(folder, "node_modules", "specmatic", "specmatic.jar");
  const java = await problemOf("java", ["-version"], options);
  if (java !== undefined) return { is: "not-available", name: NAME, why: java };
  if ((await problemOf("java", ["-jar", jar, "--version"], options)) !== undefined) {
    const args = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", `specmatic@${VERSION}`];
    const problem = await problemOf("npm", args, options);
    if (problem !== undefined) return { is: "not-available", name: NAME, why: problem };
  }
  const command = ({ endpoint }: { readonly endpoint: string }) =>
    // A run is short: what the just-in-time compiler's second stage gains it takes twice to compile.
    [
      "java",
      "-XX:TieredStopAtLevel=1",
      "-jar",
      jar,
      "test",
      `--testBaseURL=${endpoint}`,
      "--junitReportDir=junit",
    ] as const;
  return { is: "ready", contender: asContender({ name: NAME, folder, arrange, command, failures }) };
}

/**
 * It does not mutate the fields of a form, and it makes texts from patterns without knowing look-ahead. So it gets the parameters in the
 * query, and no patterns for tags; with them it would send next to nothing.
 */
async function arrange(subject: Parameters<typeof describe>[0], folder: string): Promise<void> {
  const description = await describe(subject);
  for (const text of ["TagKey", "TagValue"]) description.deleteIn(["components", "schemas", text, "pattern"]);
  moveIntoQuery(description);
  await writeFile(join(folder, "api.yaml"), String(description));
  await writeFile(join(folder, "specmatic.yaml"), CONFIG);
}

async function failures(folder: string): Promise<readonly ReportedFailure[] | undefined> {
  const text = await readFile(join(folder, REPORT), "utf8").catch(() => undefined);
  return text === undefined ? undefined : readJUnit(text);
}

interface TestCase {
  readonly "@name": string;
  readonly failure?: { readonly "@message": string };
  readonly error?: { readonly "@message": string };
  readonly "system-out"?: string;
}

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  isArray: (name) => name === "testcase",
  parseAttributeValue: false,
  parseTagValue: false,
});

/**
 * Reads the tool's report. A failure's kind is the test's name, which tells what was sent but for random texts, with the complaint.
 * @param text JUnit XML
 * @returns failed tests, counted in the order in which they were run; each sends one request
 */
export function readJUnit(text: string): ReportedFailure[] {
  const report: { testsuite?: { testcase?: readonly TestCase[] } } = xml.parse(text);
  return (report.testsuite?.testcase ?? []).flatMap((test) => {
    const complaint = (test.failure ?? test.error)?.["@message"];
    if (complaint === undefined) return [];
    return [
      { kind: `${whatWasSent(test["@name"])}: ${complaintIn(complaint)}`, nth: ordinalOf(test["system-out"] ?? "") },
    ];
  });
}

/** A test's name without what is the same in all of them. */
function whatWasSent(name: string): string {
  const scenario = name.split("contractTest() > ").at(-1) ?? "";
  return scenario
    .replace("a request where REQUEST.PARAMETERS.QUERY contains ", "")
    .replaceAll(/ AND \S+ is set to '[^']*' from enum/gu, "");
}

/** The places and statuses that a complaint names, without values. */
function complaintIn(message: string): string {
  const words = message.match(/RESPONSE\.[A-Z]+(?:\.\w+)*|\b[1-5](?:\d\d|xx)\b/gu) ?? [];
  return words.length > 0 ? words.join(" ") : message.slice(0, 80);
}

function ordinalOf(output: string): number {
  return Number(/dynamic-test:#(\d+)/u.exec(output)?.[1] ?? Number.POSITIVE_INFINITY);
}
