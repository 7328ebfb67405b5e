/** The options of `sdk list` and `sdk explain`. */
import { type Command, Option } from "commander";
import { REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../../../contract/catalogue.js";
import { PROFILES } from "../../../contract/profile.js";
import { named } from "../../clause-name.js";
import type { CommandLine } from "../../command-line.js";
import { addSettingOptions } from "../../config-options.js";
import { findRequirements, type RequirementFilter } from "../../requirement-filter.js";
import { tellCause } from "../../tell-cause.js";
import { UsageError } from "../../usage-error.js";

interface AsJson {
  readonly json?: true;
}

const OWN_NAME = "gwlb-conformance sdk";

/** Adds `sdk list`: the clauses on client libraries. */
export function addSdkList(sdk: Command, line: CommandLine): void {
  sdk
    .command("list")
    .description("List the clauses that client libraries are judged by.")
    .argument("[words...]", "only clauses whose id or statement holds all of these words")
    .addOption(new Option("--kind <kind>", "only of this kind").choices(["required", "advisory"]))
    .option("--section <text>", "only of sections whose heading holds this text")
    .addOption(new Option("--profile <profile>", "only what this profile checks").choices([...PROFILES]))
    .option("--json", "print a JSON array")
    .action(async (words: string[], { json, ...filter }: Omit<RequirementFilter, "words"> & AsJson) => {
      const ids = findRequirements({ ...filter, words }, SDK_REQUIREMENT_IDS);
      if (json === true)
        return printJson(
          ids.map((id) => ({ id, ...REQUIREMENTS[id] })),
          line,
        );
      const [{ requirementTable }, { terminalOptionsOf }] = await Promise.all([
        import("../../requirement-table.js"),
        import("../../../reports/terminal.js"),
      ]);
      line.io.stdout.write(
        requirementTable(ids, terminalOptionsOf(line.io.stdout, process.env), { command: OWN_NAME }),
      );
    });
}

/** Adds `sdk explain`: one clause in full. */
export function addSdkExplain(sdk: Command, line: CommandLine): void {
  const command = sdk
    .command("explain")
    .description(
      "Tell what one clause says, where it comes from and what breaks without it; of a cause, what the last run has seen of it.",
    )
    .argument(
      "<id>",
      "id of the clause, as `sdk list` shows it, with or without `sdk.`; or of a cause, as a report names it",
    );
  addSettingOptions(command, ["output"])
    .option("--json", "print JSON")
    .action(async (text: string, { json, output }: AsJson & { readonly output?: string }) => {
      const name = named(text, "sdk.", SDK_REQUIREMENT_IDS);
      if (name.is === "cause") {
        const where = output === undefined ? {} : { output };
        return tellCause(name.id, { ...where, json: json === true }, line);
      }
      const id = name.is === "clause" ? name.id : refuse(text, name.nearest);
      const { faults } = await import("../../../sdk/reference/faults/index.js");
      const provedBy = faults
        .filter(({ requirement }) => requirement === id)
        .map(({ name, title }) => ({ name, title }));
      if (json === true) return printJson({ id, ...REQUIREMENTS[id], faults: provedBy }, line);
      const [{ explanation }, { terminalOptionsOf }] = await Promise.all([
        import("../../explanation.js"),
        import("../../../reports/terminal.js"),
      ]);
      line.io.stdout.write(explanation(id, provedBy, terminalOptionsOf(line.io.stdout, process.env)));
    });
}

function printJson(value: unknown, { io }: CommandLine): void {
  io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function refuse(text: string, nearest: readonly string[]): never {
  throw new UsageError(
    `there is no clause "${text}"; did you mean ${nearest.join(", ")}? \`${OWN_NAME} list\` shows all`,
  );
}
