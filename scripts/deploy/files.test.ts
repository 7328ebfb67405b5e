/** Files by which others start the suite: that they are well formed, and that their shell scripts are scripts. No container engine is needed. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments } from "yaml";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const at = (path: string) => readFileSync(join(ROOT, path), "utf8");
const files = readdirSync(join(ROOT, "deploy"), { recursive: true, encoding: "utf8" }).map((name) => `deploy/${name}`);
const yamlFiles = ["action.yml", ".github/workflows/publish.yml", ...files.filter((name) => /\.ya?ml$/u.test(name))];

interface Step {
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Every script of a workflow, an action or a job of GitLab, wherever it stands. */
function scriptsIn(node: unknown, name = ""): string[] {
  if (typeof node === "string") return name === "run" || name === "script" ? [node] : [];
  if (Array.isArray(node)) return node.flatMap((one) => scriptsIn(one, name));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => scriptsIn(value, key));
}

function syntaxProblem(script: string): string {
  return spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr;
}

test("every file is YAML, with no key twice", () => {
  assert.ok(yamlFiles.length >= 6, yamlFiles.join(" "));
  for (const file of yamlFiles) {
    for (const document of parseAllDocuments(at(file))) {
      assert.deepEqual([...document.errors, ...document.warnings], [], file);
    }
  }
});

test("every script is one that bash can read, and none has text of a workflow put into it", () => {
  const inYaml = yamlFiles.flatMap((file) => scriptsIn(parse(at(file))).map((script) => ({ file, script })));
  const inFiles = files.filter((name) => name.endsWith(".sh")).map((file) => ({ file, script: at(file) }));
  assert.ok(inYaml.length >= 6 && inFiles.length >= 4, `${inYaml.length} and ${inFiles.length}`);
  for (const { file, script } of [...inYaml, ...inFiles]) {
    assert.equal(syntaxProblem(script), "", file);
    assert.doesNotMatch(script, /\$\{\{/u, `${file}: an expression in a script is evaluated by the shell`);
  }
});

test("each input of the action reaches its step as a variable, and each output comes from there", () => {
  const action: {
    readonly inputs: Readonly<Record<string, object>>;
    readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  } = parse(at("action.yml"));
  const env = action.runs.steps.at(-1)?.env ?? {};
  const script = at("deploy/github/run.sh");
  for (const input of Object.keys(action.inputs)) {
    const variable = `INPUT_${input.toUpperCase().replaceAll("-", "_")}`;
    assert.equal(env[variable], `\${{ inputs.${input} }}`);
    assert.ok(script.includes(`\${${variable}:-`), `${variable} is not read`);
  }
  assert.deepEqual(Object.keys(action.outputs), ["verdict", "exit-code", "report"]);
  for (const output of Object.keys(action.outputs)) assert.match(script, new RegExp(`^put ${output} `, "mu"));
  for (const { shell } of action.runs.steps) assert.equal(shell, "bash");
});

test("what the image is built from is there, and what it leaves out is not sent", () => {
  const ignored = at(".dockerignore").split("\n");
  const sent = ignored.flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  assert.equal(
    ignored.find((line) => line !== "" && !line.startsWith("#")),
    "**",
    "nothing is sent unless it is named",
  );
  for (const name of sent) assert.ok(existsSync(join(ROOT, name)), name);
  const { include }: { readonly include: readonly string[] } = JSON.parse(at("tsconfig.json"));
  const { files: packed }: { readonly files: readonly string[] } = JSON.parse(at("package.json"));
  const needed = packed.filter((name) => /^[\w.-]+$/u.test(name) && name !== "dist");
  for (const name of [...include, ...needed]) assert.ok(sent.includes(name), `${name} is needed for the build`);
  const stages = [...at("Dockerfile").matchAll(/^FROM (\S+)/gmu)].map(([, from]) => from);
  assert.deepEqual(stages, ["node:22-slim", "node:22-slim", "suite", "suite"]);
  assert.match(at("Dockerfile"), /^USER 1000:1000$/mu);
});
