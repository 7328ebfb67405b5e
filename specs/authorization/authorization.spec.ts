/** Checks of who may call. */
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { requirement } from "../../exercise/check/requirement.js";
import { expectAuthorization, expectCaller, observeNonceReuse, tamperedBody, vouching } from "./callers.js";

requirement("create-listener.authorization.denied-caller", async ({ check }) => {
  await check.givenAuthentication(() => expectCaller(check, "caller/denied"));
});

requirement("create-listener.authorization.unsigned", async ({ check }) => {
  await check.givenAuthentication(() => expectAuthorization(check, { caller: { is: "unsigned" } }));
});

requirement("create-listener.authorization.wrong-secret", async ({ check }) => {
  await check.givenAuthentication(() => expectCaller(check, "caller/wrong-secret"));
});

requirement("create-listener.authorization.unknown-caller", async ({ check }) => {
  await check.givenAuthentication(() => expectCaller(check, "caller/unknown"));
});

requirement("create-listener.authorization.every-request", async ({ check }) => {
  await check.givenAuthentication(() => vouching(check));
});

requirement("create-listener.authorization.tampered-body", async ({ check }) => {
  await check.givenAuthentication(() => tamperedBody(check));
});

requirement("create-listener.authorization.codes", async ({ check }) => {
  await check.givenAuthentication(async () => {
    const customs = {
      "caller/wrong-secret": /^(SignatureDoesNotMatch|IncompleteSignature)/u,
      "caller/unknown": /^InvalidAccessKeyId/u,
      "caller/denied": /^(Forbidden|NoPermission)/u,
    } as const;
    for (const [situation, custom] of Object.entries(customs)) {
      const caller = check.session.situations.caller(situation as keyof typeof customs);
      if (caller === undefined) continue;
      const attempt = await check.session.send(
        { ...MINIMAL_DRAFT, dryRun: true },
        { call: { caller: { is: "credentials", credentials: caller } } },
      );
      const code = attempt.answer.is === "refused" ? (attempt.answer.code ?? "none") : attempt.answer.is;
      check.observe(situation, code);
      if (!custom.test(code)) check.warn("create-listener.authorization.codes", `${situation} was answered ${code}`);
    }
  });
});

requirement("create-listener.authorization.expired-date", async ({ check }) => {
  await check.givenAuthentication(async () => {
    const attempt = await check.session.send(
      { ...MINIMAL_DRAFT, dryRun: true },
      { call: { clockOffsetMs: -6 * 3_600_000 } },
    );
    const refused = attempt.answer.is === "refused";
    check.observe("date six hours ago", refused ? "refused" : attempt.answer.is);
    if (!refused)
      check.warn("create-listener.authorization.expired-date", "a request dated six hours ago was not refused");
  });
});

requirement("create-listener.authorization.nonce-reuse", async ({ check }) => {
  await check.givenAuthentication(() => observeNonceReuse(check));
});
