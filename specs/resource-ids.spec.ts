/** Checks of LoadBalancerId and ServerGroupId. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { anyClientError } from "../exercise/check/expected-refusal.js";
import { requirement } from "../exercise/check/requirement.js";
import * as ids from "../generators/resource-id.js";
import { valid } from "../generators/specimen.js";
import { refusesIdsOfOtherKinds } from "./ids-of-other-kinds.js";

const minimal = { examples: [valid(MINIMAL_DRAFT)] };

requirement("create-listener.load-balancer-id.required", async ({ check }) => {
  await check.refuses(ids.loadBalancerMissing, anyClientError);
});

requirement("create-listener.load-balancer-id.not-empty", async ({ check }) => {
  await check.refuses(ids.loadBalancerEmpty, anyClientError);
});

requirement("create-listener.load-balancer-id.names-the-parent", async ({ check }) => {
  await check.accepts(minimal, { lens: "create" });
});

requirement("create-listener.load-balancer-id.other-kind", async ({ check }) => {
  await refusesIdsOfOtherKinds(check, "loadBalancer");
});

requirement("create-listener.load-balancer-id.malformed", async ({ check }) => {
  const questions = { ...ids.malformedIds, ...ids.otherSpellings(check.session.stage.forDryRuns ?? "") };
  for (const [name, id] of Object.entries(questions)) {
    check.observe(name, await check.answerToDryRun({ ...MINIMAL_DRAFT, loadBalancer: { is: "literal", id } }));
  }
});

requirement("create-listener.server-group-id.required", async ({ check }) => {
  await check.refuses(ids.serverGroupMissing, anyClientError);
});

requirement("create-listener.server-group-id.not-empty", async ({ check }) => {
  await check.refuses(ids.serverGroupEmpty, anyClientError);
});

requirement("create-listener.server-group-id.names-the-group", async ({ check }) => {
  await check.accepts(minimal, { lens: "create" });
});

requirement("create-listener.server-group-id.other-kind", async ({ check }) => {
  await refusesIdsOfOtherKinds(check, "serverGroup");
});

requirement("create-listener.server-group-id.malformed", async ({ check }) => {
  const [existing = ""] = check.session.situations.find("server-group/available")?.ids ?? [];
  const questions = { ...ids.malformedIds, ...ids.otherSpellings(existing) };
  for (const [name, id] of Object.entries(questions)) {
    check.observe(name, await check.answerToDryRun({ ...MINIMAL_DRAFT, serverGroup: { is: "literal", id } }));
  }
});
