/** The options of `corpus`: what is in a folder of failures that runs try first, and taking out what is of no more use. */
import type { CorpusEntry } from "../../evidence/corpus.js";
import type { CommandLine } from "../command-line.js";

interface PruneOptions {
  readonly report?: string;
}

/** Adds `corpus list` and `corpus prune`. */
export function addCorpus(line: CommandLine): void {
  const corpus = line.program
    .command("corpus")
    .description(
      "Look at, or tidy up, the failures that `run --corpus` tries first: one for each cause that exploring has found.",
    );
  corpus
    .command("list")
    .description("List the failures of a corpus.")
    .argument("<folder>", "folder of the corpus")
    .action(async (folder: string) => {
      const { entries, io } = await opened(folder, line);
      for (const entry of entries) io.stdout.write(`${await inWords(entry)}\n`);
      io.stdout.write(entries.length === 0 ? `${folder} holds no failures\n` : "");
    });
  corpus
    .command("prune")
    .description(
      "Take out what this version cannot read, and with --report what is mended: failures whose clause passed in a run that tried them.",
    )
    .argument("<folder>", "folder of the corpus")
    .option("--report <report>", "report.json of a run that had this corpus")
    .action(async (folder: string, { report }: PruneOptions) => {
      await prune(folder, report, line);
    });
}

async function opened(folder: string, { io }: CommandLine) {
  const [{ resolve }, { readCorpus }] = await Promise.all([import("node:path"), import("../../evidence/corpus.js")]);
  const place = resolve(folder);
  return { place, entries: readCorpus(place), io };
}

async function inWords({ name, failure }: CorpusEntry): Promise<string> {
  const { visible } = await import("../../evidence/text.js");
  if ("problem" in failure) return visible(`${name}: cannot be read: ${failure.problem}`);
  const { requirement, got, firstSeen, target } = failure;
  const where = target === undefined ? "" : ` at ${target}`;
  return visible(`${name}: ${requirement}: ${got}, first seen ${firstSeen.slice(0, 10)}${where}`);
}

async function prune(folder: string, report: string | undefined, line: CommandLine): Promise<void> {
  const { place, entries, io } = await opened(folder, line);
  const passed = report === undefined ? new Set<string>() : await passedWith(report, place);
  const { removeFromCorpus } = await import("../../evidence/corpus.js");
  const useless = entries.filter(({ failure }) => "problem" in failure || passed.has(failure.requirement));
  for (const entry of useless) {
    removeFromCorpus(place, entry);
    io.stdout.write(`removed ${await inWords(entry)}\n`);
  }
  io.stdout.write(`${entries.length - useless.length} left\n`);
}

/** Clauses that passed in a run which had the corpus: nothing is mended only because nobody tried. */
async function passedWith(file: string, place: string): Promise<ReadonlySet<string>> {
  const [{ readReport }, { UsageError }] = await Promise.all([
    import("../../reports/report-file.js"),
    import("../usage-error.js"),
  ]);
  const { config, requirements, run } = await readReport(file);
  const settings = config.run;
  const own = typeof settings === "object" && settings !== null && "corpus" in settings ? settings.corpus : undefined;
  if (own !== place)
    throw new UsageError(`--report ${file}: its run did not try the failures of ${place}; give one with --corpus`);
  if (run.interrupted)
    throw new UsageError(`--report ${file}: its run was stopped, so that it shows nothing to be mended`);
  return new Set(requirements.flatMap(({ id, outcome }) => (outcome === "pass" ? [id] : [])));
}
