/** Checks of DryRun: it changes nothing, it finds what it is said to find, and its own values. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import { anyClientError } from "../exercise/check/expected-refusal.js";
import { requirement } from "../exercise/check/requirement.js";
import * as dryRun from "../generators/dry-run.js";
import * as tag from "../generators/tag.js";
import { plainTags, withTags } from "../generators/tag.js";
import * as timeout from "../generators/tcp-idle-timeout.js";
import { wholeSpace } from "../generators/valid-request.js";
import { everyViolation } from "../generators/violation.js";
import { dryRunsAfterCreation, dryRunsBeforeCreation } from "./dry-run-under-used-token.js";
import { occupy } from "./errors/occupied-load-balancer.js";

requirement("create-listener.dry-run.passes", async ({ check }) => {
  await check.accepts(wholeSpace, { lens: "dry-run" });
});

requirement("create-listener.dry-run.creates-nothing", async ({ check }) => {
  for (const [depth, draft] of [MINIMAL_DRAFT, timeout.withTimeout(60), withTags(plainTags(2))].entries()) {
    await check.withLoadBalancer(depth, async (one) => {
      const dry = await one.dryRun({ ...draft, clientToken: { is: "unique", text: "dry" } });
      one.suspectLeftovers();
      const standing = await one.standing();
      if (standing !== undefined) {
        check.expect(standing.length === 0, dry, {
          expected: "no listener after a dry run",
          got: `${standing.length} listeners`,
        });
      }
      if (!check.session.lenses.includes("create")) return;
      const real = await one.create(draft);
      check.expectAccepted(real, "the load balancer is still free after a dry run: accepted");
    });
  }
});

requirement("create-listener.dry-run.checks-parameters", async ({ check }) => {
  await check.refusesEach(everyViolation, { lens: "dry-run", blame: "check" });
});

requirement("create-listener.dry-run.checks-limits", async ({ check }) => {
  await check.refuses(tag.tooMany, anyClientError, { lens: "dry-run" });
  if (!check.session.lenses.includes("create")) return;
  await check.withLoadBalancer(
    0,
    async (one) => {
      if ((await occupy(check, one)) === undefined) return;
      await one.waitReady();
      const attempt = await one.dryRun(MINIMAL_DRAFT);
      const { answer } = attempt;
      check.expect(answer.is === "refused" && answer.code === "OperationDenied.TooManyListeners", attempt, {
        expected: "refused with OperationDenied.TooManyListeners",
        got: answerInWords(attempt),
      });
    },
    "all that fit",
  );
});

requirement("create-listener.dry-run.false-creates", async ({ check }) => {
  await check.accepts(dryRun.spelledFalse, { lens: "create" });
});

requirement("create-listener.dry-run.absent-creates", async ({ check }) => {
  await check.accepts(dryRun.leftOut, { lens: "create" });
});

requirement("create-listener.dry-run.leaves-token", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-dry`;
    await one.dryRun(MINIMAL_DRAFT, { clientToken });
    const real = await one.create(MINIMAL_DRAFT, { clientToken });
    const { answer } = real;
    // Whether a dry run uses the token up is open; that the creation is answered as one is not.
    const refusedForToken = answer.is === "refused" && /^Idempot/u.test(answer.code ?? "");
    check.expect(answer.is === "accepted" || refusedForToken, real, {
      expected: "a creation, or an Idempot… error",
      got: answerInWords(real),
    });
    if (answer.is !== "accepted" || answer.listenerId === undefined) return;
    const listener = one.listeners.get(answer.listenerId);
    if (listener === undefined) return;
    const read = await one.read(listener);
    if (read.is === "unreadable") return;
    check.expect(read.is === "found", real, { expected: "the listener that was announced", got: "not found" }, [
      real.exchange,
      read.exchange,
    ]);
  });
});

requirement("create-listener.dry-run.used-token", async ({ check }) => {
  if (!check.mayCreate) return check.notApplicable("it takes a creation, and none are allowed here");
  await dryRunsAfterCreation(check);
  await dryRunsBeforeCreation(check);
});

requirement("create-listener.dry-run.malformed", async ({ check }) => {
  await check.refuses(dryRun.malformed, anyClientError, { lens: "create" });
});

requirement("create-listener.dry-run.status", async ({ check }) => {
  await check.accepts(dryRun.leftOut, { lens: "dry-run" });
});

requirement("create-listener.dry-run.spelling", async ({ check }) => {
  for (const [depth, text] of dryRun.spellings.entries()) {
    await check.withLoadBalancer(depth, async (one) => {
      check.observe(JSON.stringify(text), answerInWords(await one.create(dryRun.withDryRun(text))));
    });
  }
});

requirement("create-listener.dry-run.state-checks", async ({ check }) => {
  const unknown = { is: "unknown", salt: 5 } as const;
  check.observe("unknown load balancer", await check.answerToDryRun({ ...MINIMAL_DRAFT, loadBalancer: unknown }));
  check.observe("unknown server group", await check.answerToDryRun({ ...MINIMAL_DRAFT, serverGroup: unknown }));
  for (const situation of [
    "load-balancer/provisioning",
    "load-balancer/financially-locked",
    "load-balancer/inactive",
  ] as const) {
    if (!check.session.has(situation)) continue;
    const loadBalancer = { is: "situation", situation } as const;
    check.observe(situation, await check.answerToDryRun({ ...MINIMAL_DRAFT, loadBalancer }));
  }
  for (const situation of ["server-group/creating", "server-group/other-vpc", "server-group/scheduler-3tch"] as const) {
    if (!check.session.has(situation)) continue;
    const serverGroup = { is: "situation", situation } as const;
    check.observe(situation, await check.answerToDryRun({ ...MINIMAL_DRAFT, serverGroup, tcpIdleTimeout: 60 }));
  }
});
