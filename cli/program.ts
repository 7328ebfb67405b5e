/** The list of commands and what they have in common; a new command is added here. */
import { Command } from "commander";
import type { CommandLine } from "./command-line.js";
import { addBaseline } from "./commands/baseline.js";
import { addCorpus } from "./commands/corpus.js";
import { addDiff } from "./commands/diff.js";
import { addDoctor } from "./commands/doctor.js";
import { addEmulator } from "./commands/emulator.js";
import { addExplain } from "./commands/explain.js";
import { addFailures } from "./commands/failures.js";
import { addHistory } from "./commands/history.js";
import { addInit } from "./commands/init.js";
import { addList } from "./commands/list.js";
import { addMatrix } from "./commands/matrix.js";
import { addMerge } from "./commands/merge.js";
import { addRecord } from "./commands/record.js";
import { addReplay } from "./commands/replay.js";
import { addRun } from "./commands/run.js";
import { addSdk } from "./commands/sdk/index.js";
import { addSelfTest } from "./commands/self-test.js";
import { addSweep } from "./commands/sweep.js";
import { addVerify } from "./commands/verify.js";
import { EXIT_MEANINGS } from "./exit-meanings.js";
import type { Io } from "./io.js";
import { suiteIdentity } from "./run/suite.js";

/** In the order in which people meet them. */
const COMMANDS = [
  addRun,
  addMerge,
  addSdk,
  addReplay,
  addFailures,
  addBaseline,
  addList,
  addExplain,
  addEmulator,
  addInit,
  addDoctor,
  addSweep,
  addDiff,
  addHistory,
  addMatrix,
  addVerify,
  addCorpus,
  addRecord,
  addSelfTest,
];

/**
 * Puts the command line together. Nothing is run, and what only one command needs is not loaded.
 * @param io where commands write
 */
export function createCommandLine(io: Io): CommandLine {
  const { name, version } = suiteIdentity();
  const program = new Command(name)
    .description(
      "Says whether an endpoint implements CreateListener of Gateway Load Balancer as documented, and whether an SDK calls it so.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .addHelpText("after", exitCodeHelp)
    .showHelpAfterError("(add --help for usage)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  const line: CommandLine = { program, io, exitCode: 0 };
  for (const add of COMMANDS) add(line);
  return line;
}

function exitCodeHelp(): string {
  const lines = Object.entries(EXIT_MEANINGS).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return ["", "Exit codes:", ...lines].join("\n");
}
