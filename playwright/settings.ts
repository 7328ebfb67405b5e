/** What Playwright's configuration has to know of ours before anything runs. Found out once, in the main process; the others are handed it. */
import { readPlan } from "../exercise/plan.js";

export interface PlaywrightSettings {
  /** Processes that run checks, each with its share. */
  readonly parts: number;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Whether the command line has started Playwright, and shows the run itself. */
  readonly underCommand: boolean;
}

/** Named unlike our own settings, so that nobody takes it for one. */
const VARIABLE = "GWLB_PLAYWRIGHT_SETTINGS";

/**
 * The settings of this process's run.
 * @throws ConfigError when the configuration cannot be used
 */
export async function playwrightSettings(): Promise<PlaywrightSettings> {
  const known = process.env[VARIABLE];
  if (known !== undefined) return JSON.parse(known);
  const planned = readPlan()?.config.run;
  const { workers, output } = planned ?? (await ownConfig()).run;
  const settings = { parts: workers, output, underCommand: planned !== undefined };
  process.env[VARIABLE] = JSON.stringify(settings);
  return settings;
}

/** Reading a configuration takes a validator and time: it is loaded only where nobody has read one yet. */
async function ownConfig() {
  const { loadConfig } = await import("../target/config/load-config.js");
  return loadConfig({});
}
