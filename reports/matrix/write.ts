/** Writing a matrix into its folder. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { visibleJson } from "../../evidence/text.js";
import { ensureWritable, writeReport } from "../write.js";
import { badgeOf } from "./badge.js";
import { evidenceOf } from "./evidence.js";
import { matrixMarkdown } from "./markdown.js";
import { matrixOf, type NamedReport } from "./model.js";
import type { MatrixData } from "./page/data.js";
import { matrixPage } from "./page.js";

/** JSON of evidence in the page, of all targets together, and of one at most. */
const EVIDENCE_BYTES = 12 * 1024 * 1024;
const EVIDENCE_OF_ONE_BYTES = 2 * 1024 * 1024;

/** Pictures of targets that are not in the matrix any more would go on claiming what they say. */
const BADGES = "badges";

/**
 * Writes the page (index.html), matrix.json, matrix.md and a badge for each target. Badges of an earlier matrix are removed.
 * @param folder absolute path; made if absent
 * @param reports at least one
 * @returns what is shown, and the paths of the files for people
 * @throws OutputError if the folder cannot be made or written to
 */
export async function writeMatrix(
  folder: string,
  reports: readonly NamedReport[],
): Promise<{ readonly data: MatrixData; readonly paths: readonly string[] }> {
  await ensureWritable(join(folder, BADGES));
  const { data, reports: ordered } = matrixOf(reports);
  const bytes = Math.min(EVIDENCE_OF_ONE_BYTES, EVIDENCE_BYTES / ordered.length);
  const page = matrixPage(
    data,
    ordered.map((report) => evidenceOf(report, bytes)),
  );
  await removeBadges(join(folder, BADGES));
  for (const target of data.targets) await writeReport(join(folder, BADGES, `${target.id}.svg`), badgeOf(target));
  const paths = [
    await writeReport(join(folder, "index.html"), page),
    await writeReport(join(folder, "matrix.md"), matrixMarkdown(data)),
    await writeReport(join(folder, "matrix.json"), `${visibleJson(data)}\n`),
  ];
  return { data, paths: [...paths, join(folder, BADGES)] };
}

async function removeBadges(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(".svg")) await rm(join(folder, name), { force: true });
}
