/** Runs the commands that the pages quote, against the emulator with the fault that they tell of and then without it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/testing/binary.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { PLACE_OF_PAGES } from "./pages.js";
import { QUOTES, type Quote } from "./quotes.js";

/** The endpoint that the pages name. */
const NAMED = "http://127.0.0.1:8080";
const FAULT = "timeout-59-accepted";

/**
 * Runs every command.
 * @returns what each printed to standard output, by the name of its quote, with the endpoint that the pages name
 * @throws Error where one ends with another exit code than the data say
 */
export async function outputsOfQuotes(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-quoted-"));
  const outputs = new Map<string, string>();
  try {
    for (const target of ["faulty", "mended"] as const) {
      const emulator = await startEmulator({ auth: "none", ...(target === "faulty" ? { mutant: FAULT } : {}) });
      try {
        writeConfiguration(folder, emulator);
        const made = new Map<string, string>();
        for (const quote of QUOTES.filter((one) => one.target === target)) {
          // Several pages may quote one command.
          const command = JSON.stringify([quote.words, quote.env]);
          const output = made.get(command) ?? (await outputOf(quote, folder, emulator));
          made.set(command, output);
          outputs.set(quote.name, output);
        }
      } finally {
        await emulator.close();
      }
    }
    return outputs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function outputOf({ name, words, env = {}, exitCode }: Quote, cwd: string, { endpoint }: RunningEmulator) {
  const named = words.map((word) => (word === "FAILURE" ? firstFailure(cwd) : word));
  const { code, stdout, stderr } = await run(named, { cwd, env: { ...env } });
  if (code !== exitCode) throw new Error(`${name} ended with ${code}:\n${stdout}${stderr}`);
  return stdout.replaceAll(endpoint, NAMED).replaceAll(`${cwd}/`, "");
}

/** The file that a page shows, for the emulator that was started. */
function writeConfiguration(folder: string, { endpoint }: RunningEmulator): void {
  const page = readFileSync(join(PLACE_OF_PAGES, "emulator-author.md"), "utf8");
  const [, yaml] = /```yaml\n(.*?)```/su.exec(page) ?? [];
  if (yaml?.includes(NAMED) !== true) throw new Error(`docs/emulator-author.md shows no configuration for ${NAMED}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gwlb.yaml"), yaml.replace(NAMED, endpoint));
}

function firstFailure(folder: string): string {
  const failures = join("reports", "output", "failures");
  const [name = "none"] = readdirSync(join(folder, failures)).sort();
  return join(failures, name);
}
