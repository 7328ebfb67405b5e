/** Real runs, of a few checks each, against a fault: what breaks many clauses is one cause, and the one that there is. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { loadChecks } from "../../exercise/run-checks.js";
import { type Cause, causesOf } from "../../verdict/causes/causes.js";
import { openEmulatedTarget } from "./emulated-target.js";
import { runWhole } from "./whole-run.js";

/** @returns the causes of a smoke run of some checks against a mutant */
async function causesAgainst(mutant: string, ids: readonly RequirementId[]): Promise<Cause[]> {
  const folder = await mkdtemp(join(tmpdir(), "gwlb-causes-"));
  const waits = { listenerRunning: 8_000, listenerGone: 8_000, loadBalancerReady: 8_000, tokenReplay: 500 };
  const common = { profile: "smoke", seed: 3, transitionMs: 8, folder, nonce: "c", waits, minutes: 60 } as const;
  const target = await openEmulatedTarget({ mutant, ...common });
  try {
    const checks = (await loadChecks()).filter(({ requirement }) => ids.includes(requirement));
    assert.equal(checks.length, ids.length);
    return causesOf((await runWhole(target, checks)).results, REQUIREMENTS);
  } finally {
    await target.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const PASSING: readonly RequirementId[] = ["create-listener.tcp-idle-timeout.minimum", "create-listener.tag-key.url"];

for (const [mutant, broken, title] of [
  [
    "description-upper-case-refused",
    [
      "create-listener.listener-description.letters-and-digits",
      "create-listener.listener-description.read-back",
      "create-listener.listener-description.random",
    ],
    /ListenerDescription.*not accepted.*IllegalParam\.ListenerDescription|answered HTTP 400 IllegalParam\.ListenerDescription/u,
  ],
  [
    "error-all-302",
    [
      "create-listener.error.resource-not-found-load-balancer",
      "create-listener.error.duplicated-tag-key",
      "create-listener.error.status",
    ],
    /HTTP 302/u,
  ],
] as const satisfies readonly (readonly [string, readonly RequirementId[], RegExp])[]) {
  test(`one cause is named for all that ${mutant} breaks`, { timeout: 300_000 }, async () => {
    const [cause, ...others] = await causesAgainst(mutant, [...broken, ...PASSING]);
    assert.deepEqual(
      others.map(({ title: also, clauses }) => [also, clauses]),
      [],
    );
    for (const id of broken) assert.ok(cause?.clauses.includes(id), `${id} is not in ${cause?.clauses.join(", ")}`);
    assert.match(cause?.title ?? "", title);
    assert.ok(cause?.counterexample !== undefined);
  });
}
