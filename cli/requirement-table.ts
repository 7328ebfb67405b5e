/** The table that `list` draws, fitted to the width of the terminal. */
import Table from "cli-table3";
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import { type Catalogue, REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import { counted } from "../contract/words.js";
import { visible } from "../evidence/text.js";
import type { TerminalOptions } from "../reports/terminal.js";
import { leastProfile, sectionsOf } from "./requirement-filter.js";

/** Columns of the second cell: its longest text and a blank on either side. */
const KIND_WIDTH = "≥ standard".length + 2;
/** Three borders, and a blank on either side of the first cell. */
const FRAME = 5;

/** What a table is drawn from, besides the ids. */
interface TableSource {
  /** The command that lists and explains them. */
  readonly command?: string;
  /** The catalogue, where it is not the one of the page. */
  readonly catalogue?: Catalogue;
}

/**
 * Draws requirements as a table, by section of the page.
 * @param ids in the order of the page
 * @param options colour and width; with 80 columns and more no id is broken
 * @param source what they are, and which command explains them
 * @returns lines, with a line feed at the end
 */
export function requirementTable(
  ids: readonly RequirementId[],
  { color, width }: TerminalOptions,
  { command = "gwlb-conformance", catalogue = REQUIREMENTS }: TableSource = {},
): string {
  if (ids.length === 0) return `no requirement is like that; \`${command} list\` shows all\n`;
  const paint = pc.createColors(color);
  const room = width - KIND_WIDTH - FRAME;
  const table = new Table({
    head: ["Requirement", "Kind, from\nprofile"],
    colWidths: [room + 2, KIND_WIDTH],
    style: { head: [], border: [] },
  });
  for (const section of sectionsOf(ids)) {
    const own = ids.filter((id) => REQUIREMENTS[id].section === section);
    table.push([{ colSpan: 2, content: paint.bold(`${section} (${own.length})`) }]);
    for (const id of own) {
      const { statement, kind, validatedAt } = catalogue[id];
      const held =
        validatedAt === "never"
          ? ""
          : `\n${paint.dim(`validated on ${validatedAt.date} in ${visible(validatedAt.region)}`)}`;
      const words = `${paint.bold(wrapped(id, room))}\n${wrapped(statement, room)}${held}`;
      table.push([words, `${kind}\n${paint.dim(`≥ ${leastProfile(id) ?? "none"}`)}`]);
    }
  }
  return `${table.toString()}\n${counted(ids.length, "requirement")}; \`${command} explain ID\` tells more of one\n`;
}

function wrapped(text: string, room: number): string {
  return wrapAnsi(text, room, { hard: true });
}
