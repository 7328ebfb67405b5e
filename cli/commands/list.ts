/** The options of `list`, which `cli/requirement-filter.ts` understands. */
import { Option } from "commander";
import { type Catalogue, REQUIREMENTS } from "../../contract/catalogue.js";
import { PROFILES } from "../../contract/profile.js";
import { SITUATIONS } from "../../contract/situations.js";
import type { CommandLine } from "../command-line.js";
import { findRequirements, type RequirementFilter } from "../requirement-filter.js";

interface ListOptions extends Omit<RequirementFilter, "words"> {
  readonly json?: true;
  readonly against?: string;
}

/** Adds `list`: the requirements. */
export function addList(line: CommandLine): void {
  line.program
    .command("list")
    .description("List the requirements that the suite judges, in the order of the documentation page.")
    .argument("[words...]", "only requirements whose id or statement holds all of these words")
    .addOption(new Option("--kind <kind>", "only of this kind").choices(["required", "advisory", "probe"]))
    .option("--section <text>", "only of sections of the page whose heading holds this text")
    .addOption(new Option("--profile <profile>", "only what this profile checks").choices([...PROFILES]))
    .addOption(new Option("--situation <name>", "only what needs this situation").choices([...SITUATIONS]))
    .option(
      "--against <file>",
      "ground truth that `record` has written: says which clauses were seen to hold, when and where",
    )
    .option("--json", "print a JSON array")
    .action(async (words: string[], options: ListOptions) => {
      await list({ ...options, words }, options.json === true, line);
    });
}

async function list(
  { against, ...filter }: RequirementFilter & Pick<ListOptions, "against">,
  asJson: boolean,
  { io }: CommandLine,
): Promise<void> {
  const ids = findRequirements(filter);
  const catalogue = await catalogueOf(against);
  if (asJson) {
    const requirements = ids.map((id) => ({ id, ...catalogue[id] }));
    io.stdout.write(`${JSON.stringify(requirements, null, 2)}\n`);
    return;
  }
  const [{ requirementTable }, { terminalOptionsOf }] = await Promise.all([
    import("../requirement-table.js"),
    import("../../reports/terminal.js"),
  ]);
  io.stdout.write(requirementTable(ids, terminalOptionsOf(io.stdout, process.env), { catalogue }));
}

async function catalogueOf(against: string | undefined): Promise<Catalogue> {
  if (against === undefined) return REQUIREMENTS;
  const [{ readTruth }, { catalogueAgainst }] = await Promise.all([
    import("../../evidence/truth/truth-file.js"),
    import("../../verdict/against/grade.js"),
  ]);
  return catalogueAgainst(REQUIREMENTS, { truth: await readTruth(against), strict: false });
}
