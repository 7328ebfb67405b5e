import { through } from "../contract/judge.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import { VIOLATIONS } from "../contract/violations.js";
import * as ids from "../generators/resource-id.js";
import type { Family } from "../generators/specimen.js";
import * as tag from "../generators/tag.js";
import { duplicateKeys } from "../generators/tag-duplicate.js";
import * as timeout from "../generators/tcp-idle-timeout.js";
import { everyViolation, type TwoViolations, twoViolations, twoViolationsOn } from "../generators/violation.js";
import type { Endpoint } from "../harness/endpoint.js";
import { crowdOnOneLoadBalancer, secondListener } from "../harness/occupancy.js";
import { requirement } from "../harness/requirement.js";
import type { Attempt } from "../harness/session.js";
import { shortly } from "../harness/short-answer.js";

requirement("create-listener.error.envelope", async ({ endpoint }) => {
  await endpoint.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.request-id", async ({ endpoint }) => {
  await endpoint.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.status", async ({ endpoint }) => {
  await endpoint.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.no-effect", async ({ endpoint }) => {
  await endpoint.leavesNothingBehind(everyViolation);
});

requirement("create-listener.error.message", async ({ endpoint }) => {
  await endpoint.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.resource-not-found-load-balancer", async ({ endpoint }) => {
  await endpoint.refuses(ids.loadBalancerUnknown, "ResourceNotFound.LoadBalancer");
  await refusesNearMisses(endpoint, "loadBalancer", endpoint.session.pool.first);
});

requirement("create-listener.error.resource-not-found-server-group", async ({ endpoint }) => {
  await endpoint.refuses(ids.serverGroupUnknown, "ResourceNotFound.ServerGroup");
  await refusesNearMisses(endpoint, "serverGroup", endpoint.session.situations.find("server-group/available")?.ids[0]);
});

/** Ids that are an existing one but for a character are refused: as unknown or as ill-formed, which the page leaves open. */
async function refusesNearMisses(
  endpoint: Endpoint,
  parameter: "loadBalancer" | "serverGroup",
  id = "",
): Promise<void> {
  if (!endpoint.mayCreate) return;
  for (const near of ids.nearMisses(id)) {
    await endpoint.withLoadBalancer(0, async (one) => {
      const attempt = await one.create({ ...MINIMAL_DRAFT, [parameter]: { is: "literal", id: near } });
      endpoint.expect(attempt.answer.is === "refused", attempt, {
        expected: "refused: no such id",
        got: shortly(attempt),
      });
    });
  }
}

requirement("create-listener.error.incorrect-status-load-balancer-provisioning", async ({ endpoint }) => {
  const family = ids.onLoadBalancer("load-balancer.provisioning", "load-balancer/provisioning");
  await endpoint.given("load-balancer/provisioning", () => endpoint.refuses(family, "IncorrectStatus.LoadBalancer"));
});

requirement("create-listener.error.incorrect-status-load-balancer-configuring", async ({ endpoint }) => {
  const family = ids.onLoadBalancer("load-balancer.configuring", "load-balancer/configuring");
  await endpoint.given("load-balancer/configuring", () => endpoint.refuses(family, "IncorrectStatus.LoadBalancer"));
});

requirement("create-listener.error.incorrect-business-status-load-balancer", async ({ endpoint }) => {
  const family = ids.onLoadBalancer("load-balancer.financially-locked", "load-balancer/financially-locked");
  await endpoint.given("load-balancer/financially-locked", () =>
    endpoint.refuses(family, "IncorrectBusinessStatus.LoadBalancer"),
  );
});

requirement("create-listener.error.too-many-listeners", async ({ endpoint }) => {
  await secondListener(endpoint);
  if (!endpoint.session.has("load-balancer/occupied")) return;
  const family = ids.onLoadBalancer("load-balancer.occupied", "load-balancer/occupied");
  await endpoint.refuses(family, "OperationDenied.TooManyListeners");
});

requirement("create-listener.error.too-many-listeners-concurrently", async ({ endpoint }) => {
  await crowdOnOneLoadBalancer(endpoint);
});

requirement("create-listener.error.incorrect-status-server-group-creating", async ({ endpoint }) => {
  const family = ids.onServerGroup("server-group.creating", "server-group/creating");
  await endpoint.given("server-group/creating", () => endpoint.refuses(family, "IncorrectStatus.ServerGroup"));
});

requirement("create-listener.error.incorrect-status-server-group-configuring", async ({ endpoint }) => {
  const family = ids.onServerGroup("server-group.configuring", "server-group/configuring");
  await endpoint.given("server-group/configuring", () => endpoint.refuses(family, "IncorrectStatus.ServerGroup"));
});

requirement("create-listener.error.mismatch-vpc-id", async ({ endpoint }) => {
  const family = ids.onServerGroup("server-group.other-vpc", "server-group/other-vpc");
  await endpoint.given("server-group/other-vpc", () => endpoint.refuses(family, "Mismatch.VpcId"));
});

requirement("create-listener.error.tcp-idle-timeout-conflict-with-scheduler", async ({ endpoint }) => {
  const refuses = (family: Family) => endpoint.refuses(family, "OperationDenied.TcpIdleTimeoutConflictWithScheduler");
  await endpoint.given("server-group/scheduler-3tch", () => refuses(timeout.conflictOn("server-group/scheduler-3tch")));
  await endpoint.given("server-group/scheduler-2tch", () => refuses(timeout.conflictOn("server-group/scheduler-2tch")));
});

requirement("create-listener.error.resource-in-use-ip", async ({ endpoint }) => {
  const family = ids.onServerGroup("server-group.ip-in-use", "server-group/ip-in-use");
  await endpoint.given("server-group/ip-in-use", () => endpoint.refuses(family, "ResourceInUse.IP"));
});

requirement("create-listener.error.missing-tag-key", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("keyMissing"), "MissingParam.TagKey");
});

requirement("create-listener.error.missing-tag-value", async ({ endpoint }) => {
  const answer = await endpoint.answerToDryRun(tag.openQuestions["value.missing"]);
  if (answer !== "dry run passed" && answer !== "HTTP 400 MissingParam.TagValue") {
    endpoint.warn("create-listener.error.missing-tag-value", `a tag without a value was answered ${answer}`);
  }
  endpoint.observe("left out", answer);
});

requirement("create-listener.error.duplicated-tag-key", async ({ endpoint }) => {
  await endpoint.refuses(duplicateKeys, "DuplicatedParam.TagKey");
});

requirement("create-listener.error.illegal-tag-key", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("reservedPrefix"), "IllegalParam.TagKey");
  await endpoint.refuses(tag.withDefect("keyTooLong"), "IllegalParam.TagKey");
  await endpoint.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey");
});

requirement("create-listener.error.illegal-tag-value", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("valueTooLong"), "IllegalParam.TagValue");
  await endpoint.refuses(tag.withDefect("valueUrl"), "IllegalParam.TagValue");
});

requirement("create-listener.error.two-violations", async ({ endpoint }) => {
  for (const both of twoViolations) await refusesBoth(endpoint, both);
  for (const both of twoViolationsOn) {
    if (endpoint.session.has(both.situation)) await refusesBoth(endpoint, both);
  }
});

/** A request with two defects is refused, in a dry run if that is bound to find one of them. */
async function refusesBoth(endpoint: Endpoint, { draft, labels }: TwoViolations): Promise<void> {
  const note = (attempt: Attempt) => {
    const codes = labels.flatMap((label) => {
      const { refusal } = VIOLATIONS[label];
      return refusal.is === "documented" ? refusal.codes : [];
    });
    endpoint.expect(attempt.answer.is === "refused", attempt, {
      expected: `refused${codes.length > 0 ? ` (${codes.join(", ")} or a format error)` : ""}`,
      got: shortly(attempt),
    });
  };
  if (endpoint.session.lenses.includes("dry-run") && labels.some((label) => VIOLATIONS[label].foundByDryRun)) {
    note(
      await endpoint.session.send(through("dry-run", draft), {
        loadBalancerId: endpoint.session.pool.first,
      }),
    );
  }
  if (endpoint.mayCreate) await endpoint.withLoadBalancer(0, async (one) => note(await one.create(draft)));
}
