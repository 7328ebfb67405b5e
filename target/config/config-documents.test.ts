import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { parse } from "yaml";
import { configReference } from "./config-reference.js";
import { CONFIG_SCHEMA } from "./config-schema.js";
import { initFileText } from "./init-file.js";
import { loadConfig } from "./load-config.js";
import { SETTINGS } from "./settings.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-init-"));
after(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  writeFileSync(join(folder, "gwlb.yaml"), text);
  return loadConfig({ file: "gwlb.yaml", cwd: folder, env: {} });
}

describe("the file that init writes", () => {
  it("changes nothing as it is", () => {
    assert.deepEqual(load(initFileText()), loadConfig({ cwd: folder, env: {} }));
  });

  it("is a valid configuration with every key once the marks are taken away", () => {
    const text = initFileText()
      .replaceAll(/^# /gm, "")
      .replace(/^[^\n]*\n(?:[^\n]+\n)*/, "");
    const written: Record<string, Record<string, unknown>> = parse(text);
    for (const [section, node] of Object.entries(CONFIG_SCHEMA.properties ?? {})) {
      for (const key of Object.keys(node.properties ?? {}))
        assert.ok(key in (written[section] ?? {}), `${section}.${key}`);
    }
    assert.equal(load(text).target.endpoint, "https://gwlb.cn-hangzhou.aliyuncs.com");
  });

  it("names the schema for editors in its first line", () => {
    assert.match(initFileText("./s.json"), /^# yaml-language-server: \$schema=\.\/s\.json\n/);
  });
});

describe("the reference of the configuration", () => {
  it("is the committed one", () => {
    const committed = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    assert.equal(committed, configReference(), "run npm run docs");
  });

  it("describes every key of the schema and every setting", () => {
    const text = configReference();
    for (const [section, node] of Object.entries(CONFIG_SCHEMA.properties ?? {})) {
      assert.ok(text.includes(`## \`${section}\``), section);
      for (const key of Object.keys(node.properties ?? {})) assert.ok(text.includes(`| \`${key}\` |`), key);
    }
    for (const { path } of SETTINGS) assert.ok(text.includes(`| \`${path.join(".")}\` | \`--`), path.join("."));
  });

  it("knows a key of the schema for every setting", () => {
    for (const { path } of SETTINGS) {
      const [section = "", key = ""] = path.map(String);
      assert.ok(CONFIG_SCHEMA.properties?.[section]?.properties?.[key], path.join("."));
    }
  });
});
