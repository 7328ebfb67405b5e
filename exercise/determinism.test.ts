/** The same seed gives the same outcomes and counterexamples at any concurrency, against a real HTTP target. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RequirementId } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import * as description from "../generators/listener-description.js";
import type { Family } from "../generators/specimen.js";
import * as tag from "../generators/tag.js";
import * as timeout from "../generators/tcp-idle-timeout.js";
import { wholeSpace } from "../generators/valid-request.js";
import { anyClientError } from "./check/expected-refusal.js";
import type { CheckBody } from "./check/requirement.js";
import { runCheck } from "./run-check.js";
import { withEmulator } from "./testing/emulator.js";

/** A family without its examples: what fails is then drawn, and has to be shrunk. */
const onlyDrawn = ({ arbitrary }: Family): Family => ({
  examples: [],
  ...(arbitrary === undefined ? {} : { arbitrary }),
});

/** Checks that draw cases, refuse and create, for valid requests and for violations. */
const CHECKS: Readonly<Partial<Record<RequirementId, CheckBody>>> = {
  "create-listener.tcp-idle-timeout.range": ({ check }) => check.accepts(onlyDrawn(timeout.withinRange)),
  "create-listener.tcp-idle-timeout.minimum": ({ check }) => check.refuses(timeout.belowMinimum, anyClientError),
  "create-listener.listener-description.random": ({ check }) => check.accepts(onlyDrawn(description.mixtures)),
  "create-listener.tag.random": async ({ check }) => {
    await check.accepts(tag.mixtures);
    await check.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey");
  },
  "create-listener.combinations.accepted": ({ check }) => check.accepts(wholeSpace),
};

/** What of a record must not depend on concurrency: everything but times, numbers of requests and names made for the run. */
function essence({
  requirement,
  outcome,
  reason,
  seed,
  cases,
  cut,
  coverage,
  counterexamples,
  collateral,
  warnings,
}: RequirementRecord) {
  const shown = (list: RequirementRecord["counterexamples"]) =>
    list.map(({ violation, lens, request, expected, got, path, reproducible }) => {
      const { ClientToken: _, ...parameters } = request;
      return { violation, lens, parameters, expected, got, path, reproducible };
    });
  return {
    ...{ requirement, outcome, reason, seed, cases, cut, coverage, warnings },
    counterexamples: shown(counterexamples),
    collateral: [...new Set(collateral.map((one) => one.requirement))].sort(),
  };
}

function runAll(mutant: string | undefined, seed: number, concurrency: number) {
  const changes = { seed, concurrency, runs: 30, profile: "smoke" } as const;
  return withEmulator(mutant === undefined ? {} : { mutant }, changes, async (session) => {
    const found = [];
    for (const requirement of Object.keys(CHECKS) as (keyof typeof CHECKS)[]) {
      const body = CHECKS[requirement];
      if (body !== undefined) found.push(essence(await runCheck(session, { requirement, body })));
    }
    return found;
  });
}

for (const [mutant, failing] of [
  [undefined, []],
  ["timeout-above-900-refused", ["create-listener.tcp-idle-timeout.range", "create-listener.combinations.accepted"]],
  [
    "description-repeated-punctuation-refused",
    ["create-listener.listener-description.random", "create-listener.combinations.accepted"],
  ],
] as const) {
  test(`one request at a time or 32: ${mutant ?? "the correct emulator"}`, { timeout: 30_000 }, async () => {
    const serial = await runAll(mutant, 11, 1);
    assert.deepEqual(
      serial.filter(({ outcome }) => outcome !== "pass").map(({ requirement }) => requirement),
      failing,
    );
    const shrunk = serial.flatMap(({ counterexamples }) => counterexamples.filter(({ path }) => path !== undefined));
    assert.equal(shrunk.length > 0, mutant !== undefined);
    assert.deepEqual(await runAll(mutant, 11, 32), serial);
  });
}
