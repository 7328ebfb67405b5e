/** A browser for tests that look at pages: Chromium as the machine has it. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Why tests that need Chromium are skipped: on a user's machine it may be missing. Continuous integration has to have it.
 * @returns false where they are to be run
 */
export function noChromium(): string | false {
  if (chromiumPath() !== undefined || process.env.CI) return false;
  return `needs Chromium: none of ${NAMES.join(", ")} is on the PATH`;
}

/** Starts Chromium without a window. */
export async function startChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error(`none of ${NAMES.join(", ")} is on the PATH`);
  return chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: 180_000 });
}

function chromiumPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
