/** Options that name an adapter, for all commands that start one. */
import { type Command, Option } from "commander";
import type { AdapterProgram } from "../exercise/plan.js";
import { leftBehind } from "../playwright/inheritance.js";
import { withoutSecrets } from "../reports/redaction.js";
import { BUNDLED_NAMES, isBundledName } from "../sdk/adapters/bundled.js";
import type { Io } from "./io.js";
import { quoted } from "./run/rerun.js";
import { UsageError } from "./usage-error.js";

/** What commander gives for these options. */
export interface AdapterOptions {
  readonly adapter?: string | undefined;
  readonly bundled?: string | undefined;
}

/** Tells on standard error what takes time before anything else can be shown. */
export function tellOn({ stderr }: Io): (line: string) => void {
  return (line) => stderr.write(`${line}\n`);
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
    .addOption(
      new Option("-b, --bundled <name>", "an adapter that comes with this package; made ready the first time").choices([
        ...BUNDLED_NAMES,
      ]),
    );
}

/** Whether an adapter is named at all. */
export function namesAdapter({ adapter, bundled }: AdapterOptions): boolean {
  return adapter !== undefined || bundled !== undefined;
}

/**
 * The adapter that options name. One of the package is made ready first.
 * @param tell told of each step that takes time, in a line for people
 * @throws UsageError when they name none, BundledAdapterError when one of the package cannot be made ready here
 */
export async function adapterOf(
  { adapter, bundled }: AdapterOptions,
  tell: (line: string) => void,
): Promise<AdapterProgram> {
  const program = { folder: process.cwd(), variables: leftBehind(process.env) };
  if (adapter !== undefined) {
    if (adapter.trim() === "")
      throw new UsageError('--adapter: names no program; give its command line, such as "python3 my_adapter.py"');
    return { ...program, command: adapter, shown: withoutSecrets(adapter) };
  }
  if (bundled === undefined || !isBundledName(bundled)) {
    throw new UsageError(
      'no adapter is named: give --adapter "COMMAND", or --bundled NAME for one that comes with this package',
    );
  }
  const { setUpBundled } = await import("../sdk/adapters/set-up.js");
  return { ...program, ...(await setUpBundled(bundled, { tell })), shown: `the bundled one, ${bundled}` };
}

/** The words of a command line by which these options are given again; what looks like a secret is left out. */
export function adapterWords({ adapter, bundled }: AdapterOptions): string {
  if (bundled !== undefined) return `--bundled ${bundled}`;
  const command = withoutSecrets(adapter ?? "");
  // Double quotes wherever they do: every shell, that of Windows too, takes them.
  return `--adapter ${/^[^"$`\\!%]*$/u.test(command) ? `"${command}"` : quoted(command)}`;
}
