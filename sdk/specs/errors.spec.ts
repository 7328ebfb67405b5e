/** Checks on what a client library makes of errors; the clauses are in `contract/requirements/sdk/errors.ts`. */
import { DOCUMENTED_ERROR_CODES, DOCUMENTED_ERRORS, DRY_RUN_PASSED } from "../../contract/errors.js";
import type { SdkError } from "../adapter/protocol.js";
import { sdkRequirement } from "../check/declare.js";
import { shortened } from "../check/evidence.js";
import type { Case, Judgement, SdkCheck } from "../check/sdk-check.js";
import { bodiless, html, json, refusal } from "../service/replies.js";
import type { Reply } from "../service/script.js";
import { answeredWith, create, FULL, PLAIN, REQUEST_ID, read } from "./calls.js";
import { failsWith, isNoSuccess } from "./outcomes.js";

/** A call may be tried for a long time before it ends with its error. */
const PATIENT = { slow: true, limitMs: 60_000 } as const;

interface ServiceError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const DOCUMENTED: readonly ServiceError[] = DOCUMENTED_ERROR_CODES.map((code) => ({
  status: DOCUMENTED_ERRORS[code].status,
  code,
  message: `${DOCUMENTED_ERRORS[code].fixedWords.join(" LoadBalancer ")} LoadBalancer.`,
}));

const DRY_RUN: ServiceError = {
  status: 400,
  code: DRY_RUN_PASSED,
  message: "Request validation has been passed with DryRun flag set.",
};

const UNMATCHED = "Specified signature is not matched with our calculation.";

const GATEWAY: readonly ServiceError[] = [
  { status: 400, code: "SignatureDoesNotMatch", message: UNMATCHED },
  { status: 400, code: "SignatureDoesNotMatch", message: `${UNMATCHED} server string to sign is:POST&%2F&AccessKeyId` },
  { status: 400, code: "IncompleteSignature", message: "The request signature does not conform to standards." },
  { status: 404, code: "InvalidAccessKeyId.NotFound", message: "Specified access key is not found." },
  { status: 400, code: "InvalidSecurityToken.Expired", message: "Specified SecurityToken is expired." },
  { status: 400, code: "InvalidTimeStamp.Expired", message: "Specified time stamp or date value is expired." },
  { status: 400, code: "SignatureNonceUsed", message: "Specified signature nonce was used already." },
  { status: 403, code: "Forbidden.RAM", message: "User not authorized to operate on the specified resource." },
  { status: 400, code: "Throttling.User", message: "Request was denied due to user flow control." },
  { status: 429, code: "Throttling.Api", message: "Request was denied due to api flow control." },
  { status: 500, code: "InternalError", message: "The request processing has failed due to some unknown error." },
  {
    status: 503,
    code: "ServiceUnavailable",
    message: "The request has failed due to a temporary failure of the server.",
  },
];

const UNKNOWN: readonly ServiceError[] = [
  { status: 400, code: "Brand.New.Code", message: "Nobody has heard of this." },
  { status: 409, code: "lower-case_code", message: "A conflict: of a kind, with {braces} and %s." },
  { status: 422, code: "X", message: "负载均衡 😀" },
  { status: 400, code: "404", message: "The code is a number in text." },
];

const replyOf = ({ status, code, message }: ServiceError): Reply => refusal(status, code, message, REQUEST_ID);

/** Puts errors to the operation that makes listeners, the first also to the one that reads them. */
async function each(
  sdk: SdkCheck,
  errors: readonly ServiceError[],
  judge: (error: SdkError, given: ServiceError) => Judgement,
): Promise<void> {
  const cases = errors.map((given, index): Case => {
    const judged = failsWith((error) => judge(error, given));
    return { name: `${given.code} ${index}`, plan: { ...answeredWith(replyOf(given)), ...PATIENT }, judge: judged };
  });
  const [given] = errors;
  const reads: Case[] =
    given === undefined
      ? []
      : [
          {
            name: "read",
            plan: { ...answeredWith(replyOf(given), read()), ...PATIENT },
            judge: failsWith((error) => judge(error, given)),
          },
        ];
  await sdk.all([...cases, ...reads]);
}

function hasCode(error: SdkError, { code }: ServiceError): Judgement {
  if (error.is !== "service")
    return { expected: `an error of the service with code ${code}`, got: `an error (${error.is})` };
  return error.code === code ? undefined : { expected: `code ${code}`, got: error.code ?? "no code" };
}

sdkRequirement("sdk.errors.documented-codes", ({ sdk }) => each(sdk, DOCUMENTED, hasCode));
sdkRequirement("sdk.errors.gateway-codes", ({ sdk }) => each(sdk, GATEWAY, hasCode));
sdkRequirement("sdk.errors.unknown-codes", ({ sdk }) => each(sdk, UNKNOWN, hasCode));

sdkRequirement("sdk.errors.dry-run-operation", async ({ sdk }) => {
  const cases = [PLAIN, FULL].flatMap((call, index) =>
    [400, 412].map(
      (status): Case => ({
        name: `${status} ${index}`,
        plan: answeredWith(replyOf({ ...DRY_RUN, status }), create({ ...call, DryRun: true })),
        judge: failsWith((error) => hasCode(error, DRY_RUN)),
      }),
    ),
  );
  await sdk.all(cases);
});

const SOME: readonly ServiceError[] = [
  ...DOCUMENTED.slice(0, 3),
  ...GATEWAY.slice(0, 2),
  ...GATEWAY.slice(7, 8),
  ...UNKNOWN,
];

sdkRequirement("sdk.errors.request-id", ({ sdk }) =>
  each(sdk, SOME, (error) =>
    error.requestId === REQUEST_ID
      ? undefined
      : { expected: `RequestId ${REQUEST_ID}`, got: error.requestId ?? "no RequestId" },
  ),
);

sdkRequirement("sdk.errors.message", ({ sdk }) =>
  each(sdk, SOME, ({ message = "" }, given) =>
    message.includes(given.message) ? undefined : { expected: `the message ${given.message}`, got: shortened(message) },
  ),
);

sdkRequirement("sdk.errors.status", ({ sdk }) => each(sdk, SOME, (error, given) => hasStatus(error, given.status)));

function hasStatus(error: SdkError, status: number): Judgement {
  return error.status === status ? undefined : { expected: `status ${status}`, got: String(error.status ?? "none") };
}

sdkRequirement("sdk.errors.never-success", async ({ sdk }) => {
  const statuses = [400, 401, 403, 404, 405, 409, 412, 422, 429, 500, 501, 502, 503, 504];
  await sdk.all(
    [create(), read()].map(
      (call): Case => ({
        name: `${call.do}, broken off`,
        plan: { script: () => ({ does: "reset", when: "before" }), calls: [call], ...PATIENT },
        judge: isNoSuccess,
      }),
    ),
  );
  await sdk.all(
    statuses.flatMap((status): Case[] => {
      const reply = refusal(
        status,
        "IncorrectStatus.LoadBalancer",
        "The status of LoadBalancer is incorrect.",
        REQUEST_ID,
      );
      const withId: Reply = json(status, { ...JSON.parse(reply.body), ListenerId: "lsn-of-an-error" });
      return [
        { name: `${status}`, plan: { ...answeredWith(reply), ...PATIENT }, judge: isNoSuccess },
        { name: `${status} with an id`, plan: { ...answeredWith(withId), ...PATIENT }, judge: isNoSuccess },
      ];
    }),
  );
});

const WITHOUT_CODE: Readonly<Record<string, Reply>> = {
  "400": json(400, { Message: "Something is wrong.", RequestId: REQUEST_ID }),
  "404, empty object": json(404, {}),
  "400, null": json(400, { Code: null, Message: null, RequestId: REQUEST_ID }),
  "500": json(500, { RequestId: REQUEST_ID }),
  "403, another form": json(403, { error: "forbidden" }),
};
const HTML: Readonly<Record<string, Reply>> = {
  "400": html(400),
  "404": html(404),
  "500": html(500),
  "502": html(502),
};
/** No error of the service either, though the status says success: a client that cannot read it may say so, as its own error. */
const UNREADABLE: Readonly<Record<string, Reply>> = {
  "200": html(200),
  "200, empty": bodiless(200),
  "200, cut": { status: 200, body: '{"ListenerId":"lsn' },
};
const BODILESS: Readonly<Record<string, Reply>> = {
  "502": bodiless(502),
  "502, closing": { ...bodiless(502), close: true },
};

async function ends(sdk: SdkCheck, replies: Readonly<Record<string, Reply>>, judgeOf: (reply: Reply) => Case["judge"]) {
  await sdk.all(
    Object.entries(replies).flatMap(([name, reply]): Case[] => [
      { name, plan: { ...answeredWith(reply), ...PATIENT }, judge: judgeOf(reply) },
      { name: `${name}, read`, plan: { ...answeredWith(reply, read()), ...PATIENT }, judge: judgeOf(reply) },
    ]),
  );
}

const withStatus = ({ status }: Reply) => failsWith((error) => hasStatus(error, status));

sdkRequirement("sdk.errors.without-code", ({ sdk }) => ends(sdk, WITHOUT_CODE, () => isNoSuccess));
sdkRequirement("sdk.errors.without-code.status", ({ sdk }) => ends(sdk, WITHOUT_CODE, withStatus));
sdkRequirement("sdk.errors.html", ({ sdk }) => ends(sdk, HTML, () => isNoSuccess));
sdkRequirement("sdk.errors.html.status", ({ sdk }) => ends(sdk, HTML, withStatus));
sdkRequirement("sdk.errors.bad-gateway", ({ sdk }) => ends(sdk, BODILESS, () => isNoSuccess));
sdkRequirement("sdk.errors.bad-gateway.status", ({ sdk }) => ends(sdk, BODILESS, withStatus));

const NOTHING = /^(?:undefined|none|null|nil|<nil>|nan|)$/iu;

/** An error that is not the service's may have a code of the client's own; one of the service has the service's, or none. */
function inventedCode({ is, code }: SdkError): string | undefined {
  if (code === undefined || code === "") return undefined;
  return is === "service" || NOTHING.test(code) ? code : undefined;
}

sdkRequirement("sdk.errors.code-not-invented", async ({ sdk }) => {
  const named = (kind: string, replies: Readonly<Record<string, Reply>>) =>
    Object.entries(replies).map(([name, reply]) => [`${kind} ${name}`, reply] as const);
  const all = [
    ...named("without code", WITHOUT_CODE),
    ...named("html", HTML),
    ...named("bodiless", BODILESS),
    ...named("unreadable", UNREADABLE),
  ];
  await ends(sdk, Object.fromEntries(all), () => (conversation) => {
    const invented = conversation.told.flatMap(({ answer }) =>
      answer.is === "error" ? (inventedCode(answer.error) ?? []) : [],
    );
    const [code] = invented;
    return code === undefined ? undefined : { expected: "no code", got: JSON.stringify(code) };
  });
});
