/** Options that name an adapter, for all commands that start one. */
import { type Command, Option } from "commander";
import type { AdapterProgram } from "../exercise/plan.js";
import { leftBehind } from "../playwright/inheritance.js";
import { UsageError } from "./usage-error.js";

/** What commander gives for these options. */
export interface AdapterOptions {
  readonly adapter?: string | undefined;
  readonly bundled?: string | undefined;
}

/** Adds `--adapter` and `--bundled` to a command. */
export function addAdapterOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "-a, --adapter <command>",
        "command line of the adapter, split into words as a POSIX shell would; no shell is involved. docs/sdk.md has more on quoting, also on Windows.",
      ).conflicts("bundled"),
    )
    .option("-b, --bundled <name>", "an adapter that comes with this package, by its name");
}

/** Whether an adapter is named at all. */
export function namesAdapter({ adapter, bundled }: AdapterOptions): boolean {
  return adapter !== undefined || bundled !== undefined;
}

/**
 * The adapter that options name.
 * @throws UsageError when they name none
 */
export async function adapterOf({ adapter, bundled }: AdapterOptions): Promise<AdapterProgram> {
  const program = { folder: process.cwd(), variables: leftBehind(process.env) };
  if (adapter !== undefined) {
    if (adapter.trim() === "")
      throw new UsageError('--adapter: names no program; give its command line, such as "python3 my_adapter.py"');
    return { ...program, command: adapter };
  }
  if (bundled === undefined) {
    throw new UsageError(
      'no adapter is named: give --adapter "COMMAND", or --bundled NAME for one that comes with this package',
    );
  }
  throw new UsageError(`--bundled ${bundled}: there is no such adapter`);
}

/** The words of a command line by which these options are given again. */
export function adapterWords({ adapter, bundled }: AdapterOptions, quoted: (text: string) => string): string {
  return bundled === undefined ? `--adapter ${quoted(adapter ?? "")}` : `--bundled ${quoted(bundled)}`;
}
