import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { wordsOf } from "../../sdk/adapter/command-line.js";
import { temporaryFolder } from "../testing/folder.js";
import { programProblem } from "./program-check.js";

const folder = temporaryFolder();
const bin = join(folder, "bin");
mkdirSync(bin);
for (const name of ["python3", "adapter.exe"]) {
  writeFileSync(join(bin, name), "#!/bin/sh\n");
  chmodSync(join(bin, name), 0o755);
}
writeFileSync(join(folder, "mine.py"), "");
writeFileSync(join(folder, "data.bin"), "");

function problemOf(command: string, platform: NodeJS.Platform = "linux"): string | undefined {
  return programProblem(wordsOf(command), command, { folder, env: { PATH: bin }, platform });
}

describe("the program that a command line begins with", () => {
  it("is found on the PATH and in the folder", () => {
    for (const command of ["python3 mine.py", "./bin/python3 mine.py", `'${bin}/python3' x`])
      assert.equal(problemOf(command), undefined, command);
    assert.equal(problemOf("adapter --now", "win32"), undefined, "endings are added on Windows");
    assert.equal(problemOf("./bin/adapter", "win32"), undefined);
  });

  for (const [command, told] of [
    ["nothing x", /no program "nothing" on the PATH; give the command line/u],
    ["mine.py", /for the file in this folder name what runs it: "python3 mine\.py"/u],
    ["./mine.py", /may not be executed; name what runs it: "python3 mine\.py"/u],
    ["./data.bin", /may not be executed; make it executable \(chmod \+x\)/u],
    ["./bin", /is a folder/u],
    ["./absent", /there is no file .*absent/u],
    ["'python3 mine.py'", /quotes make one word of it/u],
    ["KEY=1 python3 mine.py", /write "env KEY=1 python3 mine\.py"/u],
    ["cd bin && ./python3", /no shell is involved: .*sh -c/u],
    ["~/python3 mine.py", /~ is no folder/u],
    ["C:\\clients\\adapter.exe", /backslash is taken away.*single quotes/u],
  ] as const) {
    it(`is missed in words: ${command}`, () => assert.match(problemOf(command) ?? "", told));
  }

  it("is no script on Windows", () => {
    assert.match(problemOf("npx tsx mine.ts", "win32") ?? "", /write "cmd \/c npx tsx mine\.ts"/u);
  });
});
