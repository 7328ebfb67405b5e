/** The options of `matrix` and their way to `reports/matrix`, which writes it. */
import { relative, resolve } from "node:path";
import type { CommandLine } from "../command-line.js";

/** Adds `matrix`: many reports side by side. */
export function addMatrix(line: CommandLine): void {
  line.program
    .command("matrix")
    .description(
      "Put the reports of many targets side by side: a page that opens without a network, Markdown, JSON and a badge for each target.",
    )
    .argument("<reports...>", "report.json of each target; it is named after the folder that it lies in")
    .requiredOption(
      "-o, --output <folder>",
      "where to write the page; badges that lie in its folder badges are replaced",
    )
    .action(async (paths: readonly string[], { output }: { readonly output: string }) => {
      line.exitCode = await matrix(paths, output, line);
    });
}

async function matrix(paths: readonly string[], output: string, { io }: CommandLine): Promise<number> {
  const [{ readReport }, { writeMatrix }, { visible }] = await Promise.all([
    import("../../reports/report-file.js"),
    import("../../reports/matrix/write.js"),
    import("../../evidence/text.js"),
  ]);
  const reports = [];
  for (const path of paths) reports.push({ path, report: await readReport(path) });
  const { data, paths: written } = await writeMatrix(resolve(output), reports);
  for (const { label, headline } of data.targets) io.stdout.write(`${label}: ${headline}\n`);
  for (const path of written) io.stdout.write(`${visible(relative("", path))}\n`);
  return 0;
}
