import { MINIMAL_DRAFT } from "../contract/request.js";
import * as ids from "../generators/resource-id.js";
import { valid } from "../generators/specimen.js";
import { anyClientError } from "../harness/expected-refusal.js";
import { requirement } from "../harness/requirement.js";

const minimal = { examples: [valid(MINIMAL_DRAFT)] };

requirement("create-listener.load-balancer-id.required", async ({ endpoint }) => {
  await endpoint.refuses(ids.loadBalancerMissing, anyClientError);
});

requirement("create-listener.load-balancer-id.not-empty", async ({ endpoint }) => {
  await endpoint.refuses(ids.loadBalancerEmpty, anyClientError);
});

requirement("create-listener.load-balancer-id.names-the-parent", async ({ endpoint }) => {
  await endpoint.accepts(minimal, { lens: "create" });
});

requirement("create-listener.load-balancer-id.malformed", async ({ endpoint }) => {
  const questions = { ...ids.malformedIds, ...ids.otherSpellings(endpoint.session.pool.first ?? "") };
  for (const [name, id] of Object.entries(questions)) {
    endpoint.observe(name, await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, loadBalancer: { is: "literal", id } }));
  }
});

requirement("create-listener.server-group-id.required", async ({ endpoint }) => {
  await endpoint.refuses(ids.serverGroupMissing, anyClientError);
});

requirement("create-listener.server-group-id.not-empty", async ({ endpoint }) => {
  await endpoint.refuses(ids.serverGroupEmpty, anyClientError);
});

requirement("create-listener.server-group-id.names-the-group", async ({ endpoint }) => {
  await endpoint.accepts(minimal, { lens: "create" });
});

requirement("create-listener.server-group-id.malformed", async ({ endpoint }) => {
  const [existing = ""] = endpoint.session.situations.find("server-group/available")?.ids ?? [];
  const questions = { ...ids.malformedIds, ...ids.otherSpellings(existing) };
  for (const [name, id] of Object.entries(questions)) {
    endpoint.observe(name, await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, serverGroup: { is: "literal", id } }));
  }
});
