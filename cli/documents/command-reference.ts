/** Makes docs/cli.md from the definitions of the commands. */
import type { Command } from "commander";
import { EXIT_MEANINGS } from "../exit-meanings.js";
import { type Block, block, code, comment, documentText, heading, paragraph, prose, table, words } from "../../reports/markdown-pieces.js";

/**
 * The reference of the command line as Markdown, made from its own definitions.
 * @param program the whole command line
 */
export function commandReference(program: Command): string {
  return documentText([
    heading(1, "Command line"),
    comment("Made by `npm run docs` from the definitions in cli/commands. Do not edit."),
    paragraph(words(program.description())),
    ...program.commands.flatMap((command) => blocksOf(program, command, [])),
    heading(2, "Exit codes"),
    table(
      ["code", "meaning"],
      Object.entries(EXIT_MEANINGS).map(([exitCode, meaning]) => [code(exitCode), words(meaning)]),
    ),
  ]);
}

/** A command, and then what stands below it. */
function blocksOf(program: Command, command: Command, above: readonly string[]): Block[] {
  const path = [...above, command.name()];
  return [...commandBlocks(program, command, path), ...command.commands.flatMap((one) => blocksOf(program, one, path))];
}

function commandBlocks(program: Command, command: Command, path: readonly string[]): Block[] {
  const help = program.createHelp();
  const rows = [
    ...help
      .visibleArguments(command)
      .map((argument) => [help.argumentTerm(argument), help.argumentDescription(argument)] as const),
    ...help
      .visibleOptions(command)
      .filter((option) => option.long !== "--help")
      .map((option) => [help.optionTerm(option), help.optionDescription(option)] as const),
  ];
  return [
    heading(2, path.join(" ")),
    paragraph(...prose(command.description())),
    block(`${[program.name(), ...path].join(" ")} ${command.usage()}`),
    ...(rows.length === 0
      ? []
      : [
          table(
            ["argument or option", "meaning"],
            rows.map(([term, meaning]) => [code(term), prose(meaning)]),
          ),
        ]),
  ];
}
