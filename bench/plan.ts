/**
 * How true `run --plan` is: at emulators of three speeds, what was planned beside what a run took. Ends with 1 when a figure is off by more
 * than a fifth. Options: --profile, --transitions 20,400,1600.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startServer } from "./engine.js";

const LOAD_BALANCERS = 8;
const TOLERATED = 20;
const MAIN = fileURLToPath(new URL("../cli/main.js", import.meta.url));

const { values } = parseArgs({
  options: {
    profile: { type: "string", default: "smoke" },
    transitions: { type: "string", default: "20,400,1600" },
  },
});

/** Runs the program; its words go to this one's standard error. */
async function program(words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: ["ignore", "ignore", "inherit"] });
  await once(child, "close");
}

/** Plans a run and makes it. @returns what its report says of the plan */
async function planned(transitionMs: number): Promise<string> {
  const { child, served } = await startServer({ transitionMs, idleLoadBalancers: LOAD_BALANCERS });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-plan-"));
  try {
    const situations = Object.fromEntries(
      Object.entries(served.situations).filter(([name]) => !name.startsWith("caller/")),
    );
    const config = join(folder, "gwlb.json");
    writeFileSync(config, JSON.stringify({ target: { endpoint: served.endpoint, auth: "none" }, situations }));
    const words = ["run", "--config", config, "--profile", values.profile, "--output", join(folder, "out")];
    await program([...words, "--plan", "--transition", String(transitionMs)]);
    await program(words);
    const report: { readonly notes: readonly string[] } = JSON.parse(
      readFileSync(join(folder, "out/report.json"), "utf8"),
    );
    return report.notes.find((note) => note.startsWith("the run took")) ?? "the report compares nothing";
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const transitionMs of values.transitions.split(",").map(Number)) {
  const note = await planned(transitionMs);
  const off = [...note.matchAll(/([+−])(\d+) %/gu)].map(([, , percent]) => Number(percent));
  const isTrue = off.length === 4 && off.every((percent) => percent <= TOLERATED);
  console.log(`${transitionMs} ms: ${note}${isTrue ? "" : "  <- more than a fifth"}`);
  if (!isTrue) process.exitCode = 1;
}
