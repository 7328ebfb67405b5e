/** The options of `explain`, and suggestions for an id that is mistyped. */
import { assumptionsBehind } from "../../contract/assumptions.js";
import { isSdkRequirementId, REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { named } from "../clause-name.js";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions } from "../config-options.js";
import { tellCause } from "../tell-cause.js";
import { UsageError } from "../usage-error.js";

interface ExplainOptions extends Pick<ConfigOptions, "config" | "output"> {
  readonly json?: true;
}

/** Adds `explain`: one requirement in full, or one cause of the last run. */
export function addExplain(line: CommandLine): void {
  const command = line.program
    .command("explain")
    .description(
      "Tell what one requirement says, where it comes from and what breaks without it; of a cause, what the last run has seen of it. Needs no target.",
    )
    .argument(
      "<id>",
      "id of the requirement, as `list` shows it, with or without `create-listener.`; or of a cause, as a report names it",
    );
  addConfigOptions(command, ["output"])
    .option("--json", "print JSON")
    .action(async (text: string, { json, ...options }: ExplainOptions) => {
      const id = named(text, "create-listener.", REQUIREMENT_IDS);
      if (id.is === "cause") return tellCause(id.id, { ...options, json: json === true }, line);
      await explain(id.is === "clause" ? id.id : refuse(text, id.nearest), json === true, line);
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

function refuse(text: string, nearest: readonly string[]): never {
  const ofSdk = [text, `sdk.${text}`].find(isSdkRequirementId);
  if (ofSdk !== undefined)
    throw new UsageError(`${text} is a clause on client libraries: \`gwlb-conformance sdk explain ${ofSdk}\``);
  throw new UsageError(
    `there is no requirement "${text}"; did you mean ${nearest.join(", ")}? \`gwlb-conformance list\` shows all`,
  );
}
