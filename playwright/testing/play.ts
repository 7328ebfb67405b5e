/** `npx playwright test` in the clone, as a user would type it: for tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { RunningEmulator } from "../../emulator/index.js";

const CLONE = fileURLToPath(new URL("../../..", import.meta.url));
const PLAYWRIGHT = join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js");
/** Nothing a test starts may go on for ever. */
const LONGEST_MS = 180_000;

/** How a run of Playwright ended. */
interface Played {
  readonly code: number | null;
  /** All it printed. */
  readonly output: string;
}

/** Writes the configuration of a run against an emulator. @returns path of the file */
export function configFor(
  folder: string,
  { endpoint, region, situations }: RunningEmulator,
  run: Readonly<Record<string, unknown>>,
): string {
  const file = join(folder, "gwlb.json");
  const ids = Object.fromEntries(Object.entries(situations).filter(([name]) => !name.startsWith("caller/")));
  writeFileSync(file, JSON.stringify({ target: { endpoint, region, auth: "none" }, situations: ids, run }));
  return file;
}

/**
 * Starts Playwright in the clone.
 * @param words arguments behind its command
 */
export function startPlay(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
  of: "test" | "merge-reports" = "test",
): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PLAYWRIGHT_HTML_OPEN: "never", ...variables };
  const command = [PLAYWRIGHT, of, ...words];
  return spawn(process.execPath, command, { cwd: CLONE, env, timeout: LONGEST_MS, detached: true, stdio: "pipe" });
}

/** Waits for the end of a started process. */
export async function ended(child: ChildProcess): Promise<Played> {
  const words = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? "" : text(stream))));
  const [code]: (number | null)[] = await once(child, "close");
  return { code: code ?? null, output: (await words).join("") };
}
