import assert from "node:assert/strict";
import { test } from "node:test";
import { isRequirementId, REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import { PROFILES, type Profile } from "../../contract/profile.js";
import { costOf, ownPart, partOf } from "./division.js";
import { MEASURED_COSTS } from "./measured-costs.js";

const idsOf = (profile: Profile) => REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(profile));
const partsOf = (profile: Profile, count: number) =>
  Array.from({ length: count }, (_, i) => partOf(idsOf(profile), profile, { index: i + 1, count }));

for (const profile of PROFILES) {
  test(`every clause of ${profile} is in exactly one shard, in its order, however many there are`, () => {
    const ids = idsOf(profile);
    for (const count of [1, 2, 3, 5, 8, 170]) {
      const parts = partsOf(profile, count);
      assert.deepEqual(parts.flat().sort(), ids.toSorted(), String(count));
      for (const part of parts)
        assert.deepEqual(
          part,
          ids.filter((id) => part.includes(id)),
        );
    }
    assert.deepEqual(partsOf(profile, 1), [ids]);
  });

  test(`shards of ${profile} make about as many listeners each, and as many requests but for what one clause alone sends`, () => {
    for (const count of [2, 4]) {
      const parts = partsOf(profile, count);
      for (const of of ["listeners", "requests"] as const) {
        const loads = parts.map((part) => part.reduce((sum, id) => sum + costOf(id, profile)[of], 0));
        const whole = loads.reduce((sum, load) => sum + load, 0);
        const longest = Math.max(...idsOf(profile).map((id) => costOf(id, profile)[of]));
        assert.ok(Math.max(...loads) <= Math.max((1.15 * whole) / count, 1.2 * longest), `${count} ${of}: ${loads}`);
      }
    }
  });
}

test("a clause that nobody has measured is dealt as an ordinary one", () => {
  for (const id of Object.keys(MEASURED_COSTS))
    assert.ok(isRequirementId(id), `${id} is no clause: npm run bench:costs`);
  const unmeasured = idsOf("full").find((id) => !idsOf("smoke").includes(id));
  assert.ok(unmeasured);
  assert.ok(costOf(unmeasured, "smoke").listeners > 0);
});

test("a run that is no shard checks all", () => {
  const ids = idsOf("smoke");
  assert.equal(ownPart(ids, { profile: "smoke" }), ids);
  assert.deepEqual(ownPart(ids, { profile: "smoke", shard: { index: 2, count: 3 } }), partsOf("smoke", 3)[1]);
});
