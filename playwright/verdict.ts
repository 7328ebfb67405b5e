/** Project `verdict`: one test per requirement, which says what the report says of it. A failing one costs a new process, so it loads next to nothing. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import type { TestDetails } from "@playwright/test";
import { filesOf } from "../cli/run/brief.js";
import { REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import { idsJudged, readPlan } from "../exercise/plan.js";
import type { Report, RequirementReport } from "../reports/report.js";
import { type Location, locateClauses } from "./clause-locations.js";
import { settle } from "./settle.js";
import { test } from "./test.js";

type Declare = (declare: typeof test, title: string, details: TestDetails, body: () => Promise<void>) => void;

const locationOf = locateClauses();
let entries: ReadonlyMap<string, RequirementReport> | undefined;

for (const id of idsJudged(readPlan() ?? { is: "endpoint" })) {
  const location = locationOf(id) ?? { file: fileURLToPath(import.meta.url), line: 1 };
  declareAt(location)(test, id, detailsOf(id), async () => {
    entries ??= entriesOfReport();
    await settle(entries.get(id), location, test.info());
  });
}

/** Playwright takes the caller of `test` for the place of a test: this one seems to stand at the clause. */
function declareAt({ file, line }: Location): Declare {
  const code = "(test, title, details, body) => test(title, details, body)";
  const declare: Declare = new Script(code, { filename: file, lineOffset: line - 1 }).runInThisContext();
  return declare;
}

/** What is known of a test before it runs. */
function detailsOf(id: RequirementId): TestDetails {
  const { kind, section, statement } = REQUIREMENTS[id];
  const slug = section.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  return {
    tag: [`@${kind}`, `@${slug}`],
    annotation: [
      { type: "clause", description: statement },
      { type: "section", description: section },
    ],
  };
}

function entriesOfReport(): ReadonlyMap<string, RequirementReport> {
  const plan = readPlan();
  if (plan === undefined) throw new Error("nobody has planned this run");
  const file = filesOf(plan.config.run.output).report;
  if (!existsSync(file)) throw new Error("nothing has been exercised yet: run the project `exercise` too");
  const report: Report = JSON.parse(readFileSync(file, "utf8"));
  return new Map(report.requirements.map((entry) => [entry.id, entry]));
}
