/** What is there when the emulator starts: a resource or a caller for every situation. */
import type { CallerSituation, LoadBalancerSituation, ServerGroupSituation } from "../../contract/situations.js";
import type { Caller } from "./authentication.js";
import type { LoadBalancer, ServerGroup, World } from "./world.js";

/** An access key. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Ids and key pairs by situation name. */
export type SeededSituations = Readonly<Record<string, string[] | KeyPair>>;

/** The caller who may do everything. These are no secrets: the emulator only listens where it is told to. */
export const ADMINISTRATOR: KeyPair = { accessKeyId: "emulator-admin", accessKeySecret: "emulator-admin-secret" };
const DENIED: KeyPair = { accessKeyId: "emulator-denied", accessKeySecret: "emulator-denied-secret" };

/** Everybody with an access key here, by its id. */
export const CALLERS: ReadonlyMap<string, Caller> = new Map(
  [
    { ...ADMINISTRATOR, permitted: true },
    { ...DENIED, permitted: false },
  ].map((caller) => [caller.accessKeyId, caller]),
);

const CALLER_SITUATIONS: Record<CallerSituation, KeyPair> = {
  "caller/denied": DENIED,
  "caller/unknown": { accessKeyId: "emulator-nobody", accessKeySecret: "emulator-nobody-secret" },
  "caller/wrong-secret": { ...ADMINISTRATOR, accessKeySecret: "not-the-secret" },
};

const VPC = "vpc-emulator0001";
const OTHER_VPC = "vpc-emulator0002";
/** Monotonic milliseconds, long past every transition: a day before the process started. */
const LONG_AGO = -86_400_000;

const LOAD_BALANCERS: Record<Exclude<LoadBalancerSituation, "load-balancer/idle">, Partial<LoadBalancer>> = {
  "load-balancer/occupied": {},
  "load-balancer/provisioning": { fixedStatus: "Provisioning" },
  "load-balancer/configuring": { fixedStatus: "Configuring" },
  "load-balancer/financially-locked": { businessStatus: "FinancialLocked" },
  "load-balancer/inactive": { fixedStatus: "Inactive" },
};

const SERVER_GROUPS: Record<ServerGroupSituation, Partial<ServerGroup>> = {
  "server-group/available": {},
  "server-group/creating": { fixedStatus: "Creating" },
  "server-group/configuring": { fixedStatus: "Configuring" },
  "server-group/other-vpc": { vpcId: OTHER_VPC },
  "server-group/scheduler-3tch": { scheduler: "3TCH" },
  "server-group/scheduler-2tch": { scheduler: "2TCH" },
  "server-group/ip-in-use": { ipInUse: true },
};

/** Id of a seeded resource: its kind's prefix, the name of its situation and a number. */
function stableId(prefix: string, situation: string, number = 0): string {
  const name = situation.slice(situation.indexOf("/") + 1).replaceAll("-", "");
  return `${prefix}-e${name}`.padEnd(prefix.length + 16, "0") + String(number).padStart(4, "0");
}

/**
 * Puts every situation into a new world, under ids that are the same in every run.
 * @param settings `idleLoadBalancers`: how many load balancers without a listener; `callers`: whether signatures are verified
 * @returns ids and key pairs by situation; callers only where they make a difference
 */
export function seed(world: World, settings: { idleLoadBalancers: number; callers: boolean }): SeededSituations {
  const situations: Record<string, string[] | KeyPair> = {};
  situations["load-balancer/idle"] = Array.from({ length: settings.idleLoadBalancers }, (_, number) =>
    seedLoadBalancer(world, stableId("gwlb", "load-balancer/idle", number + 1), {}),
  );
  for (const [situation, difference] of Object.entries(LOAD_BALANCERS)) {
    situations[situation] = [seedLoadBalancer(world, stableId("gwlb", situation), difference)];
  }
  for (const [situation, difference] of Object.entries(SERVER_GROUPS)) {
    situations[situation] = [seedServerGroup(world, stableId("sgp", situation), difference)];
  }
  seedOccupant(world);
  return settings.callers ? { ...situations, ...CALLER_SITUATIONS } : situations;
}

function seedLoadBalancer(world: World, id: string, difference: Partial<LoadBalancer>): string {
  world.loadBalancers.set(id, {
    id,
    name: id,
    vpcId: VPC,
    zoneMappings: [{ zoneId: "cn-hangzhou-j", vSwitchId: "vsw-emulator0001" }],
    createdAt: LONG_AGO,
    businessStatus: "Normal",
    listenerIds: new Set(),
    tags: [],
    ...difference,
  });
  return id;
}

function seedServerGroup(world: World, id: string, difference: Partial<ServerGroup>): string {
  world.serverGroups.set(id, {
    id,
    name: id,
    vpcId: VPC,
    type: "Ip",
    scheduler: "5TCH",
    createdAt: LONG_AGO,
    ipInUse: false,
    tags: [],
    ...difference,
  });
  return id;
}

function seedOccupant(world: World): void {
  world.addListener({
    id: stableId("lsn", "load-balancer/occupied"),
    attributes: {
      loadBalancerId: stableId("gwlb", "load-balancer/occupied"),
      serverGroupId: stableId("sgp", "server-group/available"),
      description: "occupied",
      tcpIdleTimeout: 350,
      tags: [],
    },
    createdAt: LONG_AGO,
  });
}
