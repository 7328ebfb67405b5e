/** Everything that is known of a requirement as lines of text, the mutants that prove its check included. */
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import { assumptionsBehind } from "../contract/assumptions.js";
import { isSdkRequirementId, REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import type { Kind, Requirement } from "../contract/requirement.js";
import type { TerminalOptions } from "../reports/terminal.js";
import { leastProfile } from "./requirement-filter.js";

/** A fault of the emulator, or of a client library, that the requirement's check has to find. */
interface ProvingMutant {
  readonly name: string;
  readonly title: string;
}

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  required: "the page says so; it decides the verdict",
  advisory: "a strong custom that the page does not write down; breaking it is a warning",
  probe: "the page is silent or contradicts itself; behaviour is recorded and never graded",
};

/**
 * Tells all that is known of a requirement.
 * @param mutants that prove that its check can fail
 * @param options colour and width
 * @returns lines, with a line feed at the end
 */
export function explanation(
  id: RequirementId,
  mutants: readonly ProvingMutant[],
  { color, width }: TerminalOptions,
): string {
  const paint = pc.createColors(color);
  const requirement = REQUIREMENTS[id];
  const subject = isSdkRequirementId(id) ? "sdk" : "endpoint";
  const fields: readonly (readonly [label: string, text: string])[] = [
    ["Section", requirement.section],
    ["Kind", `${requirement.kind}: ${KIND_WORDS[requirement.kind]}`],
    ["Broken", requirement.breaks],
    ...(requirement.situations.length === 0 ? [] : [["Situations", requirement.situations.join(", ")] as const]),
    ["Profiles", requirement.profiles.join(", ")],
    ["Source", sourceWords(requirement)],
    ["Validated", validationWords(requirement)],
    ...assumptionFields(id),
    ...mutantFields(mutants, subject),
  ];
  const body = fields.flatMap(([label, text]) => fieldLines(paint.dim(label.padEnd(LABEL)), text, width));
  const run = `npx gwlb-conformance ${RUNS[subject]} --profile ${leastProfile(id) ?? "full"} --only ${id}`;
  return [paint.bold(id), wrapAnsi(requirement.statement, width), "", ...body, "", `${run}\n`].join("\n");
}

const RUNS = { endpoint: "run", sdk: 'sdk run --adapter "…"' } as const;
const PROVERS = { endpoint: "mutant of the bundled emulator", sdk: "faulty client" } as const;

const LABEL = "Situations  ".length;

function fieldLines(label: string, text: string, width: number): string[] {
  const lines = wrapAnsi(text, width - LABEL, { hard: true }).split("\n");
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(LABEL)) + line);
}

function sourceWords({ fragments, source }: Requirement): string {
  const cited = fragments.map(({ section, begins }) => `${section} ("${begins}…")`);
  const page = cited.length === 0 ? [] : [`the documentation page, under ${cited.join(", ")}`];
  return [...page, ...(source === undefined ? [] : [source])].join("; ");
}

function validationWords({ validatedAt }: Requirement): string {
  if (validatedAt === "never") return "never against the real service";
  return `against the real service in ${validatedAt.region} on ${validatedAt.date}`;
}

/** The readings of the page that a requirement stands on. */
function assumptionFields(id: RequirementId): (readonly [string, string])[] {
  return assumptionsBehind(id).map(({ id: assumption, question, reading, consequence }, index) => [
    index === 0 ? "Assumes" : "",
    `${assumption}: ${question} ${reading} ${consequence}`,
  ]);
}

function mutantFields(mutants: readonly ProvingMutant[], subject: keyof typeof PROVERS): (readonly [string, string])[] {
  if (mutants.length === 0) return [["Proved by", `no ${PROVERS[subject]} names it`]];
  return mutants.map(({ name, title }, index) => [index === 0 ? "Proved by" : "", `${name}: ${title}`]);
}
