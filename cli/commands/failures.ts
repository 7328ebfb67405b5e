/** The options of `failures`: what runs have kept to be replayed, and its end. */
import { type Command, InvalidArgumentError } from "commander";
import type { FailureStore } from "../../evidence/failure-store.js";
import type { StoredFailure } from "../../evidence/stored-failure.js";
import { isDay } from "../../verdict/baseline.js";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions, sourceOf } from "../config-options.js";
import type { OpenedStore } from "../loop/failure-list.js";
import { UsageError } from "../usage-error.js";

interface PruneOptions extends ConfigOptions {
  readonly lastSeenBefore?: string;
  readonly all?: true;
}

/** Adds `failures list` and `failures prune`. */
export function addFailures(line: CommandLine): void {
  const failures = line.program
    .command("failures")
    .description("Show or remove the failures that runs have kept in their output folder, to be replayed.");
  const list = failures
    .command("list")
    .description(
      "List what was kept: first and last sight, since when it passes if it does, and its file for `replay`.",
    );
  withFolder(list)
    .option("--json", "print a JSON array")
    .action(async ({ json, ...options }: ConfigOptions & { readonly json?: true }) => {
      const { folder, store } = await openStore(options);
      const { listed, listedAsJson } = await import("../loop/failure-list.js");
      line.io.stdout.write((json ? listedAsJson : listed)(store.all(), folder));
    });
  const prune = failures
    .command("prune")
    .description("Remove failures that pass by now, or as the options say; tells how many.");
  withFolder(prune)
    .option(
      "--last-seen-before <day>",
      "remove what was last seen before this day, YYYY-MM-DD, whether it passes or not",
      day,
    )
    .option("--all", "remove all of them")
    .action(async (options: PruneOptions) => {
      const { folder, store } = await openStore(options);
      line.io.stdout.write(pruned(store, chosenBy(options), folder));
    });
}

function withFolder(command: Command): Command {
  return addConfigOptions(command, ["output"]);
}

async function openStore({ config, output }: ConfigOptions): Promise<OpenedStore> {
  const { storeOf } = await import("../loop/failure-list.js");
  return storeOf(
    sourceOf({ ...(config === undefined ? {} : { config }), ...(output === undefined ? {} : { output }) }),
  );
}

type Choice = (failure: StoredFailure) => boolean;

function chosenBy({ all, lastSeenBefore }: PruneOptions): Choice {
  if (all && lastSeenBefore !== undefined) throw new UsageError("--all and --last-seen-before: give one of them");
  if (all) return () => true;
  if (lastSeenBefore !== undefined) return ({ lastSeen }) => lastSeen < lastSeenBefore;
  return ({ passesSince }) => passesSince !== undefined;
}

function pruned(store: FailureStore, isChosen: Choice, folder: string): string {
  const chosen = store.all().filter(isChosen);
  const stuck = chosen.filter((one) => !store.remove(one));
  if (stuck.length > 0) throw new UsageError(`${folder}: ${stuck.length} files cannot be removed`);
  return `${chosen.length} removed, ${store.all().length} kept in ${folder}\n`;
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError("It must be a day, YYYY-MM-DD.");
}
