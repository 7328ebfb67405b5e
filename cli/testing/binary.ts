/** The real program, run as a user would run it: for tests. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.js", import.meta.url));
/** Nothing a test starts may go on for ever; on a machine that does much else a run of one clause was seen to take three minutes. */
const LONGEST_MS = 900_000;

/** How the program ended. */
export interface Ending {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what the program runs, besides a bare environment. */
interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the program to its end. */
export async function run(words: readonly string[], surroundings: Surroundings = {}): Promise<Ending> {
  const child = start(words, surroundings);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, stdout, stderr };
}

/** Starts the program and leaves it running, for a quarter of an hour at most. */
export function start(words: readonly string[], { cwd, env }: Surroundings = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [MAIN, ...words], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    timeout: LONGEST_MS,
  });
}
