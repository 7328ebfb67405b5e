/**
 * Runs the compiled unit tests with node's own runner; Node 20 has no patterns for test files. Those that make several whole runs take minutes,
 * are called `*.long.test.ts`, and are run with `--long` only; with `--part today/3` a third of the files, another one each day. Names of rooms as
 * arguments: their tests only.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isInPart, partOf } from "../cli/part.js";

const compiled = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  options: { long: { type: "boolean" }, part: { type: "string", default: "1/1" } },
  allowPositionals: true,
});
const part = partOf(values.part);
const isAsked = (file: string) => positionals.length === 0 || positionals.includes(file.split(sep)[0] ?? "");
const files = readdirSync(compiled, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.js") && file.endsWith(".long.test.js") === (values.long ?? false))
  .filter(isAsked)
  .sort()
  .filter((_, index) => isInPart(part, index))
  .map((file) => join(compiled, file));
if (files.length === 0) throw new Error(`there are no unit tests under ${compiled}`);
// Most of them wait for something: node's own number, one less than there are processors, leaves a small machine idle.
const atOnce = `--test-concurrency=${Math.max(2, availableParallelism())}`;
const { status } = spawnSync(process.execPath, ["--test", atOnce, "--test-reporter=spec", ...files], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
