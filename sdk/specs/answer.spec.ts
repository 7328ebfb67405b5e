/** Checks on what a client library makes of answers; the clauses are in `contract/requirements/sdk/answer.ts`. */

import type { Conversation } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import { inWords } from "../check/evidence.js";
import type { Case, Judgement, SdkCheck } from "../check/sdk-check.js";
import { attributes, bodiless, created, html, json } from "../service/replies.js";
import { inOrder, type Reply, type Step } from "../service/script.js";
import { answeredWith, CREATED, create, FULL, LISTENER, LISTENER_ID, REQUEST_ID, read, reading } from "./calls.js";
import { isNoSuccess, lastAnswer, succeedsWith } from "./outcomes.js";

const IDS = { ListenerId: LISTENER_ID, RequestId: REQUEST_ID };

/** Both operations with the same way of writing their answers. */
async function bothDecoded(sdk: SdkCheck, written: (reply: Reply) => Reply, listener = LISTENER): Promise<void> {
  const asRead = { ...listener, RequestId: REQUEST_ID };
  await sdk.all([
    { name: "create", plan: answeredWith(written(CREATED)), judge: succeedsWith(IDS) },
    {
      name: "read",
      plan: answeredWith(written(attributes(listener, REQUEST_ID)), read()),
      judge: succeedsWith(asRead),
    },
  ]);
}

sdkRequirement("sdk.answer.ids", async ({ sdk }) => {
  const ids: readonly (readonly [string, string])[] = [
    [LISTENER_ID, REQUEST_ID],
    ["lsn-wi3c0v30ivysrg0001", "A045E652-D298-5E70-A978-7247135336FB"],
    ["lsn-000000000000000000", "0A0B0C0D-0000-5000-8000-000000000001"],
    ["lsn-UPPER-lower_1.2", "5f0c2a9e-1b7d-4c38-9e66-0d2b8a4f7c13"],
  ];
  for (const [ListenerId, RequestId] of ids) {
    await sdk.holds({
      name: ListenerId,
      plan: answeredWith(created(ListenerId, RequestId)),
      judge: succeedsWith({ ListenerId, RequestId }),
    });
  }
  const answers = ids.map(([listener, request]): Step => ({ does: "reply", reply: created(listener, request) }));
  const [first = { does: "emulate" }, ...others] = answers;
  const [ListenerId, RequestId] = ids.at(-1) ?? [];
  await sdk.holds({
    name: "the same call again",
    plan: { script: inOrder(first, ...others), calls: ids.map(() => create(FULL)) },
    judge: succeedsWith({ ListenerId, RequestId }),
  });
});

const MORE = {
  Added: "text",
  AddedNumber: 7,
  AddedNothing: null,
  AddedList: [1, { a: "b" }],
  AddedObject: { ListenerId: "lsn-another", RequestId: "another" },
  Success: true,
  HttpStatusCode: 200,
};

sdkRequirement("sdk.answer.unknown-members", async ({ sdk }) => {
  const withMore = (reply: Reply): Reply => {
    const known: Record<string, unknown> = JSON.parse(reply.body);
    return json(200, { ...MORE, ...known, AddedLast: [{}] });
  };
  await bothDecoded(sdk, withMore);
  const Tags = (LISTENER.Tags ?? []).map((tag) => ({ ...tag, Scope: "custom" }));
  await sdk.holds({
    name: "in tags",
    plan: answeredWith(json(200, { ...LISTENER, Tags, RequestId: REQUEST_ID }), read()),
    judge: succeedsWith({ ListenerId: LISTENER_ID, ListenerStatus: "Running" }),
  });
});

sdkRequirement("sdk.answer.any-order", async ({ sdk }) => {
  await bothDecoded(sdk, (reply) => {
    const members: Record<string, unknown> = JSON.parse(reply.body);
    return json(200, Object.fromEntries(Object.entries(members).reverse()));
  });
});

sdkRequirement("sdk.answer.blanks", async ({ sdk }) => {
  await bothDecoded(sdk, (reply) => ({
    ...reply,
    body: `\r\n\t ${JSON.stringify(JSON.parse(reply.body), null, "\t ")}\r\n\n `,
  }));
});

sdkRequirement("sdk.answer.escapes", async ({ sdk }) => {
  const escaped = (reply: Reply): Reply => ({
    ...reply,
    // Every character of every text, names included; what is beyond the basic plane becomes a pair of surrogates.
    body: reply.body.replace(/"(?:[^"\\]|\\.)*"/gu, (text) => {
      const units: string[] = JSON.parse(text).split("");
      return `"${units.map((unit) => (unit === "/" ? "\\/" : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)).join("")}"`;
    }),
  });
  await bothDecoded(sdk, escaped, { ...LISTENER, ListenerDescription: 'a/b"c\\d\n中😀' });
});

const WIDE = { ...LISTENER, ListenerDescription: "负载均衡-😀\u{20000}é", Tags: [{ Key: "中文", Value: "值😀" }] };

sdkRequirement("sdk.answer.utf-8", async ({ sdk }) => {
  for (const pieceBytes of [undefined, 1, 2, 3, 5]) {
    await sdk.holds({
      name: pieceBytes === undefined ? "whole" : `in pieces of ${pieceBytes}`,
      plan: answeredWith(
        { ...attributes(WIDE, REQUEST_ID), ...(pieceBytes === undefined ? {} : { pieceBytes, framing: "chunked" }) },
        read(),
      ),
      judge: succeedsWith({ ...WIDE, RequestId: REQUEST_ID }),
    });
  }
});

sdkRequirement("sdk.answer.chunked", async ({ sdk }) => {
  await bothDecoded(sdk, (reply) => ({ ...reply, framing: "chunked", pieceBytes: 7 }), WIDE);
  await sdk.holds({
    name: "one chunk",
    plan: answeredWith({ ...CREATED, framing: "chunked" }),
    judge: succeedsWith(IDS),
  });
});

const LARGE = 512 * 1024;

sdkRequirement("sdk.answer.large-body", async ({ sdk }) => {
  const padded = (reply: Reply): Reply => {
    const members: Record<string, unknown> = JSON.parse(reply.body);
    return json(200, { Padding: "x".repeat(LARGE), ...members });
  };
  await bothDecoded(sdk, padded);
  await sdk.holds({
    name: "in chunks",
    plan: answeredWith({ ...padded(CREATED), framing: "chunked", pieceBytes: 4096 }),
    judge: succeedsWith(IDS),
  });
});

sdkRequirement("sdk.answer.header-case", async ({ sdk }) => {
  const cases: Readonly<Record<string, (name: string) => string>> = {
    small: (name) => name.toLowerCase(),
    capital: (name) => name.toUpperCase(),
  };
  for (const [name, change] of Object.entries(cases)) {
    const length = String(Buffer.byteLength(CREATED.body));
    const headers = Object.fromEntries(
      [
        ["Content-Type", "application/json;charset=utf-8"],
        ["Content-Length", length],
        ["X-Acs-Request-Id", REQUEST_ID],
      ].map(([header = "", value = ""]) => [change(header), value]),
    );
    await sdk.holds({ name, plan: answeredWith({ ...CREATED, headers }), judge: succeedsWith(IDS) });
  }
});

sdkRequirement("sdk.answer.attributes", async ({ sdk }) => {
  const twenty = Array.from({ length: 20 }, (_, i) => ({ Key: `key-${i}`, Value: i % 3 === 0 ? "" : `value ${i}` }));
  const listeners = {
    plain: LISTENER,
    "many tags": { ...LISTENER, Tags: twenty },
    "another one": {
      ...LISTENER,
      ListenerId: "lsn-another",
      ListenerDescription: "",
      LoadBalancerId: "gwlb-another",
      ServerGroupId: "sgp-another",
      TcpIdleTimeout: 60,
      Tags: [{ Key: "k", Value: " v " }],
    },
  };
  for (const [name, listener] of Object.entries(listeners)) {
    const { ListenerDescription, ...rest } = listener;
    const members = ListenerDescription === "" ? rest : listener;
    await sdk.holds({ name, plan: reading(listener), judge: succeedsWith({ ...members, RequestId: REQUEST_ID }) });
  }
  const { ListenerId, ListenerStatus, LoadBalancerId } = LISTENER;
  const sparse = json(200, { ListenerId, ListenerStatus, LoadBalancerId, RequestId: REQUEST_ID });
  await sdk.holds({ name: "few attributes", plan: answeredWith(sparse, read()), judge: inventsNothing });
});

sdkRequirement("sdk.answer.types", async ({ sdk }) => {
  for (const TcpIdleTimeout of [60, 350, 6000]) {
    const plan = reading({ ...LISTENER, TcpIdleTimeout });
    await sdk.holds({ name: `number ${TcpIdleTimeout}`, plan, judge: succeedsWith({ TcpIdleTimeout }) });
  }
  for (const text of ["350", "true", "null", "1e3", "007", "12345678901234567890", "2024-04-15", "[]", "{}"]) {
    const Tags = [{ Key: text, Value: text }];
    const plan = reading({ ...LISTENER, ListenerDescription: text, Tags });
    await sdk.holds({ name: `text ${text}`, plan, judge: succeedsWith({ ListenerDescription: text, Tags }) });
  }
});

/** What is not in an answer is not told; the empty values of languages without a word for nothing say no more. */
function inventsNothing(conversation: Conversation): Judgement {
  const answer = lastAnswer(conversation);
  if (answer.is !== "ok") return { expected: "success", got: inWords(answer) };
  const invented = (["ListenerDescription", "ServerGroupId", "TcpIdleTimeout"] as const).find(
    (name) => ![undefined, null, "", 0].some((nothing) => nothing === answer.ok[name]),
  );
  return invented && { expected: `no ${invented}`, got: JSON.stringify(answer.ok[invented]) ?? "another value" };
}

async function states(sdk: SdkCheck, names: readonly string[]): Promise<void> {
  for (const ListenerStatus of names) {
    const plan = reading({ ...LISTENER, ListenerStatus });
    await sdk.holds({ name: ListenerStatus, plan, judge: succeedsWith({ ListenerStatus, ListenerId: LISTENER_ID }) });
  }
}

sdkRequirement("sdk.answer.states", async ({ sdk }) => {
  await states(sdk, ["Provisioning", "Running", "Configuring", "Stopped", "Deleting"]);
  const [provisioning, running] = ["Provisioning", "Running"].map(
    (ListenerStatus): Step => ({ does: "reply", reply: attributes({ ...LISTENER, ListenerStatus }, REQUEST_ID) }),
  );
  if (provisioning === undefined || running === undefined) return;
  await sdk.holds({
    name: "Provisioning, then Running",
    plan: { script: inOrder(provisioning, running), calls: [read(), read()] },
    judge: succeedsWith({ ListenerStatus: "Running" }),
  });
});

sdkRequirement("sdk.answer.unknown-states", async ({ sdk }) => {
  await states(sdk, ["Hibernating", "running", "Being-Moved", "状态"]);
});

const UNTAGGED = { ListenerId: LISTENER_ID, ListenerStatus: "Running", TcpIdleTimeout: LISTENER.TcpIdleTimeout };
const { Tags: _, ...WITHOUT_TAGS } = LISTENER;

sdkRequirement("sdk.answer.absent-tags", async ({ sdk }) => {
  await sdk.holds({ name: "absent", plan: reading(WITHOUT_TAGS), judge: succeedsWith(UNTAGGED, ["Tags"]) });
});
sdkRequirement("sdk.answer.empty-tags", async ({ sdk }) => {
  await sdk.holds({ name: "empty", plan: reading({ ...LISTENER, Tags: [] }), judge: succeedsWith(UNTAGGED, ["Tags"]) });
});
sdkRequirement("sdk.answer.null-tags", async ({ sdk }) => {
  await sdk.holds({
    name: "null",
    plan: reading({ ...LISTENER, Tags: null }),
    judge: succeedsWith(UNTAGGED, ["Tags"]),
  });
});

/** Answers of 200 that are no success, each for both operations. */
async function noSuccess(sdk: SdkCheck, replies: Readonly<Record<string, Reply>>): Promise<void> {
  await sdk.all(
    Object.entries(replies).flatMap(([name, reply]): Case[] => [
      { name, plan: answeredWith(reply), judge: isNoSuccess },
      { name: `${name}, read`, plan: answeredWith(reply, read()), judge: isNoSuccess },
    ]),
  );
}

sdkRequirement("sdk.answer.truncated-body", async ({ sdk }) => {
  const body = CREATED.body;
  await noSuccess(sdk, {
    "shorter than promised": { ...CREATED, framing: "cut" },
    "chunks without an end": { ...CREATED, framing: "cut-chunks" },
    "half a text": { ...CREATED, body: body.slice(0, Math.floor(body.length / 2)) },
    "all but the last character": { ...CREATED, body: body.slice(0, -1) },
  });
});

sdkRequirement("sdk.answer.empty-body", async ({ sdk }) => {
  const typed = { "Content-Type": "application/json" };
  await noSuccess(sdk, {
    empty: bodiless(200),
    "empty as JSON": { ...bodiless(200), headers: typed },
    "empty in chunks": { ...bodiless(200), headers: typed, framing: "chunked" },
  });
});

sdkRequirement("sdk.answer.html", async ({ sdk }) => {
  await noSuccess(sdk, {
    html: html(200),
    "html as JSON": { ...html(200), headers: { "Content-Type": "application/json" } },
  });
});

sdkRequirement("sdk.answer.code-in-success", async ({ sdk }) => {
  const Code = "IncorrectStatus.LoadBalancer";
  const Message = "The status of LoadBalancer is incorrect.";
  await noSuccess(sdk, { code: json(200, { Code, Message, RequestId: REQUEST_ID, HostId: "gwlb.aliyuncs.com" }) });
});

sdkRequirement("sdk.answer.without-listener-id", async ({ sdk }) => {
  await sdk.all([
    { name: "without", plan: answeredWith(json(200, { RequestId: REQUEST_ID })), judge: isNoSuccess },
    { name: "null", plan: answeredWith(json(200, { ListenerId: null, RequestId: REQUEST_ID })), judge: isNoSuccess },
  ]);
});
