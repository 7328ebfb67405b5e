#!/usr/bin/env node
/** The program: from the words of a command line to an exit code. */
import { CommanderError } from "commander";
import { EXIT_CODES } from "../verdict/judgement.js";
import type { Io } from "./io.js";
import { createCommandLine } from "./program.js";

/**
 * Runs one command line from its words to its exit code. Never rejects: whatever goes wrong is told on standard error.
 * @param words the arguments behind the program's name
 */
async function main(words: readonly string[], io: Io): Promise<number> {
  const line = createCommandLine(io);
  try {
    await line.program.parseAsync(words, { from: "user" });
    return line.exitCode;
  } catch (error) {
    // Commander has told it already; it ends with 1 where this program means a violation.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    return tell(error, io);
  }
}

async function tell(error: unknown, io: Io): Promise<number> {
  const { faultOf } = await import("./faults.js");
  const { text, exitCode } = faultOf(error, process.env);
  io.stderr.write(text);
  return exitCode;
}

/** A reader that has seen enough, such as `head`, or a terminal that was closed, is no fault; the command still ends its work. */
function surviveClosedPipes(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
}

const { stdout, stderr } = process;
surviveClosedPipes([stdout, stderr]);
process.on("uncaughtException", (error) => {
  tell(error, { stdout, stderr }).then((exitCode) => process.exit(exitCode));
});
process.exitCode = await main(process.argv.slice(2), { stdout, stderr });
