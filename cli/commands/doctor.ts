/** The options of `doctor`; what it looks at is `target/preflight`, how it is told `cli/diagnosis.ts`. */
import type { Config } from "../../target/config/config.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { type AdapterOptions, adapterOf, addAdapterOptions, namesAdapter, tellOn } from "../adapter-options.js";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions, sourceOf } from "../config-options.js";
import type { Diagnosis } from "../diagnosis.js";
import { UsageError } from "../usage-error.js";

interface DoctorOptions extends ConfigOptions, AdapterOptions {
  readonly json?: true;
}

/** Adds `doctor`: everything a run depends on, looked at before one. */
export function addDoctor(line: CommandLine): void {
  const command = line.program
    .command("doctor")
    .description(
      "Check configuration, credentials, clock and endpoint, and tell which requirements can be exercised. Changes nothing. With --adapter or --bundled: check an adapter instead.",
    );
  addConfigOptions(command, ["endpoint", "region", "auth", "profile"]);
  addAdapterOptions(command)
    .option("--json", "print what was found as JSON")
    .action(async ({ json, adapter, bundled, ...options }: DoctorOptions) => {
      const asJson = json === true;
      const named = { adapter, bundled };
      line.exitCode = namesAdapter(named)
        ? await examineSdk(named, options, asJson, line)
        : await examine(options, asJson, line);
    });
}

async function examineSdk(
  named: AdapterOptions,
  { endpoint }: ConfigOptions,
  asJson: boolean,
  { io }: CommandLine,
): Promise<number> {
  if (endpoint !== undefined)
    throw new UsageError("--endpoint and an adapter are two subjects: look at one after the other");
  const [{ examineAdapter }, { listenForStop }, { findingLines }, { terminalOptionsOf }, { visibleJson }] =
    await Promise.all([
      import("../sdk/examine.js"),
      import("../stopping.js"),
      import("../diagnosis.js"),
      import("../../reports/terminal.js"),
      import("../../evidence/text.js"),
    ]);
  const stopping = listenForStop();
  try {
    const findings = await examineAdapter(await adapterOf(named, tellOn(io)), stopping.signal);
    const isFit = !findings.some(({ status }) => status === "failed");
    const options = terminalOptionsOf(io.stdout, process.env);
    const lines = [
      ...findings.flatMap((finding) => findingLines(finding, options)),
      "",
      isFit
        ? "A run can be made: `gwlb-conformance sdk run` judges the library."
        : "A run makes no sense yet: what failed has to be put right first.",
    ];
    io.stdout.write(asJson ? `${visibleJson({ findings })}\n` : `${lines.join("\n")}\n`);
    return isFit ? EXIT_CODES.conformant : EXIT_CODES.suiteFault;
  } finally {
    stopping.end();
  }
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
    const { findings, blame, offered, isStatic } = await preflight(config, client);
    const operations = { isStatic, listsListeners: offered.ListListeners, removesListeners: offered.DeleteListener };
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
