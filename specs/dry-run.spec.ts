import { MINIMAL_DRAFT } from "../contract/request.js";
import * as dryRun from "../generators/dry-run.js";
import * as tag from "../generators/tag.js";
import { plainTags, withTags } from "../generators/tag.js";
import * as timeout from "../generators/tcp-idle-timeout.js";
import { wholeSpace } from "../generators/valid-request.js";
import { everyViolation } from "../generators/violation.js";
import { anyClientError } from "../harness/expected-refusal.js";
import { occupy } from "../harness/occupancy.js";
import { requirement } from "../harness/requirement.js";
import { shortly } from "../harness/short-answer.js";

requirement("create-listener.dry-run.passes", async ({ endpoint }) => {
  await endpoint.accepts(wholeSpace, { lens: "dry-run" });
});

requirement("create-listener.dry-run.creates-nothing", async ({ endpoint }) => {
  for (const [slot, draft] of [MINIMAL_DRAFT, timeout.withTimeout(60), withTags(plainTags(2))].entries()) {
    await endpoint.withLoadBalancer(slot, async (one) => {
      const dry = await one.dryRun({ ...draft, clientToken: { is: "unique", text: "dry" } });
      one.suspectLeftovers();
      const standing = await one.standing();
      if (standing !== undefined) {
        endpoint.expect(standing.length === 0, dry, {
          expected: "no listener after a dry run",
          got: `${standing.length} listeners`,
        });
      }
      if (!endpoint.session.lenses.includes("create")) return;
      const real = await one.create(draft);
      endpoint.expectAccepted(real, "the load balancer is still free after a dry run: accepted");
    });
  }
});

requirement("create-listener.dry-run.checks-parameters", async ({ endpoint }) => {
  await endpoint.refusesEach(everyViolation, { lens: "dry-run", blame: "check" });
});

requirement("create-listener.dry-run.checks-limits", async ({ endpoint }) => {
  await endpoint.refuses(tag.tooMany, anyClientError, { lens: "dry-run" });
  if (!endpoint.session.lenses.includes("create")) return;
  await endpoint.withLoadBalancer(0, async (one) => {
    if ((await occupy(endpoint, one)) === undefined) return;
    await one.waitReady();
    const attempt = await one.dryRun(MINIMAL_DRAFT);
    const { answer } = attempt;
    endpoint.expect(answer.is === "refused" && answer.code === "OperationDenied.TooManyListeners", attempt, {
      expected: "refused with OperationDenied.TooManyListeners",
      got: shortly(attempt),
    });
  });
});

requirement("create-listener.dry-run.false-creates", async ({ endpoint }) => {
  await endpoint.accepts(dryRun.spelledFalse, { lens: "create" });
});

requirement("create-listener.dry-run.absent-creates", async ({ endpoint }) => {
  await endpoint.accepts(dryRun.leftOut, { lens: "create" });
});

requirement("create-listener.dry-run.leaves-token", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const clientToken = `${endpoint.session.tokenStem()}-dry`;
    await one.dryRun(MINIMAL_DRAFT, { clientToken });
    const real = await one.create(MINIMAL_DRAFT, { clientToken });
    const { answer } = real;
    // Whether a dry run uses the token up is open; that the creation is answered as one is not.
    const refusedForToken = answer.is === "refused" && /^Idempot/u.test(answer.code ?? "");
    endpoint.expect(answer.is === "accepted" || refusedForToken, real, {
      expected: "a creation, or an Idempot… error",
      got: shortly(real),
    });
    if (answer.is !== "accepted" || answer.listenerId === undefined) return;
    const listener = one.listeners.get(answer.listenerId);
    if (listener === undefined) return;
    const read = await one.read(listener);
    if (read.is === "unreadable") return;
    endpoint.expect(read.is === "found", real, { expected: "the listener that was announced", got: "not found" }, [
      real.exchange,
      read.exchange,
    ]);
  });
});

requirement("create-listener.dry-run.malformed", async ({ endpoint }) => {
  await endpoint.refuses(dryRun.malformed, anyClientError, { lens: "create" });
});

requirement("create-listener.dry-run.status", async ({ endpoint }) => {
  await endpoint.accepts(dryRun.leftOut, { lens: "dry-run" });
});

requirement("create-listener.dry-run.spelling", async ({ endpoint }) => {
  for (const [slot, text] of dryRun.spellings.entries()) {
    await endpoint.withLoadBalancer(slot, async (one) => {
      endpoint.observe(JSON.stringify(text), shortly(await one.create(dryRun.withDryRun(text))));
    });
  }
});

requirement("create-listener.dry-run.state-checks", async ({ endpoint }) => {
  const unknown = { is: "unknown", salt: 5 } as const;
  endpoint.observe("unknown load balancer", await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, loadBalancer: unknown }));
  endpoint.observe("unknown server group", await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, serverGroup: unknown }));
  for (const situation of [
    "load-balancer/provisioning",
    "load-balancer/financially-locked",
    "load-balancer/inactive",
  ] as const) {
    if (!endpoint.session.has(situation)) continue;
    const loadBalancer = { is: "situation", situation } as const;
    endpoint.observe(situation, await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, loadBalancer }));
  }
  for (const situation of ["server-group/creating", "server-group/other-vpc", "server-group/scheduler-3tch"] as const) {
    if (!endpoint.session.has(situation)) continue;
    const serverGroup = { is: "situation", situation } as const;
    endpoint.observe(situation, await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, serverGroup, tcpIdleTimeout: 60 }));
  }
});
