/** The options of `sdk init`, which copies one of the adapters to start from. */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Command, Option } from "commander";
import type { CommandLine } from "../../command-line.js";
import { PACKAGE } from "../../run/suite.js";
import { writeNew } from "../../write-new.js";

/** The files to start from, and the command line of an adapter that was made of each. */
const TEMPLATES = {
  ts: { file: "adapter.ts", run: (path: string) => `npx tsx ${path}` },
  python: { file: "adapter.py", run: (path: string) => `python3 ${path}` },
  go: { file: "adapter.go", run: (path: string) => `go run ${path}` },
  java: { file: "Adapter.java", run: (path: string) => `java -cp 'lib/*' ${path}` },
} as const;
type Language = keyof typeof TEMPLATES;

/** Absolute path of the folder of these files; there in a clone and in an installed package. */
const TEMPLATE_FOLDER = join(PACKAGE, "sdk", "templates");

interface InitOptions {
  readonly language: Language;
  readonly output?: string;
  readonly force?: true;
}

/** Adds `sdk init`: an adapter to start from. */
export function addSdkInit(sdk: Command, line: CommandLine): void {
  sdk
    .command("init")
    .description(
      "Write a commented adapter to start from. It speaks the protocol already; the places to fill in are marked.",
    )
    .addOption(
      new Option("-l, --language <language>", "language of the adapter")
        .choices(Object.keys(TEMPLATES))
        .makeOptionMandatory(),
    )
    .option("-o, --output <file>", "where to write it; the usual name in the working directory when absent")
    .option("-f, --force", "overwrite the file if it exists")
    .action(async ({ language, output, force }: InitOptions) => {
      const { file, run } = TEMPLATES[language];
      const path = output ?? file;
      await writeNew(path, await readFile(join(TEMPLATE_FOLDER, file), "utf8"), force === true);
      const command = run(/\s/u.test(path) ? `'${path}'` : path);
      line.io.stdout.write(
        `${path} is written: fill in what is marked HERE, then see \`gwlb-conformance sdk try --adapter "${command}"\`\n`,
      );
      const isRenamed = language === "java" && basename(path) !== file;
      if (isRenamed) line.io.stderr.write(`warning: Java wants the class Adapter in a file ${file}\n`);
    });
}
