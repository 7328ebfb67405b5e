/** Folders for the tests of this room. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/** A new folder for a test file; it is removed after its tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-cli-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
