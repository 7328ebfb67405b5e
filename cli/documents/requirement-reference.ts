/** Makes docs/requirements.md and docs/sdk-requirements.md from the catalogue. */
import {
  CONTRACT_REVISION,
  REQUIREMENT_IDS,
  REQUIREMENTS,
  type RequirementId,
  SDK_REQUIREMENT_IDS,
  type SdkRequirementId,
} from "../../contract/catalogue.js";
import { SDK_SECTIONS, SECTIONS, type Section } from "../../contract/requirement.js";
import { leastProfile } from "../requirement-filter.js";
import { type Block, code, comment, documentText, heading, paragraph, type Span, table, words } from "../../reports/markdown-pieces.js";

/** The table of all requirements on endpoints as Markdown, made from the catalogue. */
export function requirementReference(): string {
  return documentText([
    heading(1, "Requirements"),
    comment("Made by `npm run docs` from the catalogue in contract/requirements. Do not edit."),
    paragraph(
      words(
        `${REQUIREMENT_IDS.length} requirements, contract revision ${CONTRACT_REVISION}: ${kindsOf(REQUIREMENT_IDS)}. Required ones decide the verdict, ` +
          "breaking an advisory one is a warning, what a probe sees is recorded and never graded. Each profile checks what the less " +
          "thorough ones check, and more. All need an idle load balancer and an available server group; the last column names what else.",
      ),
    ),
    ...SECTIONS.flatMap(sectionBlocks),
  ]);
}

/** The table of all requirements on client libraries as Markdown, made from the catalogue. */
export function sdkRequirementReference(): string {
  return documentText([
    heading(1, "Requirements on client libraries"),
    comment("Made by `npm run docs` from the catalogue in contract/requirements/sdk. Do not edit."),
    paragraph(
      words(
        `${SDK_REQUIREMENT_IDS.length} requirements, contract revision ${CONTRACT_REVISION}: ${kindsOf(SDK_REQUIREMENT_IDS)}. Required ones decide ` +
          "the verdict, breaking an advisory one is a warning. Each profile checks what the less thorough ones check, and more.",
      ),
    ),
    ...SDK_SECTIONS.flatMap((section) => [
      heading(2, section),
      table(
        ["id", "kind", "from profile", "statement", "what breaks", "source"],
        SDK_REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].section === section).map(sdkRow),
      ),
    ]),
  ]);
}

function sdkRow(id: SdkRequirementId): Span[] {
  const { kind, statement, breaks, source } = REQUIREMENTS[id];
  return [code(id), words(kind), words(leastProfile(id) ?? ""), words(statement), words(breaks), words(source ?? "")];
}

function kindsOf(ids: readonly RequirementId[]): string {
  return (["required", "advisory", "probe"] as const)
    .map((kind) => ({ kind, count: ids.filter((id) => REQUIREMENTS[id].kind === kind).length }))
    .flatMap(({ kind, count }) => (count === 0 ? [] : [`${count} ${kind}`]))
    .join(", ");
}

function sectionBlocks(section: Section): Block[] {
  const own = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].section === section);
  if (own.length === 0) return [];
  return [heading(2, section), table(["id", "kind", "from profile", "statement", "also needs"], own.map(row))];
}

const BASICS: readonly string[] = ["load-balancer/idle", "server-group/available"];

function row(id: RequirementId): Span[] {
  const { kind, statement, situations } = REQUIREMENTS[id];
  const also = situations.filter((situation) => !BASICS.includes(situation)).join(", ");
  return [code(id), words(kind), words(leastProfile(id) ?? ""), words(statement), words(also)];
}
