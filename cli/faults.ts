/** Which errors are the caller's and which are the suite's own; a new kind of error that is told in its own words is named here. */
import { FileError } from "../evidence/published-file.js";
import { visibleLines } from "../evidence/text.js";
import { OutputError } from "../reports/write.js";
import { BundledAdapterError } from "../sdk/adapters/set-up.js";
import { ConfigError } from "../target/config/config-error.js";
import { DEBUG_VARIABLE } from "../target/config/settings.js";
import { BaselineError } from "../verdict/baseline.js";
import { EXIT_CODES, type ExitCode } from "../verdict/judgement.js";
import { UsageError } from "./usage-error.js";

/** Errors whose message is written for the person who called the program. */
const MISTAKES_OF_USAGE = [UsageError, ConfigError, BaselineError, OutputError, FileError];

/** What the program says of an error before it ends, and how it ends. */
export interface Fault {
  /** Lines, with a line feed at the end; nothing in them can move the cursor. */
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * Blames an error: a mistake of usage is told in its own words; anything else is a fault of the suite.
 * @param environment variables of the process; GWLB_CONFORMANCE_DEBUG shows where a fault of the suite comes from
 */
export function faultOf(error: unknown, environment: NodeJS.ProcessEnv): Fault {
  const message = error instanceof Error ? error.message : String(error);
  if (MISTAKES_OF_USAGE.some((mistake) => error instanceof mistake)) {
    const lines = visibleLines(message).split("\n");
    return { text: lines.map((line) => `error: ${line}\n`).join(""), exitCode: EXIT_CODES.usage };
  }
  // What is missing on this machine is nobody's mistake.
  if (error instanceof BundledAdapterError) {
    return { text: `error: ${visibleLines(message)}\n`, exitCode: EXIT_CODES.environment };
  }
  const [firstLine = ""] = visibleLines(message).split("\n");
  const stack = environment[DEBUG_VARIABLE] && error instanceof Error ? error.stack : undefined;
  const more = stack === undefined ? `(${DEBUG_VARIABLE}=1 shows where it comes from)` : `\n${visibleLines(stack)}`;
  return { text: `fault of the suite: ${firstLine} ${more}\n`, exitCode: EXIT_CODES.suiteFault };
}
