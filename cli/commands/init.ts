/** The options of `init`; the text of the file comes from the schema of the configuration. */
import type { CommandLine } from "../command-line.js";
import { writeNew } from "../write-new.js";

const DEFAULT_FILE = "gwlb-conformance.yaml";

interface InitOptions {
  readonly force?: true;
}

/** Adds `init`: a first configuration file. */
export function addInit(line: CommandLine): void {
  line.program
    .command("init")
    .description("Write a commented configuration file that changes nothing until its lines are uncommented.")
    .argument("[file]", "where to write it", DEFAULT_FILE)
    .option("-f, --force", "overwrite the file if it exists")
    .action(async (file: string, { force }: InitOptions) => {
      const { initFileText } = await import("../../target/config/init-file.js");
      await writeNew(file, initFileText(), force === true);
      line.io.stdout.write(
        `${file} is written: uncomment what you need, then see \`gwlb-conformance doctor --config ${file}\`\n`,
      );
    });
}
