import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLValidator } from "fast-xml-parser";
import { HOSTILE } from "../evidence/testing/records.js";
import { scheduleSvg } from "./schedule-picture.js";

const stay = { by: "create-listener.tag.count", from: 0, until: 500, idleAt: 800, listeners: 1 };

test("a bar for each stay, a row for each load balancer, and nothing of the target's text as markup", () => {
  const stays = ["gwlb-1", HOSTILE].map((loadBalancerId) => ({ ...stay, loadBalancerId }));
  const svg = scheduleSvg([{ stays, durationMs: 1_000 }]);
  assert.equal(XMLValidator.validate(svg), true);
  assert.equal(svg.match(/<title>/gu)?.length, 2);
  assert.ok(!svg.includes("<script>"));
});

test("a run without stays, and one with very many, are pictures too", () => {
  assert.equal(XMLValidator.validate(scheduleSvg([])), true);
  const many = Array.from({ length: 10_000 }, (_, i) => ({
    ...stay,
    loadBalancerId: "gwlb-1",
    from: i,
    until: i + 1,
    idleAt: i + 2,
  }));
  assert.ok(scheduleSvg([{ stays: many, durationMs: 10_002 }]).length < 1_500_000);
});
