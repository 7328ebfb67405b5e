/** The command line of an adapter in words, as a POSIX shell splits it, and the environment that it gets. No shell has a part in it: nothing is expanded, and operators are words. */
import { split } from "shlex";

/** A command line that gives no words. */
export class CommandLineError extends Error {}

/**
 * Splits a command line.
 * @param command for example `python3 "my adapter.py"`
 * @throws CommandLineError for an open quote, or nothing at all
 */
export function wordsOf(command: string): readonly string[] {
  let words: readonly string[];
  try {
    words = split(command);
  } catch (error) {
    throw new CommandLineError(
      `the command line of the adapter cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (words[0] === undefined || words[0] === "") throw new CommandLineError("the command line of the adapter is empty");
  return words;
}

const LEFT_OUT = /^(?:ALIBABA_CLOUD_|ALICLOUD_|GWLB_)|^(?:https?|ftp|all|no)_proxy$/iu;

/**
 * The environment of an adapter: the caller's, less credentials, settings of this suite and proxies.
 * @param own the caller's
 */
export function adapterEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !LEFT_OUT.test(name)));
}
