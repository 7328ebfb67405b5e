/** The options of `doctor`; what it looks at is `target/preflight`, how it is told `cli/diagnosis.ts`. */
import type { Config } from "../../target/config/config.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions, sourceOf } from "../config-options.js";
import type { Diagnosis } from "../diagnosis.js";

interface DoctorOptions extends ConfigOptions {
  readonly json?: true;
}

/** Adds `doctor`: everything a run depends on, looked at before one. */
export function addDoctor(line: CommandLine): void {
  const command = line.program
    .command("doctor")
    .description(
      "Check configuration, credentials, clock and endpoint, and tell which requirements can be exercised. Changes nothing.",
    );
  addConfigOptions(command, ["endpoint", "region", "auth", "profile"])
    .option("--json", "print what was found as JSON")
    .action(async ({ json, ...options }: DoctorOptions) => {
      line.exitCode = await examine(options, json === true, line);
    });
}

async function examine(options: ConfigOptions, asJson: boolean, { io }: CommandLine): Promise<number> {
  const { loadConfig } = await import("../../target/config/load-config.js");
  const config = loadConfig(sourceOf(options));
  if (config.target.endpoint === undefined) return withoutEndpoint(asJson, io);
  const diagnosis = await diagnose(config, config.target.endpoint);
  await print(diagnosis, config, asJson, io.stdout);
  if (diagnosis.blame !== undefined) {
    return diagnosis.blame === "environment" ? EXIT_CODES.environment : EXIT_CODES.usage;
  }
  return diagnosis.exercisable?.exercisable === 0 ? EXIT_CODES.certifiesNothing : EXIT_CODES.conformant;
}

const EMBEDDED =
  "The configuration is in order. It names no endpoint, so `run` certifies the embedded emulator, where every situation is at hand.";

function withoutEndpoint(asJson: boolean, { stdout }: CommandLine["io"]): number {
  const diagnosis: Diagnosis = { findings: [{ check: "endpoint", status: "ok", message: EMBEDDED }], blame: undefined };
  stdout.write(asJson ? `${JSON.stringify(diagnosis, null, 2)}\n` : `${EMBEDDED}\n`);
  return EXIT_CODES.conformant;
}

/** Looks at a target before a run. */
export async function diagnose(config: Config, endpoint: string): Promise<Diagnosis> {
  const [{ openClient }, { preflight }, { predictExercisable }] = await Promise.all([
    import("../target-client.js"),
    import("../../target/preflight/preflight.js"),
    import("../exercisable.js"),
  ]);
  const client = openClient(config, endpoint);
  try {
    const { findings, blame, offered } = await preflight(config, client);
    const operations = { listsListeners: offered.ListListeners, removesListeners: offered.DeleteListener };
    const exercisable = blame === undefined ? { exercisable: predictExercisable(config, operations) } : {};
    return { findings, blame, ...exercisable };
  } finally {
    await client.close();
  }
}

async function print(diagnosis: Diagnosis, config: Config, asJson: boolean, stdout: NodeJS.WriteStream): Promise<void> {
  const [{ renderDiagnosis }, { terminalOptionsOf }, { visibleJson }] = await Promise.all([
    import("../diagnosis.js"),
    import("../../reports/terminal.js"),
    import("../../evidence/text.js"),
  ]);
  stdout.write(
    asJson
      ? `${visibleJson(diagnosis)}\n`
      : renderDiagnosis(diagnosis, config.run, terminalOptionsOf(stdout, process.env)),
  );
}
