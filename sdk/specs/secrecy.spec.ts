/** Checks on secrets; the clauses are in `contract/requirements/sdk/overlap.ts`. Those on what an SDK says look back at the whole run. */
import { setTimeout as wait } from "node:timers/promises";
import type { ConversationPlan } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import type { Case, Judgement, SdkCheck } from "../check/sdk-check.js";
import { html, refusal } from "../service/replies.js";
import type { Script, Step } from "../service/script.js";
import { CREATED, create, FULL, REQUEST_ID, read } from "./calls.js";

const UNMATCHED = refusal(
  400,
  "SignatureDoesNotMatch",
  "Specified signature is not matched with our calculation.",
  REQUEST_ID,
);

/** What makes a client talk: success, refusals, answers that are none, and silence. */
const TALKS: readonly Step[] = [
  { does: "reply", reply: CREATED },
  { does: "reply", reply: UNMATCHED },
  {
    does: "reply",
    reply: refusal(403, "Forbidden.RAM", "User not authorized to operate on the specified resource.", REQUEST_ID),
  },
  { does: "reply", reply: html(502) },
  { does: "reply", reply: { ...CREATED, framing: "cut" } },
  { does: "reset", when: "before" },
  { does: "silence", after: "nothing", reply: CREATED },
];

/** Long enough for a connection to be made on a busy machine. */
const TIMEOUT_MS = 700;

function talking(sdk: SdkCheck): Case[] {
  return TALKS.map((step, index) => ({
    name: `talk ${index + 1}`,
    plan: {
      script: () => step,
      calls: step.does === "silence" ? [create()] : [create(), create(FULL), read()],
      sts: sdk.session.features.has("sts"),
      slow: true,
      ...(step.does === "silence" ? { timeoutMs: TIMEOUT_MS } : {}),
    },
    mayBeLate: true,
    judge: () => undefined,
  }));
}

function saysNothing(sdk: SdkCheck, where: "message" | "answer"): Judgement {
  const heard = sdk.session.leaks.find((one) => one.where === where);
  return heard && { expected: `no secret in what ${heard.command} gives`, got: heard.leak };
}

for (const [id, where] of [
  ["sdk.secrecy.messages", "message"],
  ["sdk.secrecy.answers", "answer"],
] as const) {
  sdkRequirement(
    id,
    async ({ sdk }) => {
      await sdk.all(talking(sdk).map((one) => ({ ...one, judge: () => saysNothing(sdk, where) })));
    },
    { last: true },
  );
}

const SETTLE_MS = 300;

sdkRequirement(
  "sdk.secrecy.standard-error",
  async ({ sdk }) => {
    await sdk.all(talking(sdk));
    await sdk.session.lanes.stopIdle();
    // What was written last is still on its way.
    await wait(SETTLE_MS);
    const [leak] = sdk.session.stderrWatch.found;
    if (leak !== undefined) sdk.finding("no secret on standard error", leak);
  },
  { last: true },
);

function redirecting(sdk: SdkCheck, status: number): ConversationPlan {
  const script: Script = ({ accessKeyId }) => {
    const headers = { Location: sdk.session.service.elsewhere(accessKeyId) };
    return { does: "reply", reply: { status, headers, body: "" } };
  };
  return { script, calls: [create(FULL), read()], sts: sdk.session.features.has("sts") };
}

const SIGNED = /\bSignature=|^(?:proxy-)?authorization:/imu;

sdkRequirement("sdk.secrecy.redirect", async ({ sdk }) => {
  await sdk.all(
    [301, 302, 303, 307, 308].map((status) => ({
      name: String(status),
      plan: redirecting(sdk, status),
      judge: ({ credentials }) => {
        const { accessKeyId, accessKeySecret, securityToken } = credentials;
        const secrets = [
          accessKeySecret,
          ...(securityToken === undefined ? [] : [securityToken, encodeURIComponent(securityToken)]),
        ];
        const wrong = sdk.session.service
          .caught(accessKeyId)
          .find((text) => SIGNED.test(text) || secrets.some((secret) => text.includes(secret)));
        if (wrong === undefined) return undefined;
        const got = secrets.some((secret) => wrong.includes(secret)) ? "a secret or security token" : "a signature";
        return { expected: "no credentials for another host", got };
      },
    })),
  );
});
