/** Checks on operation and parameters of a request; the clauses are in `contract/requirements/sdk/request.ts`. */
import fc from "fast-check";
import type { ListenerCall } from "../../contract/call.js";
import type { SdkRequirementId } from "../../contract/catalogue.js";
import { API_VERSION, TCP_IDLE_TIMEOUT } from "../../contract/parameters.js";
import type { Conversation } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import { flattened } from "../check/evidence.js";
import { businessParametersOf, namingsOf, parametersOf, tagsOf, valuesOf } from "../check/parameters.js";
import type { Judgement } from "../check/sdk-check.js";
import { arrivesAs, firstOf, valuesInWords } from "./arrivals.js";
import { accepting, create, creation, FULL, LISTENER, PLAIN, read, reading, TOKEN, tagsOfCount } from "./calls.js";

sdkRequirement("sdk.request.one-request", async ({ sdk }) => {
  const one = ({ arrivals }: Conversation): Judgement =>
    arrivals.length === 1 ? undefined : { expected: "one request", got: `${arrivals.length} requests` };
  for (const [name, call] of Object.entries({ plain: PLAIN, full: FULL })) {
    await sdk.holds({ name, plan: creation(call), judge: one, mustSend: true });
  }
  await sdk.holds({ name: "read", plan: reading(LISTENER), judge: one });
  await sdk.holds({
    name: "three calls",
    plan: { script: accepting, calls: [create(), create(FULL), create()] },
    judge: ({ arrivals }) =>
      arrivals.length === 3 ? undefined : { expected: "three requests", got: `${arrivals.length} requests` },
  });
});

sdkRequirement("sdk.request.action-and-version", async ({ sdk }) => {
  const named = (action: string) => (conversation: Conversation) =>
    firstOf(conversation, (arrival): Judgement => {
      const { target } = arrival;
      // With or without scheme and host: a server takes either.
      if (!/^(?:https?:\/\/[^/?]+)?\/(?:\?|$)/u.test(target)) return { expected: "path /", got: target };
      for (const [what, meant] of [
        ["Action", action],
        ["Version", API_VERSION],
      ] as const) {
        const named = namingsOf(arrival, what);
        if (named.length === 0 || named.some((one) => one !== meant))
          return { expected: `${what} ${meant}`, got: named.length === 0 ? "none" : named.join(" and ") };
      }
      return undefined;
    });
  for (const [name, call] of Object.entries({ plain: PLAIN, full: FULL })) {
    await sdk.holds({ name, plan: creation(call), judge: named("CreateListener"), mustSend: true });
  }
  await sdk.holds({ name: "read", plan: reading(LISTENER), judge: named("GetListenerAttribute") });
});

const SETTABLE: readonly (readonly [SdkRequirementId, readonly ListenerCall[]])[] = [
  ["sdk.request.load-balancer-id", [PLAIN, { ...PLAIN, LoadBalancerId: "gwlb-1A2b3C4d5e6f7g8h9i" }]],
  ["sdk.request.server-group-id", [PLAIN, { ...PLAIN, ServerGroupId: "sgp-9I8h7G6f5e4d3c2b1a" }]],
  ["sdk.request.listener-description", [{ ...PLAIN, ListenerDescription: "edge-firewall" }]],
  ["sdk.request.tcp-idle-timeout", [900, 60, 350].map((TcpIdleTimeout) => ({ ...PLAIN, TcpIdleTimeout }))],
  ["sdk.request.dry-run", [true, false].map((DryRun) => ({ ...PLAIN, DryRun }))],
  ["sdk.request.client-token", [{ ...PLAIN, ClientToken: TOKEN }]],
  ["sdk.request.tags", [1, 3].map((count) => ({ ...PLAIN, Tag: tagsOfCount(count) }))],
];

const PARAMETER_OF: Readonly<Record<string, keyof ListenerCall>> = {
  "sdk.request.load-balancer-id": "LoadBalancerId",
  "sdk.request.server-group-id": "ServerGroupId",
  "sdk.request.listener-description": "ListenerDescription",
  "sdk.request.tcp-idle-timeout": "TcpIdleTimeout",
  "sdk.request.dry-run": "DryRun",
  "sdk.request.client-token": "ClientToken",
  "sdk.request.tags": "Tag",
};

for (const [id, calls] of SETTABLE) {
  const isMeant = (name: string) => name.split(".")[0] === PARAMETER_OF[id];
  sdkRequirement(id, async ({ sdk }) => {
    await sdk.holdsFor({
      name: "set",
      examples: calls,
      plan: creation,
      mustExpress: true,
      judge: (conversation, call) => arrivesAs(conversation, call, isMeant),
    });
    // Beside all others as well, as far as the SDK can express them.
    await sdk.holdsFor({
      name: "beside others",
      examples: [FULL],
      plan: creation,
      judge: (conversation, call) => arrivesAs(conversation, call, isMeant),
    });
  });
}

const timeouts = (...values: readonly number[]): ListenerCall[] =>
  values.map((TcpIdleTimeout) => ({ ...PLAIN, TcpIdleTimeout }));
const isTimeout = (name: string) => name === "TcpIdleTimeout";

sdkRequirement("sdk.request.integers.decimal", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "range",
    examples: timeouts(60, 61, 99, 100, 350, 999, 1000, 1024, 4096, 5999, 6000),
    arbitrary: fc
      .integer({ min: TCP_IDLE_TIMEOUT.minimum, max: TCP_IDLE_TIMEOUT.maximum })
      .map((TcpIdleTimeout) => ({ ...PLAIN, TcpIdleTimeout })),
    plan: creation,
    mustSend: true,
    judge: (conversation, call) => arrivesAs(conversation, call, isTimeout),
  });
});

sdkRequirement("sdk.request.integers.beyond-range", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "beyond",
    examples: timeouts(
      59,
      6001,
      0,
      -1,
      32_768,
      65_536 + 350,
      2_147_483_647,
      -2_147_483_648,
      2_147_483_648,
      4_294_967_296 + 350,
      1e15,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ),
    plan: creation,
    mayRefuse: true,
    judge: (conversation, call) => arrivesAs(conversation, call, isTimeout),
  });
});

sdkRequirement("sdk.request.booleans", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "both",
    examples: [{ ...PLAIN, DryRun: true }, { ...PLAIN, DryRun: false }, { ...FULL, DryRun: true }, FULL],
    plan: creation,
    mustSend: true,
    judge: (conversation, call) => arrivesAs(conversation, call, (name) => name === "DryRun"),
  });
});

sdkRequirement("sdk.request.booleans.lower-case", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "case",
    examples: [
      { ...PLAIN, DryRun: true },
      { ...PLAIN, DryRun: false },
    ],
    plan: creation,
    judge: (conversation) =>
      firstOf(conversation, (arrival) => {
        const values = valuesOf(arrival, "DryRun");
        const isSmall = values.every((value) => value === value.toLowerCase());
        return isSmall ? undefined : { expected: "true or false", got: valuesInWords(values) };
      }),
  });
});

/** What may be sent of a parameter that was not set: a token that the client made, and documented defaults. */
function isAllowedUnset(name: string, value: string): boolean {
  if (name === "ClientToken") return !/^(?:|null|none|nil|<nil>|undefined|nan)$/iu.test(value);
  if (name === "TcpIdleTimeout") return value === String(TCP_IDLE_TIMEOUT.default);
  return name === "DryRun" && value.toLowerCase() === "false";
}

const OPTIONAL = ["ListenerDescription", "TcpIdleTimeout", "DryRun", "ClientToken", "Tag"] as const;
const PARAMETERS: readonly string[] = ["LoadBalancerId", "ServerGroupId", ...OPTIONAL];
const isParameter = (name: string) => PARAMETERS.includes(name.split(".")[0] ?? "");

/** Each optional parameter left out of all, and all left out. */
const PARTIAL: readonly ListenerCall[] = [
  PLAIN,
  ...OPTIONAL.map((name): ListenerCall => ({ ...FULL, [name]: undefined })),
  ...OPTIONAL.map((name): ListenerCall => ({ ...PLAIN, [name]: FULL[name] })),
];

sdkRequirement("sdk.request.unset-absent", async ({ sdk }) => {
  const judge = (conversation: Conversation, call: ListenerCall): Judgement =>
    firstOf(conversation, (arrival) => {
      const set = new Set(Object.keys(flattened(call)));
      const wrong = businessParametersOf(arrival).find(
        ([name, value]) => isParameter(name) && !set.has(name) && !isAllowedUnset(name, value),
      );
      return wrong && { expected: `no ${wrong[0]}`, got: `${wrong[0]}=${JSON.stringify(wrong[1])}` };
    });
  await sdk.holdsFor({ name: "partial", examples: PARTIAL.map(withoutUndefined), plan: creation, judge });
  await sdk.holdsFor({
    name: "required left out",
    examples: [{ ServerGroupId: PLAIN.ServerGroupId ?? "" }, { LoadBalancerId: PLAIN.LoadBalancerId ?? "" }],
    plan: creation,
    mayRefuse: true,
    judge,
  });
});

function withoutUndefined(call: ListenerCall): ListenerCall {
  return Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined));
}

sdkRequirement("sdk.request.nothing-invented", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "known",
    examples: [PLAIN, FULL, { ...PLAIN, Tag: tagsOfCount(2) }],
    plan: creation,
    judge: (conversation) =>
      firstOf(conversation, (arrival) => {
        const wrong = businessParametersOf(arrival).find(
          ([name]) => !isParameter(name) || /^Tag(?!\.\d+\.(?:Key|Value)$)/u.test(name),
        );
        return wrong && { expected: "parameters of the operation", got: `${wrong[0]}=${JSON.stringify(wrong[1])}` };
      }),
  });
  await sdk.holds({
    name: "read",
    plan: reading(LISTENER),
    judge: (conversation) =>
      firstOf(conversation, (arrival) => {
        const wrong = businessParametersOf(arrival).find(([name]) => name !== "ListenerId");
        return wrong && { expected: "ListenerId alone", got: `${wrong[0]}=${JSON.stringify(wrong[1])}` };
      }),
  });
});

sdkRequirement("sdk.request.region-id", async ({ sdk }) => {
  await sdk.holds({
    name: "plain",
    plan: { script: accepting, calls: [create(), read()] },
    judge: (conversation) =>
      firstOf(conversation, (arrival) => {
        const values = parametersOf(arrival).flatMap(([name, value]) => (name === "RegionId" ? [value] : []));
        return values.length === 0 ? undefined : { expected: "no RegionId", got: valuesInWords(values) };
      }),
  });
});

sdkRequirement("sdk.request.explicit-defaults", async ({ sdk }) => {
  await sdk.holds({
    name: "plain",
    plan: creation(PLAIN),
    judge: (conversation) =>
      firstOf(conversation, (arrival) => {
        const set = ["TcpIdleTimeout", "DryRun"].filter((name) => valuesOf(arrival, name).length > 0);
        return set.length === 0 && tagsOf(arrival).length === 0
          ? undefined
          : { expected: "neither TcpIdleTimeout nor DryRun", got: set.join(" and ") || "tags" };
      }),
  });
});
