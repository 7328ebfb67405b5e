import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Counterexample } from "../../evidence/counterexample.js";
import { fileNameOf } from "../../evidence/stored-failure.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { temporaryFolder } from "../testing/folder.js";
import { replayAdviceOf, replayCommandOf, rerunCommandOf } from "./rerun.js";

const REST = {
  lens: "dry-run",
  request: {},
  expected: "",
  got: "",
  exchanges: [],
  curl: "",
  shrinkRequests: 0,
  reproducible: "reproducible",
  rerun: "",
} as const;
const rerunOf = (source: ConfigSource) => rerunCommandOf(source, loadConfig({ ...source, file: undefined }));

describe("the command that does a run again", () => {
  it("names what was given by flags, above all what keeps the target from harm", () => {
    const flags = { endpoint: "http://h:1", auth: "none", lens: "dry-run", creates: "3", rate: "0.5", concurrency: 2 };
    const more = { region: "r", workers: 2, output: "out dir", coverageFloor: "0.1", baseline: "b.yaml", runs: "7" };
    assert.equal(
      rerunOf({ env: {}, flags: { ...flags, ...more, only: ["x"], profile: "full", seed: 1 } }),
      "npx gwlb-conformance run --endpoint http://h:1 --region r --auth none --runs 7 --concurrency 2 --rate 0.5 --creates 3 " +
        "--workers 2 --lens dry-run --output 'out dir' --coverage-floor 0.1 --baseline b.yaml --profile full --seed 1",
    );
  });

  it("names what came from the environment, where no flag overrides it", () => {
    const env = {
      GWLB_CONFORMANCE_CONFIG: "it's.yaml",
      GWLB_CONFORMANCE_LENS: "dry-run",
      GWLB_CONFORMANCE_ENDPOINT: "http://env",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "hush",
    };
    const source = { env, flags: { endpoint: "http://flag" } };
    const config = loadConfig({ env: {} });
    assert.equal(
      rerunCommandOf(source, config),
      `npx gwlb-conformance run --config 'it'\\''s.yaml' --endpoint http://flag --lens dry-run --profile standard --seed ${config.run.seed}`,
    );
  });

  it("is short where everything came from a file", () => {
    const words = rerunCommandOf({ file: "gwlb.yaml", env: {} }, loadConfig({ env: {} }));
    assert.equal(words, "npx gwlb-conformance run --config gwlb.yaml --profile standard --seed 20240415");
  });
});

describe("a switch", () => {
  it("is named without a value, and not where it is off", () => {
    const embedded = (value: string) =>
      rerunCommandOf({ file: "c.yaml", env: { GWLB_CONFORMANCE_EMBEDDED: value } }, loadConfig({ env: {} }));
    assert.match(embedded("true"), /--config c\.yaml --embedded --profile/u);
    assert.doesNotMatch(embedded("false"), /--embedded/u);
  });
});

describe("the command that replays a failure", () => {
  it("is named for a failure that was kept, and for no other", () => {
    const folder = temporaryFolder();
    const kept = { requirement: "create-listener.tag.count", kind: "a" } as const;
    writeFileSync(join(folder, fileNameOf(kept)), "{}");
    const advice = replayAdviceOf({ env: {}, cwd: folder }, folder);
    const replayOf = (one: Counterexample) => replayCommandOf(advice, one);
    const counterexample = { ...kept, ...REST };
    assert.equal(replayOf(counterexample), `npx gwlb-conformance replay ${fileNameOf(kept)}`);
    assert.equal(replayOf({ ...counterexample, kind: "b" }), undefined);
    assert.equal(replayOf({ requirement: kept.requirement, ...REST }), undefined);
  });

  it("goes to the same target, under the same lens", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, fileNameOf({ requirement: "create-listener.tag.count", kind: "a" })), "{}");
    const source = { file: "gwlb.yaml", env: { GWLB_CONFORMANCE_LENS: "dry-run" }, flags: { auth: "none", rate: 3 } };
    assert.equal(
      replayCommandOf(replayAdviceOf({ ...source, cwd: folder }, folder), {
        requirement: "create-listener.tag.count",
        kind: "a",
        ...REST,
      })?.replace(/replay \S+/u, "replay FILE"),
      "npx gwlb-conformance replay FILE --config gwlb.yaml --auth none --lens dry-run",
    );
  });
});
