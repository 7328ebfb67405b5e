import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FileError } from "../evidence/published-file.js";
import { OutputError } from "../reports/write.js";
import { ConfigError } from "../target/config/config-error.js";
import { BaselineError } from "../verdict/baseline.js";
import { faultOf } from "./faults.js";
import { UsageError } from "./usage-error.js";

describe("the blame of an error", () => {
  for (const Mistake of [UsageError, ConfigError, BaselineError, OutputError, FileError]) {
    it(`is the caller's for a ${Mistake.name}, in its own words`, () => {
      const { text, exitCode } = faultOf(new Mistake("a.yaml:1:1: wrong\na.yaml:2:1: wrong too"), {});
      assert.equal(exitCode, 2);
      assert.equal(text, "error: a.yaml:1:1: wrong\nerror: a.yaml:2:1: wrong too\n");
    });
  }

  it("is the suite's for anything else, in one line", () => {
    for (const thrown of [new TypeError("x is not a function\nat all"), "x is not a function"]) {
      const { text, exitCode } = faultOf(thrown, {});
      assert.equal(exitCode, 4);
      assert.equal(
        text,
        "fault of the suite: x is not a function (GWLB_CONFORMANCE_DEBUG=1 shows where it comes from)\n",
      );
    }
  });

  it("comes with the stack when asked for", () => {
    const { text } = faultOf(new TypeError("x is not a function"), { GWLB_CONFORMANCE_DEBUG: "1" });
    assert.match(text, /^fault of the suite: x is not a function \nTypeError: x is not a function\n {4}at /u);
  });

  it("cannot move the cursor", () => {
    for (const error of [new UsageError("a\u001b[2Jb"), new Error("a\u001b[2Jb")]) {
      assert.ok(!faultOf(error, {}).text.includes("\u001b"));
    }
  });
});
