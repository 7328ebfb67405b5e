/** What the last run has found of one cause, for `explain`. */
import pc from "picocolors";
import { visible, visibleJson } from "../../evidence/text.js";
import { writeCauses } from "../../reports/causes-text.js";
import type { TerminalOptions } from "../../reports/terminal.js";
import { Page } from "../../reports/terminal-page.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { UsageError } from "../usage-error.js";
import { lastReport } from "./last-report.js";

/**
 * Tells all that the last report knows of a cause.
 * @param id of the cause
 * @param source names the output folder
 * @param options `json`, or colour and width
 * @returns text that is safe to show, with a line feed at the end
 * @throws UsageError when there is no report, or no such cause in it
 */
export async function explainCause(
  id: string,
  source: ConfigSource,
  { json, color, width }: TerminalOptions & { readonly json: boolean },
): Promise<string> {
  const { output } = loadConfig(source).run;
  const report = await lastReport(output);
  if (report === undefined)
    throw new UsageError(`${id}: there is no report in ${output}; name the folder of the run with --output`);
  const cause = report.causes.find((one) => one.id === id);
  if (cause === undefined) {
    const others = report.causes.map((one) => one.id).join(", ");
    const there = others === "" ? "it has none" : `its causes are ${visible(others)}`;
    throw new UsageError(`${id}: the last report in ${output} has no such cause; ${there}`);
  }
  const explained = report.requirements.filter((one) => cause.clauses.includes(one.id));
  if (json) return `${visibleJson({ ...cause, clauses: explained })}\n`;
  const page = new Page(width, pc.createColors(color));
  writeCauses(page, { ...report, causes: [cause] });
  page.heading("The clauses that it explains");
  for (const { id: clause, outcome, statement } of explained) {
    page.line("");
    page.field(outcome, visible(clause));
    page.field("", statement);
  }
  return page.text();
}
