/** The options of `self-test` and how they are read; its work is done in `cli/self-test`. */
import { Option } from "commander";
import { PROFILES } from "../../contract/profile.js";
import type { CommandLine } from "../command-line.js";
import { partOf } from "../part.js";
import type { SelfTestOptions } from "../self-test/command.js";
import { wholeNumber } from "../whole-number.js";

/** Adds `self-test`: the suite against emulators with a fault, and against such that only differ. */
export function addSelfTest(line: CommandLine): void {
  line.program
    .command("self-test")
    .description(
      "Prove the suite: run it against every mutant of the bundled emulator, which it has to notice, and every variant, which it has to pass.",
    )
    .option(
      "--sdk",
      "prove what judges client libraries: mutants and variants of the bundled client, in place of emulators",
    )
    .option("--mutants <pattern>", "only mutants of these names; * stands for any characters, none for no mutants")
    .option("--area <pattern>", "only mutants of these areas")
    .option("--variants <pattern>", "only variants of these names, likewise")
    .option(
      "--whole",
      "put whole runs to the mutants, as a user starts them, with the smoke profile, and with the mutant's own where smoke notices nothing; without it, the check of the clause that the mutant breaks",
    )
    .option(
      "--part <n/m>",
      "only the n-th of m parts of the mutants and variants; today/m takes another part each day",
      partOf,
    )
    .option("--seed <n>", "first seed", wholeNumber(-2_147_483_648, 2_147_483_647), 1)
    .option("--seeds <n>", "seeds for each variant", wholeNumber(1, 10_000), 1)
    .addOption(
      new Option("--profile <profile>", "how thoroughly variants are run; with smoke it is no proof of the whole")
        .choices(PROFILES)
        .default("standard"),
    )
    .option(
      "--jobs <n>",
      "processes side by side; when absent two for each processor, four at most",
      wholeNumber(1, 64),
    )
    .option(
      "--again-alone <n>",
      "put mutants that were not killed once more, with no other process beside them, if they are no more than so many; the proof names them",
      wholeNumber(0, 100),
    )
    .option("--output <file>", "where the proof is written; when absent proof.json, with --sdk proof-sdk.json")
    .option("--json", "print the proof as JSON in place of tables")
    .action(async (options: SelfTestOptions) => {
      const { selfTestCommand } = await import("../self-test/command.js");
      line.exitCode = await selfTestCommand(options, line.io);
    });
}
