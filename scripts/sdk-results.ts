/** Makes docs/sdk-results.md: what each SDK with an adapter in the package does today, clause by clause, from the reports of real runs. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import {
  type Block,
  code,
  comment,
  documentText,
  heading,
  paragraph,
  prose,
  type Span,
  table,
  words,
} from "../reports/markdown-pieces.js";
import { isRequirementId, REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import { SDK_SECTIONS } from "../contract/requirement.js";
import { cut } from "../evidence/text.js";
import type { Report } from "../reports/report.js";
import type { BundledName } from "../sdk/adapters/bundled.js";

/** What a run found of one SDK. */
interface SdkResult {
  readonly name: BundledName;
  /** The SDK in its adapter's words. */
  readonly sdk: string;
  readonly day: string;
  readonly profile: string;
  readonly clauses: ReadonlyMap<string, ClauseResult>;
}

interface ClauseResult {
  readonly outcome: Outcome;
  /** What was seen, or why nothing was. */
  readonly seen?: string;
}

/** Something that was measured of clients before there was this suite, and what became of it. */
interface Finding {
  readonly found: string;
  /** How it was seen again, or why it could not be. */
  readonly today: string;
  readonly reproduced: "yes" | "in part" | "no";
}

const ADAPTERS = fileURLToPath(new URL("../../sdk/adapters/", import.meta.url));
const SEEN_AT_MOST = 240;

function resultOf(name: BundledName, path: string): SdkResult | undefined {
  if (!existsSync(path)) return undefined;
  const { target, endedAt, profile, requirements }: Report = JSON.parse(readFileSync(path, "utf8"));
  if (target.is !== "sdk") return undefined;
  const { name: sdk, version, runtime } = target;
  const clauses = requirements.map(({ id, outcome, counterexamples, excuse, reason, warnings }) => {
    const seen = excuse?.reason ?? counterexamples[0]?.got ?? warnings[0] ?? reason;
    return [id, { outcome, ...(seen === undefined ? {} : { seen }) }] as const;
  });
  return {
    name,
    sdk: `${sdk} ${version}${runtime === undefined ? "" : `, ${runtime}`}`,
    day: endedAt.slice(0, 10),
    profile,
    clauses: new Map(clauses),
  };
}

/**
 * The document.
 * @param reports names of adapters, in the order of the columns, and where the report of a run over each lies, if it does
 */
export function sdkResultsDocument(reports: readonly (readonly [name: BundledName, path: string])[]): string {
  const results = reports.map(([name, path]) => resultOf(name, path)).filter((result) => result !== undefined);
  const [first] = results;
  const runs = first === undefined ? "no run" : `runs of the profile ${first.profile} on ${first.day}`;
  return documentText([
    heading(1, "What the official SDKs do today"),
    comment(
      "Made by `npm run certify:sdks -- --write` from real runs, the baselines and sdk/adapters/findings.yaml. Do not edit.",
    ),
    paragraph(
      ...prose(
        `From ${runs}, against the adapters in \`sdk/adapters\`. Each SDK ran with its own defaults. None of this met the real service. What stands as ` +
          "violated is excused by the baseline beside the adapter, with its reason, until it expires: the run in continuous integration is red for anything else.",
      ),
    ),
    table(
      ["adapter", "SDK", "required clauses", "violated", "advisory clauses violated"],
      results.map((result) => [code(result.name), words(result.sdk), ...countsOf(result).map((n) => words(String(n)))]),
    ),
    paragraph(
      words(
        "✓ as the clause says · ✗ a required clause is violated · ! an advisory clause is violated · – not exercised, for a reason given at the end · ? inconclusive.",
      ),
    ),
    ...SDK_SECTIONS.flatMap((section) => [heading(2, section), sectionTable(section, results)]),
    ...results.flatMap(clientBlocks),
    heading(2, "Not exercised"),
    notExercised(results),
    heading(2, "Earlier measurements"),
    paragraph(
      words(
        "Before there was this suite, the clients were driven by hand through a recording proxy. What became of those findings:",
      ),
    ),
    table(
      ["found then", "seen again", "today"],
      findings().map(({ found, reproduced, today }) => [prose(found), words(reproduced), prose(today)]),
    ),
  ]);
}

function countsOf({ clauses }: SdkResult): readonly number[] {
  const all = [...clauses];
  const required = all.filter(([id]) => kindOf(id) === "required");
  return [
    required.length,
    required.filter(([, { outcome }]) => isViolated(outcome)).length,
    all.filter(([id, { outcome }]) => kindOf(id) === "advisory" && isViolated(outcome)).length,
  ];
}

const kindOf = (id: string) => (isRequirementId(id) ? REQUIREMENTS[id].kind : undefined);
const isViolated = (outcome: Outcome) => outcome === "fail" || outcome === "flaky";

function sectionTable(section: string, results: readonly SdkResult[]): Block {
  const ids = SDK_REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].section === section);
  return table(
    ["clause", ...results.map(({ name }) => name)],
    ids.map((id) => [code(id), ...results.map(({ clauses }) => words(markOf(id, clauses.get(id))))]),
  );
}

function markOf(id: string, result: ClauseResult | undefined): string {
  if (result === undefined || result.outcome === "not-exercised") return "–";
  if (isViolated(result.outcome)) return kindOf(id) === "required" ? "✗" : "!";
  return result.outcome === "pass" ? "✓" : "?";
}

/** What there is to say of what one client violates. */
function clientBlocks({ name, sdk, clauses }: SdkResult): Block[] {
  const told = [...clauses].filter(([, { outcome }]) => outcome !== "pass" && outcome !== "not-exercised");
  if (told.length === 0) return [];
  const row = ([id, result]: readonly [string, ClauseResult]): (Span | Span[])[] => [
    code(id),
    words(markOf(id, result)),
    words(cut(result.seen ?? "", SEEN_AT_MOST)),
  ];
  return [heading(2, `${name}: ${sdk}`), table(["clause", "", "what was seen"], told.map(row))];
}

/** Which clauses said nothing of whom, and why. */
function notExercised(results: readonly SdkResult[]): Block {
  const adapters = new Map<string, string[]>();
  for (const { name, clauses } of results) {
    for (const [id, { outcome, seen = "" }] of clauses) {
      if (outcome !== "not-exercised") continue;
      const key = JSON.stringify([id, seen]);
      adapters.set(key, [...(adapters.get(key) ?? []), name]);
    }
  }
  const rows = [...adapters].map(([key, names]) => {
    const [id, seen]: [string, string] = JSON.parse(key);
    return [code(id), words(names.length === results.length ? "all" : names.join(", ")), words(seen)];
  });
  return table(["clause", "of", "because"], rows);
}

function findings(): readonly Finding[] {
  return parse(readFileSync(join(ADAPTERS, "findings.yaml"), "utf8"));
}
