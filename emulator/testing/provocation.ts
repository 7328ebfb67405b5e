/** Requests that between them touch every rule, limit and member: whatever is changed in the emulator shows in some of them. */
import { setImmediate } from "node:timers/promises";
import type { Answer } from "../server/answer.js";
import type { InProcessEmulator } from "./in-process.js";
import { FORMS_OF_TOKENS, RARE_IDS, RARE_PARAMETERS } from "./rare-data.js";

type Parameters = Readonly<Record<string, string>>;

const HAN = "中";
const ASTRAL = "\u{20000}";

function tags(
  count: number,
  difference: (index: number) => readonly [key?: string, value?: string] = () => [],
): Parameters {
  const entries = Array.from({ length: count }, (_, at) => {
    const [key = `Key-${at}`, value = `value ${at}`] = difference(at);
    return [
      [`Tag.${at + 1}.Key`, key],
      [`Tag.${at + 1}.Value`, value],
    ];
  });
  return Object.fromEntries(entries.flat());
}

const tag = (key: string, value = "v"): Parameters => ({ "Tag.1.Key": key, "Tag.1.Value": value });
const lastOf = (count: number, key: string, value = "v") => tags(count, (at) => (at === count - 1 ? [key, value] : []));
const middleOf = (count: number, key: string, value = "v") =>
  tags(count, (at) => (at === Math.floor(count / 2) ? [key, value] : []));

const DESCRIPTIONS = [
  ...[...' :+%#&="<(\\!$\t\u200b\u00a0😀，€,.;/@_-'].map((one) => `a${one}b`),
  ...[" ab", "ab ", ",ab", "ab/", "a", "ab", HAN, ASTRAL, "Az09", "1a", `${HAN}${HAN}`, "\u9fa0x", "a,,b", "", "かな"],
  ...[`a${"b".repeat(70)} `, "A1"],
  ...[128, 255, 256, 257].map((length) => "a".repeat(length)),
  ...[90, 200].map((length) => HAN.repeat(length)),
  ASTRAL.repeat(200),
];

const TIMEOUTS = [
  ...[60, 61, 300, 350, 363, 1001, 512, 1777, 4097, 5000, 6000, 59, 30, 0, 1, -5, -350, 6001, 7200],
  ...["abc", "60.5", "350s", "4294967646", "18446744073709551966", "2147483648", "0600", " 350", "+350", ""],
].map(String);

const TAGS: readonly Parameters[] = [
  ...[1, 2, 9, 10, 12, 13, 19, 20, 21, 22].map((count) => tags(count)),
  ...["k", "x".repeat(63), "x".repeat(64), "x".repeat(127), "x".repeat(128), "x".repeat(129), "x".repeat(200)].map(
    (key) => tag(key),
  ),
  ...[
    HAN.repeat(100),
    ASTRAL.repeat(100),
    "aliyun",
    "aliyun-x",
    "acs:",
    "acs:x",
    "x-aliyun",
    "x-acs:",
    "acs",
    "ali-x",
  ].map((key) => tag(key)),
  ...[
    "http://",
    "https://x",
    "see http://x",
    "see https://",
    "http",
    "http:",
    "://",
    "https:/x",
    "ALIYUN",
    "Acs:x",
  ].flatMap((text) => [tag(text), tag("k", text)]),
  ...["", "v".repeat(64), "v".repeat(200), "v".repeat(255), "v".repeat(256), "v".repeat(257), "v".repeat(400)].map(
    (value) => tag("k", value),
  ),
  ...[HAN.repeat(200), ASTRAL.repeat(200), "aliyun", "acs:v", "100%25 a+b;c#d=e&f", "a  b", "it's", "&lt;", "é"].map(
    (value) => tag("k", value),
  ),
  { "Tag.1.Value": "v" },
  { "Tag.1.Key": "k" },
  tag(""),
  { ...tags(2), "Tag.2.Key": "" },
  { "Tag.1.Key": "k", "Tag.1.Value": "v", "Tag.2.Value": "w" },
  ...["x".repeat(129), "aliyun", "https://x", "has http://y"].flatMap((key) => [
    lastOf(3, key),
    middleOf(5, key),
    lastOf(20, key),
  ]),
  ...["v".repeat(257), "http://v"].flatMap((value) => [
    lastOf(3, "k", value),
    middleOf(5, "k", value),
    lastOf(20, "k", value),
  ]),
  tags(2, () => ["same", "same"]),
  tags(2, (at) => ["same", `v${at}`]),
  tags(3, (at) => [["same", "other", "same"][at], `v${at}`]),
  tags(4, (at) => [["x", "same", "y", "same"][at], `v${at}`]),
  tags(12, (at) => [at > 9 ? "same" : undefined, `v${at}`]),
  tags(3, (at) => [["x", "y", "y"][at], `v${at}`]),
  tags(2, (at) => [["Case", "case"][at]]),
  tags(2, () => [undefined, "equal"]),
  tags(20, () => [undefined, HAN.repeat(60)]),
  tags(20, (at) => [`${at}`.padEnd(128, HAN), HAN.repeat(256)]),
];

const TOKENS = [
  "t",
  "T",
  '"t"',
  "0123",
  "two  blanks",
  "tok en",
  "tok%41",
  "a+b",
  "a/b",
  "a'b",
  "a_b",
  "a~b",
  "a!b",
  ...[33, 64, 70].map((length) => "x".repeat(length)),
  "tök",
  "éa",
  "aé",
  `a${HAN}`,
  "a\u0001b",
  "",
  ...FORMS_OF_TOKENS,
];
const DRY_RUNS = ["true", "false", "TRUE", "False", "1", "yes", "0", "maybe"];

/** Parameters beside the two ids. */
const OPTIONAL: readonly Parameters[] = [
  {},
  ...DESCRIPTIONS.map((ListenerDescription) => ({ ListenerDescription })),
  ...TIMEOUTS.map((TcpIdleTimeout) => ({ TcpIdleTimeout })),
  ...TAGS,
  ...TOKENS.map((ClientToken) => ({ ClientToken })),
  ...DRY_RUNS.map((DryRun) => ({ DryRun })),
  ...RARE_PARAMETERS,
  { ListenerDescription: "a b", TcpIdleTimeout: "1" },
  { ListenerDescription: "a b", ...tag("aliyun") },
  { ListenerDescription: "description", TcpIdleTimeout: "777", ClientToken: "all", DryRun: "false", ...tags(12) },
];

/** Ids that are missing, empty, unknown or misspelt. */
const IDS: readonly Parameters[] = [
  ...["", "gwlb-none", "GWLB-EIDLE00000000000001", " gwlb-eidle00000000000001", "nothing"].map((LoadBalancerId) => ({
    LoadBalancerId,
  })),
  ...["", "sgp-none", "SGP-EAVAILABLE000000000", " sgp-eavailable000000000", "nothing"].map((ServerGroupId) => ({
    ServerGroupId,
  })),
  ...RARE_IDS,
];

function idsOf(emulator: InProcessEmulator, prefix: string): readonly string[] {
  return Object.entries(emulator.situations).flatMap(([name, ids]) =>
    name.startsWith(prefix) && name !== "load-balancer/idle" && Array.isArray(ids) ? ids : [],
  );
}

function idleIds(emulator: InProcessEmulator): () => string {
  const ids = emulator.situations["load-balancer/idle"];
  const left = Array.isArray(ids) ? [...ids] : [];
  return () => left.shift() ?? "";
}

async function listenerIdOf({ payload }: Answer): Promise<string> {
  const value = payload.is === "json" ? payload.value : null;
  return typeof value === "object" && value !== null && "ListenerId" in value ? String(value.ListenerId) : "";
}

/** Dry runs that break a rule each, and some that do not. */
const DRY_RUNS_OF: readonly Parameters[] = [
  {},
  { ListenerDescription: "a b" },
  { TcpIdleTimeout: "1" },
  { ClientToken: "tök" },
  tag("aliyun"),
  tags(21),
  tags(2, () => ["same"]),
  { "Tag.1.Value": "v" },
];

/**
 * Sends everything, as dry runs and for real, follows some listeners, replays, and lists. Yields after every step, so
 * that whoever has seen enough can stop.
 * @param emulator with 400 idle load balancers and without signatures
 */
export async function* provoke(emulator: InProcessEmulator): AsyncGenerator<void> {
  const next = idleIds(emulator);
  const ServerGroupId = "sgp-eavailable000000000";
  const create = (parameters: Parameters) => emulator.call("CreateListener", { ServerGroupId, ...parameters });
  const [occupied = ""] = idsOf(emulator, "load-balancer/occupied");
  for (const LoadBalancerId of [...idsOf(emulator, "load-balancer/"), "gwlb-none", ""]) {
    await create({ LoadBalancerId });
    yield;
  }
  for (const LoadBalancerId of idsOf(emulator, "load-balancer/financially")) {
    yield void (await create({ LoadBalancerId, ClientToken: "locked" }));
  }
  for (const group of idsOf(emulator, "server-group/")) {
    const TcpIdleTimeout = "400";
    await create({ LoadBalancerId: next(), ...inGroup(group), TcpIdleTimeout, ListenerDescription: "ab", ...tags(12) });
    for (const TcpIdleTimeout of ["350", "300", "351"]) {
      await create({ LoadBalancerId: next(), ServerGroupId: group, TcpIdleTimeout });
    }
    await create({ LoadBalancerId: next(), ServerGroupId: group });
    yield;
  }
  for (const ids of IDS) yield void (await create({ LoadBalancerId: next(), ...ids, DryRun: "true" }));
  await emulator.call("CreateListener", { LoadBalancerId: next() });
  await emulator.call("CreateListener", { ServerGroupId });
  yield;
  const early = { LoadBalancerId: next(), ClientToken: "early", TcpIdleTimeout: "400" };
  yield void (await create(early));
  for (const difference of [{ TcpIdleTimeout: "1" }, ...idsOf(emulator, "server-group/scheduler").map(inGroup)]) {
    yield void (await create({ LoadBalancerId: early.LoadBalancerId, ...difference }));
  }
  for (const wrong of DRY_RUNS_OF) {
    const LoadBalancerId = next();
    await create({ LoadBalancerId, ...wrong, DryRun: "true" });
    await create({ LoadBalancerId, ...wrong });
    await create({ LoadBalancerId });
    yield;
  }
  await create({ LoadBalancerId: occupied, DryRun: "true" });
  for (const request of LIVES) yield* followLife(emulator, { LoadBalancerId: next(), ServerGroupId, ...request });
  yield* replayAll(emulator, { LoadBalancerId: next(), ServerGroupId, ClientToken: "replayed%" }, next());
  yield* meetOnOne(emulator, { LoadBalancerId: next(), ServerGroupId });
  for (const optional of OPTIONAL) yield void (await create({ LoadBalancerId: next(), ...optional }));
  for (const ClientToken of ["burst", ""]) {
    const LoadBalancerId = next();
    await Promise.all([1, 2].map(() => create({ LoadBalancerId, ClientToken })));
    yield;
  }
  yield* overlap(emulator, ServerGroupId, next);
  for (const encoded of writtenTwoWays(next(), ServerGroupId))
    yield void (await emulator.call("CreateListener", encoded));
  const repeated = `LoadBalancerId=${next()}&ServerGroupId=${ServerGroupId}&Tag.1.Key=a+b&Tag.1.Key=b&DryRun=true`;
  for (const body of [repeated, "LoadBalancerId=%zz"]) yield void (await emulator.call("CreateListener", body));
  await emulator.call("GetLoadBalancerAttribute", { LoadBalancerId: occupied });
  yield void (await create(early));
}

/** Requests of every kind that meet on a load balancer, and a creation that meets a deletion. */
async function* overlap(emulator: InProcessEmulator, ServerGroupId: string, next: () => string): AsyncGenerator<void> {
  const kinds: readonly Parameters[] = [{}, { TcpIdleTimeout: "1" }, { DryRun: "true" }, { DryRun: "true" }];
  for (const order of [kinds, kinds.toReversed()]) {
    const request = { LoadBalancerId: next(), ServerGroupId };
    await Promise.all(order.map((kind) => emulator.call("CreateListener", { ...request, ...kind })));
    yield;
  }
  const request = { LoadBalancerId: next(), ServerGroupId };
  const ListenerId = await listenerIdOf(await emulator.call("CreateListener", request));
  emulator.pass(100);
  await emulator.call("DeleteListener", { ListenerId });
  yield void (await emulator.call("CreateListener", request));
}

/** One request in two orders and with two kinds of escapes. */
function writtenTwoWays(loadBalancerId: string, serverGroupId: string): readonly string[] {
  const parts = [`LoadBalancerId=${loadBalancerId}`, `ServerGroupId=${serverGroupId}`, "ClientToken=two%2fways"];
  return [parts.join("&"), parts.toReversed().join("&"), parts.join("&").replace("%2f", "%2F")];
}

const inGroup = (ServerGroupId: string): Parameters => ({ ServerGroupId });

const LIVES: readonly Parameters[] = [{}, { ListenerDescription: "ab".repeat(60), ...tags(11), TcpIdleTimeout: "400" }];

async function* followLife(emulator: InProcessEmulator, request: Parameters): AsyncGenerator<void> {
  const ListenerId = await listenerIdOf(await emulator.call("CreateListener", request));
  for (const milliseconds of [1, 30, 60, 110, 80, 60, 110, 400, 700]) {
    emulator.pass(milliseconds);
    for (let reads = 0; reads < 2; reads += 1) await emulator.call("GetListenerAttribute", { ListenerId });
    await emulator.call("ListListeners", { "LoadBalancerIds.1": request.LoadBalancerId ?? "" });
    yield;
  }
}

/** Requests that follow one another and meet on one load balancer. */
async function* meetOnOne(emulator: InProcessEmulator, request: Parameters): AsyncGenerator<void> {
  const create = (ClientToken: string) => emulator.call("CreateListener", { ...request, ClientToken });
  const meeting = ["first", "second", "first"].map(create);
  const ListenerId = await listenerIdOf(await Promise.race(meeting));
  await emulator.call("GetListenerAttribute", { ListenerId });
  await Promise.all(meeting);
  const refused = create("third");
  await setImmediate();
  await emulator.call("GetListenerAttribute", { ListenerId });
  await refused;
  yield void (await create("first"));
  emulator.pass(100);
  await emulator.call("UpdateListenerAttribute", { ListenerId, TcpIdleTimeout: "400" });
  yield void (await create("first"));
}

async function* replayAll(emulator: InProcessEmulator, request: Parameters, otherId: string): AsyncGenerator<void> {
  const create = (difference: Parameters = {}) => emulator.call("CreateListener", { ...request, ...difference });
  const ListenerId = await listenerIdOf(await create());
  for (const milliseconds of [1, 100, 500, 1500]) {
    emulator.pass(milliseconds);
    yield void (await create());
  }
  for (const DryRun of ["true", "true", "false"]) yield void (await create({ DryRun }));
  await create({ TcpIdleTimeout: "1" });
  yield void (await create());
  await create({ TcpIdleTimeout: "500" });
  await create({ LoadBalancerId: otherId });
  for (let others = 0; others < 25; others += 1) await create({ ClientToken: "o", DryRun: "true" });
  await create();
  await emulator.call("UpdateListenerAttribute", { ListenerId, TcpIdleTimeout: "900" });
  emulator.pass(100);
  await emulator.call("GetListenerAttribute", { ListenerId });
  yield void (await create());
  await create({ LoadBalancerId: otherId, ClientToken: "neighbour" });
  await emulator.call("DeleteListener", { ListenerId });
  await emulator.call("GetListenerAttribute", { ListenerId });
  emulator.pass(100);
  await emulator.call("GetListenerAttribute", { ListenerId });
  yield void (await create());
  await create({ ClientToken: "after" });
  yield;
}
