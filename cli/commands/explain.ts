/** The options of `explain`, and suggestions for an id that is mistyped. */
import { assumptionsBehind } from "../../contract/assumptions.js";
import {
  isEndpointRequirementId,
  isSdkRequirementId,
  REQUIREMENT_IDS,
  REQUIREMENTS,
  type RequirementId,
} from "../../contract/catalogue.js";
import type { CommandLine } from "../command-line.js";
import { nearestNames } from "../nearest-names.js";
import { UsageError } from "../usage-error.js";

interface ExplainOptions {
  readonly json?: true;
}

/** Adds `explain`: one requirement in full. */
export function addExplain(line: CommandLine): void {
  line.program
    .command("explain")
    .description("Tell what one requirement says, where it comes from and what breaks without it. Needs no target.")
    .argument("<id>", "id of the requirement, as `list` shows it")
    .option("--json", "print JSON")
    .action(async (id: string, options: ExplainOptions) => {
      await explain(known(id), options.json === true, line);
    });
}

async function explain(id: RequirementId, asJson: boolean, { io }: CommandLine): Promise<void> {
  const { mutants } = await import("../../emulator/index.js");
  const provedBy = mutants.filter(({ requirement }) => requirement === id).map(({ name, title }) => ({ name, title }));
  if (asJson) {
    const assumptions = assumptionsBehind(id).map((assumption) => assumption.id);
    const all = { id, ...REQUIREMENTS[id], assumptions, mutants: provedBy };
    io.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  const [{ explanation }, { terminalOptionsOf }] = await Promise.all([
    import("../explanation.js"),
    import("../../reports/terminal.js"),
  ]);
  io.stdout.write(explanation(id, provedBy, terminalOptionsOf(io.stdout, process.env)));
}

const MOST_SUGGESTIONS = 3;

function known(id: string): RequirementId {
  if (isEndpointRequirementId(id)) return id;
  if (isSdkRequirementId(id))
    throw new UsageError(`${id} is a clause on client libraries: \`gwlb-conformance sdk explain ${id}\``);
  const suggestions = nearestNames(id, REQUIREMENT_IDS, MOST_SUGGESTIONS).join(", ");
  throw new UsageError(
    `there is no requirement "${id}"; did you mean ${suggestions}? \`gwlb-conformance list\` shows all`,
  );
}
