/** Checks on signatures; the clauses are in `contract/requirements/sdk/signature.ts`. That on the secret looks back at the whole run. */
import { createHash } from "node:crypto";
import type { ListenerCall } from "../../contract/call.js";
import { headerText } from "../../emulator/server/signing/v3.js";
import { wholeSpace } from "../../generators/valid-request.js";
import type { Conversation } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import type { Judgement } from "../check/sdk-check.js";
import { carriesSecret } from "../credentials.js";
import type { Arrival } from "../service/arrival.js";
import { bodiless, refusal } from "../service/replies.js";
import { inOrder } from "../service/script.js";
import { validlySigned } from "./arrivals.js";
import { accepting, CREATED, callOf, create, creation, FULL, PLAIN, REQUEST_ID, read, tagsOfCount } from "./calls.js";

const OUTAGE = refusal(503, "ServiceUnavailable", "The service is not available for a while.", REQUEST_ID);

const HARD: readonly ListenerCall[] = [
  { ...PLAIN, ListenerDescription: "a b+c*d~e%2Ff", Tag: [{ Key: "a=b&c", Value: "/?#[]@!$'()*,;: " }] },
  { ...PLAIN, ListenerDescription: "中文-描述", Tag: [{ Key: "😀", Value: "e\u0301" }] },
  { ...PLAIN, Tag: [{ Key: "key", Value: "" }] },
  { ...PLAIN, Tag: tagsOfCount(20) },
];

sdkRequirement(
  "sdk.signature.valid",
  async ({ sdk }) => {
    await sdk.holdsFor({
      name: "calls",
      examples: [PLAIN, FULL, ...HARD],
      ...(wholeSpace.arbitrary === undefined
        ? {}
        : { arbitrary: wholeSpace.arbitrary.map(({ draft }) => callOf(draft)) }),
      plan: creation,
      judge: validlySigned,
    });
    const again = inOrder({ does: "reply", reply: OUTAGE }, { does: "reply", reply: CREATED });
    await sdk.all([
      // One that signs by another key than its caller's sends nothing that is its caller's.
      { name: "plain", plan: creation(PLAIN), judge: validlySigned, mustSend: true },
      { name: "read", plan: { script: accepting, calls: [read()] }, judge: validlySigned },
      { name: "sent again", plan: { script: again, calls: [create(FULL)] }, judge: validlySigned },
      {
        name: "beside another client",
        plan: { script: accepting, calls: [create(), read()], beside: true },
        judge: (conversation) => {
          const own = conversation.credentials.accessKeyId;
          const isOwn = conversation.arrivals.every(({ accessKeyId }) => accessKeyId === own);
          if (isOwn) return validlySigned(conversation);
          return { expected: "the access key of the client that is called", got: "that of a client made after it" };
        },
      },
    ]);
    const { missigned } = sdk.session;
    if (missigned !== undefined && sdk.log.counterexamples.length === 0)
      sdk.finding("a valid signature of every request", missigned);
    const [stray] = sdk.session.service.strays;
    if (stray !== undefined)
      sdk.finding("a signature by the caller's access key with every request", strayInWords(stray));
  },
  // Those of all other checks count as well, and the requests of which cannot be told whose they are.
  { last: true },
);

function strayInWords({ method, signature }: Arrival): string {
  return `a ${method} with ${signature.problem ?? "the signature of somebody else"}`;
}

/** More than what is counted, or kept, in small numbers. */
const MANY = 40;

sdkRequirement("sdk.signature.later-requests", async ({ sdk }) => {
  const calls = [create(), read(), create(FULL), create(), read(), create(FULL)];
  const manyCalls = Array.from({ length: MANY }, (_, i) => (i % 2 === 0 ? create(FULL) : read()));
  const refused = refusal(400, "DuplicatedParam.TagKey", "The param of TagKey is duplicated.", REQUEST_ID);
  await sdk.all([
    {
      name: "kept connection",
      plan: { script: accepting, calls },
      judge: (conversation) => {
        const connections = new Set(conversation.arrivals.map(({ raw }) => raw.connection));
        const isKept = connections.size < conversation.arrivals.length;
        return validlySigned(conversation) ?? (isKept ? undefined : { notApplicable: "no connection is kept" });
      },
    },
    {
      name: "closed connection",
      plan: { script: () => ({ does: "reply", reply: { ...CREATED, close: true } }), calls },
      judge: validlySigned,
    },
    { name: "many", plan: { script: accepting, calls: manyCalls }, judge: validlySigned },
    {
      name: "after an error",
      plan: {
        script: inOrder({ does: "reply", reply: refused }, { does: "reply", reply: CREATED }),
        calls: [create(), create(FULL), create()],
      },
      judge: validlySigned,
    },
    {
      name: "as the service",
      plan: { script: () => ({ does: "emulate" }), calls: [create(FULL), create(FULL)] },
      judge: validlySigned,
    },
  ]);
});

sdkRequirement(
  "sdk.signature.sts",
  async ({ sdk }) => {
    if (!sdk.has("sts")) return;
    const judge = (conversation: Conversation): Judgement => {
      const { securityToken } = conversation.credentials;
      const wrong = conversation.arrivals.find(({ signature }) => signature.securityToken !== securityToken);
      if (wrong === undefined) return validlySigned(conversation);
      return {
        expected: securityToken === undefined ? "no security token" : "the security token",
        got: `${wrong.signature.securityToken === undefined ? "none" : "another one"} (request ${wrong.nth + 1})`,
      };
    };
    const calls = [create(), create(FULL), read(), ...HARD.map(create)];
    await sdk.holds({ name: "calls", plan: { script: accepting, calls, sts: true }, judge });
    await sdk.holds({ name: "lasting credentials", plan: { script: accepting, calls: [create(), read()] }, judge });
    const { strangeTokenSentBy } = sdk.session;
    if (strangeTokenSentBy !== undefined && sdk.log.counterexamples.length === 0)
      sdk.finding("no security token but the caller's", `another one in a request of ${strangeTokenSentBy}`);
  },
  // What clients with other credentials left behind shows in any check.
  { last: true },
);

function differentNonces({ arrivals }: Conversation): Judgement {
  const seen = new Set<string>();
  for (const { nth, signature } of arrivals) {
    if (signature.nonce === "") return { expected: "a nonce", got: `none in request ${nth + 1}` };
    if (seen.has(signature.nonce))
      return { expected: "a new nonce", got: `that of an earlier request, in request ${nth + 1}` };
    seen.add(signature.nonce);
  }
  return undefined;
}

sdkRequirement("sdk.signature.nonce-unique", async ({ sdk }) => {
  const calls = Array.from({ length: 24 }, (_, i) => (i % 5 === 4 ? read() : create(i % 2 === 0 ? PLAIN : FULL)));
  await sdk.holds({ name: "one client", plan: { script: accepting, calls }, judge: differentNonces });
});

sdkRequirement(
  "sdk.signature.nonce-unique-across-clients",
  async ({ sdk }) => {
    const calls = Array.from({ length: 16 }, () => create());
    await sdk.all([
      { name: "two clients", plan: { script: accepting, calls, clients: 2 }, judge: differentNonces },
      { name: "eight clients", plan: { script: accepting, calls, clients: 8 }, judge: differentNonces },
    ]);
    const { again } = sdk.session.nonces;
    if (again !== undefined)
      sdk.finding("nonces that no other client has sent", `${JSON.stringify(again)} by two clients`);
  },
  // The clients of all other checks count as well, in whatever process they ran.
  { last: true },
);

const PAUSE_MS = 2500;
const MINUTE_MS = 60_000;

sdkRequirement("sdk.signature.date-fresh", async ({ sdk }) => {
  const offset = Date.now() - performance.now();
  await sdk.holds({
    name: "pause",
    plan: (stretch) => ({ script: accepting, calls: [create(), create()], pauseMs: PAUSE_MS * stretch, slow: true }),
    judge: ({ arrivals }) => {
      const dates = arrivals.map(({ signature }) => Date.parse(signature.timestamp));
      for (const [index, arrival] of arrivals.entries()) {
        const date = dates[index] ?? Number.NaN;
        const off = Math.abs(date - (arrival.at + offset));
        if (!(off <= MINUTE_MS)) return { expected: "the present as date", got: dateInWords(arrival) };
      }
      const [first = 0, last = 0] = [dates[0], dates.at(-1)];
      if (arrivals.length > 1 && last <= first)
        return { expected: "a later date after a pause", got: arrivals.map(dateInWords).join(" and ") };
      return undefined;
    },
  });
});

function dateInWords({ signature }: Arrival): string {
  return signature.timestamp === "" ? "none" : signature.timestamp;
}

sdkRequirement("sdk.signature.body-hash", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "calls",
    examples: [PLAIN, FULL, ...HARD],
    plan: creation,
    judge: ({ arrivals }) => {
      const hashes = arrivals.flatMap((arrival) => hashesOf(arrival));
      if (hashes.length === 0) return { notApplicable: "no hash of the body is sent" };
      const wrong = hashes.find(({ declared, actual }) => declared !== actual);
      return wrong && { expected: `${wrong.name} ${wrong.actual}`, got: wrong.declared };
    },
  });
});

function hashesOf({ raw, body }: Arrival) {
  const hash = (algorithm: string, encoding: "hex" | "base64") => createHash(algorithm).update(body).digest(encoding);
  const all = [
    { name: "x-acs-content-sha256", actual: hash("sha256", "hex") },
    { name: "content-md5", actual: hash("md5", "base64") },
  ];
  return all
    .map((one) => ({ ...one, declared: headerText(raw.headers[one.name]) }))
    .filter(({ declared }) => declared !== "");
}

sdkRequirement(
  "sdk.signature.secret-not-sent",
  async ({ sdk }) => {
    const expected = "no access key secret in what is sent";
    const judge = ({ arrivals, credentials }: Conversation): Judgement => {
      const wrong = arrivals.find((arrival) => carriesSecret(arrival, credentials.accessKeySecret));
      return wrong && { expected, got: `it is in request ${wrong.nth + 1}` };
    };
    const refused = refusal(
      400,
      "SignatureDoesNotMatch",
      "Specified signature is not matched with our calculation.",
      REQUEST_ID,
    );
    await sdk.all([
      { name: "calls", plan: { script: accepting, calls: [create(), create(FULL), read()] }, judge },
      {
        name: "sent again",
        plan: {
          script: inOrder({ does: "reply", reply: bodiless(503) }, { does: "reply", reply: CREATED }),
          calls: [create(FULL)],
        },
        judge,
      },
      {
        name: "after an error",
        plan: {
          script: inOrder({ does: "reply", reply: refused }, { does: "reply", reply: CREATED }),
          calls: [create(), create()],
        },
        judge,
      },
    ]);
    const { secretSentBy } = sdk.session;
    if (secretSentBy !== undefined && sdk.log.counterexamples.length === 0)
      sdk.finding(expected, `it is in a request of ${secretSentBy}`);
  },
  { last: true },
);
