/** Checks of the answer to an accepted request. */
import type { RequestDraft } from "../contract/request.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { Check } from "../exercise/check/check.js";
import { requirement } from "../exercise/check/requirement.js";
import type { Attempt } from "../exercise/session/session.js";
import { mixtures } from "../generators/listener-description.js";
import { valid } from "../generators/specimen.js";
import { plainTags } from "../generators/tag.js";
import { wholeSpace } from "../generators/valid-request.js";

const created = { lens: "create", creations: 12 } as const;
const family = { examples: [valid(MINIMAL_DRAFT), ...wholeSpace.examples, ...mixtures.examples] };

requirement("create-listener.response.status", async ({ check }) => {
  await check.accepts(family, created);
});

requirement("create-listener.response.json", async ({ check }) => {
  await check.accepts(family, created);
});

requirement("create-listener.response.listener-id", async ({ check }) => {
  await check.accepts(family, created);
});

requirement("create-listener.response.request-id", async ({ check }) => {
  await check.accepts(family, created);
});

requirement("create-listener.response.listener-id-unique", async ({ check }) => {
  const seen = new Map<string, Attempt>();
  const rounds = { smoke: 2, standard: 6, full: 20 }[check.session.profile];
  const drafts: RequestDraft[] = [MINIMAL_DRAFT, { ...MINIMAL_DRAFT, tags: plainTags(1) }];
  await Promise.all(
    Array.from({ length: rounds }, (_, depth) =>
      check.withLoadBalancer(depth, async (one) => {
        const attempt = await one.create(drafts[depth % drafts.length] ?? MINIMAL_DRAFT);
        const id = attempt.answer.is === "accepted" ? attempt.answer.listenerId : undefined;
        if (id === undefined) return;
        const earlier = seen.get(id);
        seen.set(id, attempt);
        check.expect(
          earlier === undefined,
          attempt,
          { expected: "a ListenerId of its own", got: "the ListenerId of another listener" },
          [...(earlier === undefined ? [] : [earlier.exchange]), attempt.exchange],
        );
      }),
    ),
  );
  if (seen.size === 0 && check.mayCreate && !check.session.stage.isScarce)
    check.inconclusive("no listener was created");
});

/** Answers whose RequestIds are compared. */
const DISTINCT = { smoke: 24, standard: 400, full: 1_000 } as const;

requirement("create-listener.response.request-id-distinct", async ({ check }) => {
  const { session } = check;
  const seen = new Map<string, Attempt>();
  const paced = session.isRationed;
  const drafts: RequestDraft[] = [
    { ...MINIMAL_DRAFT, dryRun: true },
    { ...MINIMAL_DRAFT, dryRun: true, tcpIdleTimeout: 59 },
    { ...MINIMAL_DRAFT, dryRun: true, tags: plainTags(2) },
  ];
  const dryRuns = await Promise.all(
    Array.from({ length: paced ? 24 : DISTINCT[session.profile] }, (_, i) =>
      session.send(drafts[i % drafts.length] ?? MINIMAL_DRAFT, { depth: i }),
    ),
  );
  for (const attempt of [...dryRuns, ...(await createSideBySide(check))]) {
    const { answer } = attempt;
    const requestId = "body" in answer ? answer.body?.RequestId : undefined;
    if (typeof requestId !== "string" || requestId === "") continue;
    const earlier = seen.get(requestId);
    seen.set(requestId, attempt);
    check.expect(
      earlier === undefined,
      attempt,
      { expected: "a RequestId of its own", got: "the RequestId of another request" },
      [...(earlier === undefined ? [] : [earlier.exchange]), attempt.exchange],
    );
  }
  if (seen.size === 0) check.inconclusive("no answer carried a RequestId");
});

/** Creations that are under way at the same time, each on a load balancer of its own; none where only dry runs are allowed. */
async function createSideBySide(check: Check): Promise<Attempt[]> {
  const { session } = check;
  const attempts: Attempt[] = [];
  if (!session.lenses.includes("create")) return attempts;
  await Promise.all(
    Array.from({ length: Math.min(6, session.stage.left.length) }, (_, depth) =>
      check.withLoadBalancer(depth, async (one) => {
        attempts.push(await one.create(MINIMAL_DRAFT));
      }),
    ),
  );
  return attempts;
}

for (const custom of ["request-id-header", "content-type", "listener-id-prefix", "no-error-members"] as const) {
  // Customs are looked at in every answer; these checks make sure that there is one.
  requirement(`create-listener.response.${custom}`, async ({ check }) => {
    await check.accepts({ examples: [valid(MINIMAL_DRAFT)] }, { lens: "create" });
  });
}
