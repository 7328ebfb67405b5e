/** Checks of refusals: the documented errors, the envelope, and that nothing is left behind. */
import { through } from "../../contract/judge.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { VIOLATIONS } from "../../contract/violations.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import { requirement } from "../../exercise/check/requirement.js";
import type { Attempt } from "../../exercise/session/session.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import { limitOf } from "../../exercise/stage/listener-limit.js";
import { spread } from "../../exercise/stage/quotas.js";
import * as ids from "../../generators/resource-id.js";
import type { Family } from "../../generators/specimen.js";
import * as tag from "../../generators/tag.js";
import { duplicateKeys } from "../../generators/tag-duplicate.js";
import * as timeout from "../../generators/tcp-idle-timeout.js";
import { everyViolation, type TwoViolations, twoViolations, twoViolationsOn } from "../../generators/violation.js";
import { observeAnswersToDefects, observePrecedence } from "./answers-to-defects.js";
import { crowdOnOneLoadBalancer, secondListener } from "./occupied-load-balancer.js";

requirement("create-listener.error.envelope", async ({ check }) => {
  await check.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.request-id", async ({ check }) => {
  await check.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.status", async ({ check }) => {
  await check.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.no-effect", async ({ check }) => {
  await check.leavesNothingBehind(everyViolation);
});

requirement("create-listener.error.message", async ({ check }) => {
  await check.refusesEach(everyViolation, { blame: "violation" });
});

requirement("create-listener.error.resource-not-found-load-balancer", async ({ check }) => {
  await check.refuses(ids.loadBalancerUnknown, "ResourceNotFound.LoadBalancer");
  await refusesNearMisses(check, "loadBalancer", check.session.stage.forDryRuns);
});

requirement("create-listener.error.resource-not-found-server-group", async ({ check }) => {
  await check.refuses(ids.serverGroupUnknown, "ResourceNotFound.ServerGroup");
  await refusesNearMisses(check, "serverGroup", check.session.situations.find("server-group/available")?.ids[0]);
});

/** Texts around an id where requests are paced. */
const FEW_AROUND = 4;

/** Ids that are nearly an existing one, and texts that hold one, are refused: as unknown or as ill-formed, which the page leaves open. */
async function refusesNearMisses(check: Check, parameter: "loadBalancer" | "serverGroup", id = ""): Promise<void> {
  if (!check.mayCreate) return;
  const isRefused = async (text: string, one: BorrowedLoadBalancer, what = "no such id") => {
    const attempt = await one.create({ ...MINIMAL_DRAFT, [parameter]: { is: "literal", id: text } });
    const refused = attempt.answer.is === "refused";
    check.expect(refused, attempt, { expected: `refused: ${what}`, got: answerInWords(attempt) });
    return refused;
  };
  const near = async (text: string, one: BorrowedLoadBalancer) => {
    await isRefused(text, one);
  };
  const around = async (one: BorrowedLoadBalancer) => {
    const texts = Object.entries(ids.aroundAnId(id));
    for (const [what, text] of check.session.isRationed ? spread(texts, FEW_AROUND) : texts)
      if (!(await isRefused(text, one, `${what}, no id`))) return;
  };
  await Promise.all([
    ...ids.nearMisses(id).map((text) => check.withLoadBalancer(0, (one) => near(text, one), "nothing")),
    check.withLoadBalancer(0, around, "nothing"),
  ]);
}

requirement("create-listener.error.incorrect-status-load-balancer-provisioning", async ({ check }) => {
  const family = ids.onLoadBalancer("load-balancer.provisioning", "load-balancer/provisioning");
  await check.given("load-balancer/provisioning", () => check.refuses(family, "IncorrectStatus.LoadBalancer"));
});

requirement("create-listener.error.incorrect-status-load-balancer-configuring", async ({ check }) => {
  const family = ids.onLoadBalancer("load-balancer.configuring", "load-balancer/configuring");
  await check.given("load-balancer/configuring", () => check.refuses(family, "IncorrectStatus.LoadBalancer"));
});

requirement("create-listener.error.incorrect-business-status-load-balancer", async ({ check }) => {
  const family = ids.onLoadBalancer("load-balancer.financially-locked", "load-balancer/financially-locked");
  await check.given("load-balancer/financially-locked", () =>
    check.refuses(family, "IncorrectBusinessStatus.LoadBalancer"),
  );
});

requirement("create-listener.error.too-many-listeners", async ({ check }) => {
  await secondListener(check);
  if (!check.session.has("load-balancer/occupied") || !(await check.isOccupied())) return;
  const family = ids.onLoadBalancer("load-balancer.occupied", "load-balancer/occupied");
  await check.refuses(family, "OperationDenied.TooManyListeners");
});

requirement("create-listener.error.too-many-listeners-concurrently", async ({ check }) => {
  await crowdOnOneLoadBalancer(check);
});

requirement("create-listener.error.listeners-per-load-balancer", async ({ check }) => {
  if (!check.mayCreate) return check.notApplicable("it takes creations, and none are allowed here");
  const found = await limitOf(check.session);
  if (found.is !== "found") return check.notApplicable("how many listeners a load balancer takes cannot be seen here");
  const { limit } = found;
  const { listenersPerLoadBalancer: expected } = check.session.config.expect;
  check.observe("listeners that a load balancer takes", String(limit));
  if (limit === expected) return;
  const source = expected === 1 ? ", as the product overview says (assumption errors.listeners-per-load-balancer)" : "";
  check.warn(
    "create-listener.error.listeners-per-load-balancer",
    `a load balancer takes ${limit}, expected ${expected}${source}; expect.listenersPerLoadBalancer in the configuration changes ` +
      "what is expected, and the clauses on the limit were put to the one that there is",
  );
});

requirement("create-listener.error.incorrect-status-server-group-creating", async ({ check }) => {
  const family = ids.onServerGroup("server-group.creating", "server-group/creating");
  await check.given("server-group/creating", () => check.refuses(family, "IncorrectStatus.ServerGroup"));
});

requirement("create-listener.error.incorrect-status-server-group-configuring", async ({ check }) => {
  const family = ids.onServerGroup("server-group.configuring", "server-group/configuring");
  await check.given("server-group/configuring", () => check.refuses(family, "IncorrectStatus.ServerGroup"));
});

requirement("create-listener.error.mismatch-vpc-id", async ({ check }) => {
  const family = ids.onServerGroup("server-group.other-vpc", "server-group/other-vpc");
  await check.given("server-group/other-vpc", () => check.refuses(family, "Mismatch.VpcId"));
});

requirement("create-listener.error.tcp-idle-timeout-conflict-with-scheduler", async ({ check }) => {
  const refuses = (family: Family) => check.refuses(family, "OperationDenied.TcpIdleTimeoutConflictWithScheduler");
  await check.given("server-group/scheduler-3tch", () => refuses(timeout.conflictOn("server-group/scheduler-3tch")));
  await check.given("server-group/scheduler-2tch", () => refuses(timeout.conflictOn("server-group/scheduler-2tch")));
});

requirement("create-listener.error.resource-in-use-ip", async ({ check }) => {
  const family = ids.onServerGroup("server-group.ip-in-use", "server-group/ip-in-use");
  await check.given("server-group/ip-in-use", () => check.refuses(family, "ResourceInUse.IP"));
});

requirement("create-listener.error.missing-tag-key", async ({ check }) => {
  await check.refuses(tag.withDefect("keyMissing"), "MissingParam.TagKey");
});

requirement("create-listener.error.missing-tag-value", async ({ check }) => {
  const answer = await check.answerToDryRun(tag.openQuestions["value.missing"]);
  if (answer !== "dry run passed" && answer !== "HTTP 400 MissingParam.TagValue") {
    check.warn("create-listener.error.missing-tag-value", `a tag without a value was answered ${answer}`);
  }
  check.observe("left out", answer);
});

requirement("create-listener.error.duplicated-tag-key", async ({ check }) => {
  await check.refuses(duplicateKeys, "DuplicatedParam.TagKey");
});

requirement("create-listener.error.illegal-tag-key", async ({ check }) => {
  await check.refuses(tag.withDefect("reservedPrefix"), "IllegalParam.TagKey");
  await check.refuses(tag.withDefect("keyTooLong"), "IllegalParam.TagKey");
  await check.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey");
});

requirement("create-listener.error.illegal-tag-value", async ({ check }) => {
  await check.refuses(tag.withDefect("valueTooLong"), "IllegalParam.TagValue");
  await check.refuses(tag.withDefect("valueUrl"), "IllegalParam.TagValue");
});

requirement("create-listener.error.two-violations", async ({ check }) => {
  const here = twoViolationsOn.filter(({ situation }) => check.session.has(situation));
  await Promise.all([...twoViolations, ...here].map((both) => refusesBoth(check, both)));
});

requirement("create-listener.error.precedence", async ({ check }) => {
  await observePrecedence(check);
});

requirement("create-listener.error.answers", async ({ check }) => {
  await observeAnswersToDefects(check);
});

/** A request with two defects is refused, in a dry run if that is bound to find one of them. */
async function refusesBoth(check: Check, { draft, labels }: TwoViolations): Promise<void> {
  const note = (attempt: Attempt) => {
    const codes = labels.flatMap((label) => {
      const { refusal } = VIOLATIONS[label];
      return refusal.is === "documented" ? refusal.codes : [];
    });
    check.expect(attempt.answer.is === "refused", attempt, {
      expected: `refused${codes.length > 0 ? ` (${codes.join(", ")} or a format error)` : ""}`,
      got: answerInWords(attempt),
    });
  };
  if (check.session.lenses.includes("dry-run") && labels.some((label) => VIOLATIONS[label].foundByDryRun)) {
    note(await check.session.send(through("dry-run", draft), {}));
  }
  if (check.mayCreate) await check.withLoadBalancer(0, async (one) => note(await one.create(draft)), "nothing");
}
