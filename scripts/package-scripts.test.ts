/** The scripts of package.json that npm runs by itself. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

test("whoever installs the package is asked to run none of its scripts", () => {
  // Of a package that comes as a file npm counts prepare among them, and warns.
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) assert.ok(!(name in scripts), name);
});

test("a clone is built after `npm ci`, and a package before it is made", () => {
  for (const name of ["dependencies", "prepack"]) assert.equal(scripts[name], "npm run --silent build", name);
});
