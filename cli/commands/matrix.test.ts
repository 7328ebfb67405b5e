import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { someReports } from "../../reports/testing/many.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const paths = someReports().map(({ path, report }) => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(report));
  return path;
});
mkdirSync(join(folder, "matrix", "badges"), { recursive: true });
writeFileSync(join(folder, "matrix", "badges", "gone.svg"), "a target of yesterday");

describe("matrix", { concurrency: 2 }, () => {
  it("writes page, Markdown, JSON and a badge for each target, and names verdicts and files", async () => {
    const { code, stdout, stderr } = await run(["matrix", ...paths, "--output", "matrix"], inFolder);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^reference: CONFORMANT\nbroken: NOT CONFORMANT\n/u);
    assert.match(stdout, /\nmatrix\/index\.html\nmatrix\/matrix\.md\nmatrix\/matrix\.json\nmatrix\/badges\n$/u);
    const written = readdirSync(join(folder, "matrix", "badges")).toSorted();
    assert.deepEqual(written, [
      "broken.svg",
      "img-src-x-onerror-alert-1.svg",
      "my-sdk.svg",
      "other.svg",
      "reference.svg",
      "small.svg",
    ]);
    assert.match(readFileSync(join(folder, "matrix", "index.html"), "utf8"), /^<!doctype html>/u);
    const json: { matrixVersion: number; targets: unknown[] } = JSON.parse(
      readFileSync(join(folder, "matrix", "matrix.json"), "utf8"),
    );
    assert.deepEqual([json.matrixVersion, json.targets.length], [1, paths.length]);
  });

  for (const [what, words, message] of [
    [
      "a file that is no report",
      ["absent.json", "--output", "nothing"],
      /^error: absent\.json: cannot be read \(ENOENT/u,
    ],
    ["no file", ["--output", "nothing"], /missing required argument 'reports'/u],
    ["no folder", [paths[0] ?? ""], /required option '-o, --output <folder>' not specified/u],
  ] as const) {
    it(`ends with 2 for ${what}, and writes nothing`, async () => {
      const { code, stderr } = await run(["matrix", ...words], inFolder);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.equal(existsSync(join(folder, "nothing")), false);
    });
  }
});
