/** What each report of a matrix is called: by the folder it lies in, which people name after the target. */
import { basename, dirname, resolve, sep } from "node:path";
import { cut, visible } from "../../evidence/text.js";

/** A report among others. */
interface ReportName {
  /** Heading of its column; printable. */
  readonly label: string;
  /** Unique among all, in letters, digits, points, lines and dashes: fit for a file name and an address. */
  readonly id: string;
}

/** What files and folders of reports are called whatever the target; it says nothing. */
const USUAL_FILE = "report.json";
const USUAL_FOLDERS = new Set(["out", "output", "report", "reports"]);
const LABEL_BYTES = 60;
const ID_LENGTH = 60;

/**
 * Names reports by as few of their last folders as tell them apart, or by the file where it is not called report.json.
 * @param paths as they were given
 * @returns one for each, in their order
 */
export function namesOf(paths: readonly string[]): ReportName[] {
  const parts = paths.map(partsOf);
  const labels = parts.map((own, index) => {
    const others = parts.filter((_, other) => other !== index);
    const lengths = [...own.keys()].map((at) => at + 1);
    const isUnique = (length: number) => others.every((other) => lastOf(other, length) !== lastOf(own, length));
    return lastOf(own, lengths.find(isUnique) ?? own.length);
  });
  const taken = new Set<string>();
  return labels.map((label) => ({ label: cut(visible(label), LABEL_BYTES), id: unique(idOf(label), taken) }));
}

function partsOf(path: string): string[] {
  const whole = resolve(path);
  const file = basename(whole);
  const folders = dirname(whole)
    .split(sep)
    .filter((part) => part !== "");
  if (file !== USUAL_FILE || folders.length === 0) return [...folders, file.replace(/\.json$/u, "")];
  const telling = folders.filter((folder) => !USUAL_FOLDERS.has(folder));
  return telling.length > 0 ? telling : folders;
}

function lastOf(parts: readonly string[], length: number): string {
  return parts.slice(-length).join("/");
}

function idOf(label: string): string {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/gu, "");
  return plain.slice(0, ID_LENGTH) || "report";
}

function unique(id: string, taken: Set<string>): string {
  const candidates = function* () {
    yield id;
    for (let number = 2; ; number += 1) yield `${id}-${number}`;
  };
  for (const candidate of candidates()) {
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
  return id;
}
