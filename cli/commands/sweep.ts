/** The `sweep` command: lists what earlier runs left, removes it on `--yes`, and says what is not ours or cannot be told. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { counted } from "../../contract/words.js";
import { visible } from "../../evidence/text.js";
import type { Config } from "../../target/config/config.js";
import type { Ledger } from "../../target/ledger/ledger.js";
import type { Swept } from "../../target/ledger/sweep.js";
import type { TargetClient } from "../../target/wire/client.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions, sourceOf } from "../config-options.js";
import type { Io } from "../io.js";
import { byHandLines, type HandedTarget, leftBy, leftoverLines } from "../leftovers.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";

interface SweepFlags {
  readonly ledger?: string | undefined;
  readonly yes?: true | undefined;
}

/** Adds `sweep`: finishes the clean-up of runs that ended too early. */
export function addSweep(line: CommandLine): void {
  const command = line.program
    .command("sweep")
    .description(
      "List what earlier runs created and did not remove; remove it on --yes. What stands at the target is compared with all that the " +
        "ledger knows of it first: nothing else is ever touched. Without an endpoint there is nothing to look at: it ends with 2, for what the embedded " +
        "emulator held is gone with it.",
    );
  addConfigOptions(command, ["endpoint", "region", "auth", "output"])
    .option("--ledger <file>", "ledger of the runs; else ledger.jsonl in the output folder")
    .option("-y, --yes", "remove what is listed")
    .action(async ({ ledger, yes, ...options }: SweepFlags & ConfigOptions) => {
      line.exitCode = await sweepLedger({ ledger, yes }, options, line.io);
    });
}

async function sweepLedger(flags: SweepFlags, options: ConfigOptions, io: Io): Promise<number> {
  const { loadConfig } = await import("../../target/config/load-config.js");
  const config = loadConfig(sourceOf(options));
  const endpoint = requiredEndpoint(config);
  const file = flags.ledger === undefined ? join(config.run.output, "ledger.jsonl") : resolve(flags.ledger);
  if (!existsSync(file)) return withoutLedger(flags.ledger, file, io);
  const [{ Ledger }, { openClient }, { lockLedger, AnotherRun }] = await Promise.all([
    import("../../target/ledger/ledger.js"),
    import("../target-client.js"),
    import("../../target/ledger/run-lock.js"),
  ]);
  const yes = flags.yes === true;
  try {
    // What a run has made that is under way is not left over.
    const lock = yes ? await lockLedger(file) : undefined;
    const ledger = Ledger.open(file, endpoint);
    const client = openClient(config, endpoint);
    try {
      return await sweepOwned({ config, client, ledger, yes }, io);
    } finally {
      await client.close();
      ledger.close();
      lock?.release();
    }
  } catch (error) {
    if (!(error instanceof AnotherRun)) throw error;
    io.stderr.write(`error: ${error.message}\n`);
    return EXIT_CODES.environment;
  }
}

function requiredEndpoint({ target }: Config): string {
  if (target.endpoint !== undefined) return target.endpoint;
  throw new UsageError(
    "sweep needs the endpoint whose leftovers it looks for: --endpoint, or target.endpoint in --config",
  );
}

/** A ledger that was named has to be there; that of a run that never came to write one need not. */
function withoutLedger(named: string | undefined, file: string, io: Io): number {
  if (named !== undefined) throw new UsageError(`${named}: no such ledger; a run writes it into its output folder`);
  io.stdout.write(`nothing to sweep: no run has left a ledger at ${file}\n`);
  return EXIT_CODES.conformant;
}

interface Sweeping {
  readonly config: Config;
  readonly client: TargetClient;
  readonly ledger: Ledger;
  readonly yes: boolean;
}

async function sweepOwned({ config, client, ledger, yes }: Sweeping, io: Io): Promise<number> {
  noteLedger(ledger, io);
  if (ledger.owned().length === 0) {
    io.stdout.write("nothing to sweep: the ledger owns nothing at this endpoint\n");
    return EXIT_CODES.conformant;
  }
  const [{ preflight }, { sweep }] = await Promise.all([
    import("../../target/preflight/preflight.js"),
    import("../../target/ledger/sweep.js"),
  ]);
  const { findings, blame } = await preflight(config, client);
  if (blame !== undefined) {
    for (const { message, advice = "" } of findings.filter(({ status }) => status === "failed")) {
      io.stderr.write(`error: ${visible(message)}${advice && `; ${visible(advice)}`}\n`);
    }
    return blame === "environment" ? EXIT_CODES.environment : EXIT_CODES.usage;
  }
  const stopping = listenForStop();
  try {
    const swept = await sweep({ client, ledger, waits: config.waits, yes, signal: stopping.signal });
    return tell(swept, config.target, io);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    io.stderr.write("stopped: what was not removed stays in the ledger\n");
    return EXIT_CODES.environment;
  } finally {
    stopping.end();
  }
}

function noteLedger(ledger: Ledger, io: Io): void {
  if (ledger.damagedLines > 0) {
    io.stderr.write(
      `warning: ${ledger.file}: ${counted(ledger.damagedLines, "line")} could not be read and are left alone\n`,
    );
  }
  const elsewhere = ledger.ownedElsewhere();
  if (elsewhere.length === 0) return;
  const endpoints = [...new Set(elsewhere.map(({ endpoint }) => visible(endpoint)))].join(", ");
  io.stderr.write(`note: ${counted(elsewhere.length, "resource")} at other endpoints: ${endpoints}\n`);
}

function tell(swept: readonly Swept[], target: HandedTarget, io: Io): number {
  // A creation and its replays are entries of their own, and one listener.
  for (const line of new Set(swept.flatMap(lineOf))) io.stdout.write(`${line}\n`);
  const left = leftBy(swept);
  for (const line of leftoverLines(left)) io.stdout.write(`left: ${line}\n`);
  for (const line of byHandLines(left, target)) io.stdout.write(`by hand: ${line}\n`);
  if (swept.some((one) => one.is === "would-remove")) io.stdout.write("nothing was removed yet; --yes removes it\n");
  return left.length > 0 ? EXIT_CODES.environment : EXIT_CODES.conformant;
}

function lineOf(one: Swept): string[] {
  if (one.is === "left") return [];
  return [one.is === "not-ours" ? notOursLine(one) : `${SWEPT_WORDS[one.is]}: ${nameOf(one)}`];
}

/** Told with the reason: whoever knows better can remove it by hand. */
function notOursLine(swept: Extract<Swept, { is: "not-ours" }>): string {
  return visible(`not ours any more, left alone: ${nameOf(swept)}: ${swept.reason}`);
}

const SWEPT_WORDS: Readonly<Record<Exclude<Swept["is"], "left" | "not-ours">, string>> = {
  gone: "gone already",
  "would-remove": "to be removed",
  removed: "removed",
};

function nameOf(swept: Swept): string {
  const { kind, id = swept.id, name, loadBalancerId } = swept.entry;
  const where = loadBalancerId === undefined ? "" : ` on ${loadBalancerId}`;
  return visible(`${kind} ${id ?? name ?? "(its creation gave no id)"}${where}`);
}
