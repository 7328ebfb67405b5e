/** Runs as a CI server starts them: with its variables set they leave what it reads, for endpoints and for client libraries. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../emulator/index.js";
import { CODE_QUALITY } from "../../reports/names.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const CLONE = fileURLToPath(new URL("../../..", import.meta.url));
const MINIMUM = "create-listener.tcp-idle-timeout.minimum";

/** The last annotation that stands on standard output, outside of where commands are not read. */
function annotationIn(stdout: string) {
  const lines = stdout.trimEnd().split("\n");
  const token = /^::stop-commands::(?<token>\w+)$/u.exec(lines[0] ?? "")?.groups?.token;
  assert.ok(token !== undefined && lines.includes(`::${token}::`), stdout);
  const behind = lines.slice(lines.indexOf(`::${token}::`) + 1);
  return /^::error file=(?<file>[^,]+),line=(?<line>\d+),title=(?<title>[^:]+)::(?<message>.*)$/u.exec(behind[0] ?? "")
    ?.groups;
}

describe("under a CI server", { concurrency: 1 }, () => {
  it("a violation is told to GitHub and to GitLab at the line of its clause", async () => {
    const emulator = await startEmulator({ auth: "none", mutant: "timeout-59-accepted" });
    const folder = temporaryFolder();
    const { situations } = emulator;
    const config = join(folder, "gwlb.json");
    writeFileSync(
      config,
      JSON.stringify({
        target: { endpoint: emulator.endpoint, auth: "none" },
        situations: {
          "load-balancer/idle": situations["load-balancer/idle"],
          "server-group/available": situations["server-group/available"],
        },
      }),
    );
    const [output, summary] = [join(folder, "out"), join(folder, "summary.md")];
    try {
      const { code, stdout, stderr } = await run(
        ["run", "--config", config, "--profile", "smoke", "--only", MINIMUM, "--output", output],
        {
          env: {
            GITHUB_STEP_SUMMARY: summary,
            GITHUB_WORKSPACE: CLONE,
            GITLAB_CI: "true",
            CI_PROJECT_DIR: CLONE,
          },
        },
      );
      assert.equal(code, 1, stderr);
      const told = annotationIn(stdout);
      assert.equal(told?.title, MINIMUM);
      assertClause(told?.file, Number(told?.line), MINIMUM);
      assert.equal(readFileSync(summary, "utf8").trimEnd(), readFileSync(join(output, "summary.md"), "utf8").trimEnd());
      const [entry]: { check_name: string; location: { path: string; lines: { begin: number } } }[] = JSON.parse(
        readFileSync(join(output, CODE_QUALITY), "utf8"),
      );
      assert.equal(entry?.check_name, MINIMUM);
      assertClause(entry?.location.path, entry?.location.lines.begin, MINIMUM);
    } finally {
      await emulator.close();
    }
  });

  it("an adapter that cannot be used is told to both as well", async () => {
    const [folder, output] = [temporaryFolder(), "out"];
    const summary = join(folder, "summary.md");
    const adapter = `"${process.execPath}" -e "process.exit(3)"`;
    const { code, stdout } = await run(["sdk", "run", "--adapter", adapter, "--output", output], {
      cwd: folder,
      env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary, GITLAB_CI: "true" },
    });
    assert.equal(code, 4, stdout);
    assert.match(stdout, /\n::error title=CreateListener conformance::INCONCLUSIVE \(exit 4\)/u);
    assert.match(readFileSync(summary, "utf8"), /^# CreateListener SDK conformance: INCONCLUSIVE$/mu);
    assert.ok(existsSync(join(folder, output, CODE_QUALITY)));
  });
});

function assertClause(file: string | undefined, line: number | undefined, id: string) {
  const stands = readFileSync(join(CLONE, file ?? ""), "utf8").split("\n")[(line ?? 0) - 1];
  assert.ok(stands?.includes(`requirement("${id}"`), `${file}:${line} is ${stands}`);
}
