/** What every command is handed to add itself to the program. */
import type { Command } from "commander";
import type { Io } from "./io.js";

/** The command line while it is put together and run. Each command adds itself to `program` and leaves its exit code. */
export interface CommandLine {
  readonly program: Command;
  readonly io: Io;
  /** Source: the exit codes of the verdict engine. */
  exitCode: number;
}
