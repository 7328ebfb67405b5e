/** Makes docs/requirements.md from the catalogue. */
import { CONTRACT_REVISION, REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { SECTIONS, type Section } from "../../contract/requirement.js";
import { leastProfile } from "../requirement-filter.js";
import { type Block, code, comment, documentText, heading, paragraph, type Span, table, words } from "./markdown.js";

/** The table of all requirements as Markdown, made from the catalogue. */
export function requirementReference(): string {
  const kinds = (["required", "advisory", "probe"] as const).map(
    (kind) => `${REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].kind === kind).length} ${kind}`,
  );
  return documentText([
    heading(1, "Requirements"),
    comment("Made by `npm run docs` from the catalogue in contract/requirements. Do not edit."),
    paragraph(
      words(
        `${REQUIREMENT_IDS.length} requirements, contract revision ${CONTRACT_REVISION}: ${kinds.join(", ")}. Required ones decide the verdict, ` +
          "breaking an advisory one is a warning, what a probe sees is recorded and never graded. Each profile checks what the less " +
          "thorough ones check, and more. All need an idle load balancer and an available server group; the last column names what else.",
      ),
    ),
    ...SECTIONS.flatMap(sectionBlocks),
  ]);
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
