/** The options of `emulator`, the line that it prints for programs, and its end on a signal. */
import { once } from "node:events";
import { Option } from "commander";
import { codeOf } from "../../contract/error-code.js";
import type { EmulatorOptions, RunningEmulator, ServedRequest } from "../../emulator/index.js";
import { visible } from "../../evidence/text.js";
import type { CommandLine } from "../command-line.js";
import { nearestNames } from "../nearest-names.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";
import { wholeNumber } from "../whole-number.js";

interface EmulatorFlags extends Omit<EmulatorOptions, "logger" | "latencyMs" | "requestsPerSecond"> {
  readonly latency?: number;
  readonly throttle?: number;
  readonly list?: true;
  readonly asConfig?: true;
  readonly log?: true;
}

/** Adds `emulator`: serves just enough of GWLB, until stopped. */
export function addEmulator(line: CommandLine): void {
  line.program
    .command("emulator")
    .description(
      "Serve an emulator of GWLB until stopped. When it accepts connections it prints one line of JSON: endpoint, region, auth, " +
        "credentials, and the ids of every situation.",
    )
    .option("--port <n>", "port; 0 takes any free one", wholeNumber(0, 65_535), 0)
    .option("--host <address>", "address to listen at", "127.0.0.1")
    .option("--transition-ms <n>", "milliseconds of every asynchronous transition", wholeNumber(0, 3_600_000), 20)
    .addOption(
      new Option("--auth <mode>", "verify signatures, V3 and V2, or none")
        .choices(["verify", "none"])
        .default("verify"),
    )
    .option("--idle-load-balancers <n>", "load balancers without a listener", wholeNumber(1, 9_999), 64)
    .option("--numbered-ids", "count ids of listeners from 1, so that they come again after a restart")
    .option("--mutant <name>", "have one named fault; --list and `explain ID` name them")
    .option("--variant <name>", "have one named difference that the page allows; --list names them")
    .option("--latency <ms>", "milliseconds that every answer takes on its way", wholeNumber(0, 60_000))
    .option(
      "--throttle <n>",
      "requests let in within a second; the others are answered with Throttling.User",
      wholeNumber(1, 100_000),
    )
    .option(
      "--control",
      "let clients on this machine change all that while it runs: POST /__emulator/faults with JSON of mutant, variant, latencyMs, requestsPerSecond; docs/emulator.md",
    )
    .option("--list", "list all mutants and variants, each with its sentence, and serve nothing")
    .option("--as-config", "print the line as a configuration file for `run --config`")
    .option("--log", "print a line to standard error for each answered request")
    .action(async (flags: EmulatorFlags) => {
      await (flags.list ? listFaults(line) : serve(flags, line));
    });
}

/** Names and sentences of all faults and differences. */
async function listFaults({ io }: CommandLine): Promise<void> {
  const [{ mutants, variants }, { counted }] = await Promise.all([
    import("../../emulator/index.js"),
    import("../../contract/words.js"),
  ]);
  const linesOf = (all: readonly { readonly name: string; readonly title: string }[]) =>
    all.map(({ name, title }) => `  ${name}: ${title}\n`).join("");
  io.stdout.write(
    `${counted(mutants.length, "mutant")}, each with one fault (--mutant NAME):\n${linesOf(mutants)}` +
      `${counted(variants.length, "variant")}, each with one difference that the page allows (--variant NAME):\n${linesOf(variants)}`,
  );
}

async function serve(
  { latency, throttle, asConfig, log, ...flags }: EmulatorFlags,
  { io }: CommandLine,
): Promise<void> {
  const options = {
    ...flags,
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(throttle === undefined ? {} : { requestsPerSecond: throttle }),
  };
  const logger = ({ action, status }: ServedRequest) => io.stderr.write(`${status} ${visible(action)}\n`);
  const stopping = listenForStop();
  const emulator = await start(log ? { ...options, logger } : options);
  const summary = summaryOf(emulator, options.auth === "none" ? "none" : "acs3");
  io.stdout.write(`${JSON.stringify(asConfig ? asConfigFile(summary) : summary)}\n`);
  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  await emulator.close();
}

async function start(options: EmulatorOptions): Promise<RunningEmulator> {
  const { mutants, startEmulator, variants } = await import("../../emulator/index.js");
  refuseUnknown("mutant", options.mutant, mutants);
  refuseUnknown("variant", options.variant, variants);
  try {
    return await startEmulator(options);
  } catch (error) {
    const reason = LISTEN_FAULTS[codeOf(error) ?? ""];
    if (reason === undefined) throw error;
    throw new UsageError(`the emulator cannot listen at ${options.host}, port ${options.port}: ${reason}`);
  }
}

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use; choose another one, or 0 for any free one",
  EADDRNOTAVAIL: "this machine has no such address; choose another --host",
  EACCES: "it is not permitted; choose a port above 1023",
  ENOTFOUND: "there is no such host; choose another --host",
  EAI_AGAIN: "there is no such host; choose another --host",
};

const MOST_SUGGESTIONS = 3;

function refuseUnknown(kind: string, name: string | undefined, known: readonly { readonly name: string }[]): void {
  const names = known.map((one) => one.name);
  if (name === undefined || names.includes(name)) return;
  const suggestions = nearestNames(name, names, MOST_SUGGESTIONS).join(", ");
  throw new UsageError(`--${kind} ${name}: there is no such ${kind}; did you mean ${suggestions}?`);
}

function summaryOf({ endpoint, region, credentials, situations }: RunningEmulator, auth: "acs3" | "none") {
  return { endpoint, region, auth, credentials, situations };
}

function asConfigFile({ endpoint, region, auth, ...rest }: ReturnType<typeof summaryOf>) {
  return { target: { endpoint, region, auth }, ...rest };
}
