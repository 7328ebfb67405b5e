/** The options of `list`, which `cli/requirement-filter.ts` understands. */
import { Option } from "commander";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { PROFILES } from "../../contract/profile.js";
import { SITUATIONS } from "../../contract/situations.js";
import type { CommandLine } from "../command-line.js";
import { findRequirements, type RequirementFilter } from "../requirement-filter.js";

interface ListOptions extends Omit<RequirementFilter, "words"> {
  readonly json?: true;
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
    .option("--json", "print a JSON array")
    .action(async (words: string[], options: ListOptions) => {
      await list({ ...options, words }, options.json === true, line);
    });
}

async function list(filter: RequirementFilter, asJson: boolean, { io }: CommandLine): Promise<void> {
  const ids = findRequirements(filter);
  if (asJson) {
    const requirements = ids.map((id) => ({ id, ...REQUIREMENTS[id] }));
    io.stdout.write(`${JSON.stringify(requirements, null, 2)}\n`);
    return;
  }
  const [{ requirementTable }, { terminalOptionsOf }] = await Promise.all([
    import("../requirement-table.js"),
    import("../../reports/terminal.js"),
  ]);
  io.stdout.write(requirementTable(ids, terminalOptionsOf(io.stdout, process.env)));
}
