import { MINIMAL_DRAFT } from "../contract/request.js";
import { expectAuthorization, expectCaller, observeNonceReuse, tamperedBody, vouching } from "../harness/callers.js";
import { requirement } from "../harness/requirement.js";

requirement("create-listener.authorization.denied-caller", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => expectCaller(endpoint, "caller/denied"));
});

requirement("create-listener.authorization.unsigned", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => expectAuthorization(endpoint, { caller: { is: "unsigned" } }));
});

requirement("create-listener.authorization.wrong-secret", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => expectCaller(endpoint, "caller/wrong-secret"));
});

requirement("create-listener.authorization.unknown-caller", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => expectCaller(endpoint, "caller/unknown"));
});

requirement("create-listener.authorization.every-request", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => vouching(endpoint));
});

requirement("create-listener.authorization.tampered-body", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => tamperedBody(endpoint));
});

requirement("create-listener.authorization.codes", async ({ endpoint }) => {
  await endpoint.givenAuthentication(async () => {
    const customs = {
      "caller/wrong-secret": /^(SignatureDoesNotMatch|IncompleteSignature)/u,
      "caller/unknown": /^InvalidAccessKeyId/u,
      "caller/denied": /^(Forbidden|NoPermission)/u,
    } as const;
    for (const [situation, custom] of Object.entries(customs)) {
      const caller = endpoint.session.situations.caller(situation as keyof typeof customs);
      if (caller === undefined) continue;
      const attempt = await endpoint.session.send(
        { ...MINIMAL_DRAFT, dryRun: true },
        { loadBalancerId: endpoint.session.pool.first, call: { caller: { is: "credentials", credentials: caller } } },
      );
      const code = attempt.answer.is === "refused" ? (attempt.answer.code ?? "none") : attempt.answer.is;
      endpoint.observe(situation, code);
      if (!custom.test(code)) endpoint.warn("create-listener.authorization.codes", `${situation} was answered ${code}`);
    }
  });
});

requirement("create-listener.authorization.expired-date", async ({ endpoint }) => {
  await endpoint.givenAuthentication(async () => {
    const attempt = await endpoint.session.send(
      { ...MINIMAL_DRAFT, dryRun: true },
      { loadBalancerId: endpoint.session.pool.first, call: { clockOffsetMs: -6 * 3_600_000 } },
    );
    const refused = attempt.answer.is === "refused";
    endpoint.observe("date six hours ago", refused ? "refused" : attempt.answer.is);
    if (!refused)
      endpoint.warn("create-listener.authorization.expired-date", "a request dated six hours ago was not refused");
  });
});

requirement("create-listener.authorization.nonce-reuse", async ({ endpoint }) => {
  await endpoint.givenAuthentication(() => observeNonceReuse(endpoint));
});
