/** Making, reading, listing and deleting load balancers. */
import type { JsonObject } from "../answer.js";
import { newId } from "../listener/creation.js";
import { readTags } from "../listener/request.js";
import type { Call, Operation } from "../parts.js";
import { presentTags } from "../presenter.js";
import { illegalParameter, incorrectStatus, missingParameter, notFound, refuse } from "../refusal.js";
import type { LoadBalancer } from "../world.js";
import { hasTags, paged, readArray, refuseWith, requiring, succeed, unlessDryRun } from "./neighbour.js";

/** Makes a load balancer; one zone is enough. */
export const createLoadBalancer: Operation = requiring(["VpcId"], (call) => {
  const zoneMappings = readZoneMappings(call);
  if (zoneMappings.length === 0) return refuseWith(missingParameter("ZoneMappings"));
  if (zoneMappings.some(({ zoneId, vSwitchId }) => !zoneId || !vSwitchId)) {
    return refuseWith(illegalParameter("ZoneMappings"));
  }
  if (!call.world.hasRoomFor("loadBalancers")) {
    return refuseWith(refuse(400, "QuotaExceeded.LoadBalancersNum", "The quota of LoadBalancersNum is exceeded."));
  }
  return unlessDryRun(call, () => {
    const loadBalancer: LoadBalancer = {
      id: newId("gwlb"),
      name: call.parameters.get("LoadBalancerName") ?? "",
      vpcId: call.parameters.get("VpcId") ?? "",
      zoneMappings,
      createdAt: call.now,
      businessStatus: "Normal",
      listenerIds: new Set(),
      tags: readTags(call.parameters).map(({ key = "", value = "" }) => ({ key, value })),
    };
    call.world.loadBalancers.set(loadBalancer.id, loadBalancer);
    return succeed({ LoadBalancerId: loadBalancer.id });
  });
});

function readZoneMappings({ parameters }: Call): LoadBalancer["zoneMappings"] {
  const indices = [...parameters.keys()]
    .map((name) => /^ZoneMappings\.([1-9]\d{0,8})\.(?:ZoneId|VSwitchId)$/.exec(name)?.[1])
    .filter((index) => index !== undefined);
  return [...new Set(indices)].map((index) => ({
    zoneId: parameters.get(`ZoneMappings.${index}.ZoneId`) ?? "",
    vSwitchId: parameters.get(`ZoneMappings.${index}.VSwitchId`) ?? "",
  }));
}

export const getLoadBalancerAttribute: Operation = requiring(["LoadBalancerId"], (call) => {
  const loadBalancer = call.world.loadBalancers.get(call.parameters.get("LoadBalancerId") ?? "");
  if (loadBalancer === undefined) return refuseWith(notFound("LoadBalancer"));
  return succeed({ ...presentLoadBalancer(loadBalancer, call), TrafficMode: "LoadBalance" });
});

export const listLoadBalancers: Operation = (call) => {
  const { parameters, world } = call;
  const ids = readArray(parameters, "LoadBalancerIds");
  const names = readArray(parameters, "LoadBalancerNames");
  const vpcIds = readArray(parameters, "VpcIds");
  const tags = readTags(parameters);
  const status = parameters.get("LoadBalancerStatus");
  const found = [...world.loadBalancers.values()].filter(
    (loadBalancer) =>
      (ids.length === 0 || ids.includes(loadBalancer.id)) &&
      (names.length === 0 || names.includes(loadBalancer.name)) &&
      (vpcIds.length === 0 || vpcIds.includes(loadBalancer.vpcId)) &&
      hasTags(loadBalancer.tags, tags) &&
      (!status || statusOf(loadBalancer, call) === status),
  );
  return paged(call, found, (loadBalancer) => presentLoadBalancer(loadBalancer, call), "LoadBalancers");
};

/** A load balancer has to be Active and without a listener to be deleted. */
export const deleteLoadBalancer: Operation = requiring(["LoadBalancerId"], (call) => {
  const { world } = call;
  const loadBalancer = world.loadBalancers.get(call.parameters.get("LoadBalancerId") ?? "");
  if (loadBalancer === undefined) return refuseWith(notFound("LoadBalancer"));
  if (loadBalancer.businessStatus !== "Normal") {
    const message = `The business status of LoadBalancer [${loadBalancer.id}] is incorrect.`;
    return refuseWith(refuse(400, "IncorrectBusinessStatus.LoadBalancer", message));
  }
  const busy = statusOf(loadBalancer, call) !== "Active" || world.listenersOf(loadBalancer, call.now).length > 0;
  if (busy) return refuseWith(incorrectStatus("LoadBalancer", loadBalancer.id));
  return unlessDryRun(call, () => {
    world.loadBalancers.delete(loadBalancer.id);
    return succeed();
  });
});

function statusOf(loadBalancer: LoadBalancer, { world, now, parts }: Call): string {
  return parts.lifeCycle.loadBalancerStatus(loadBalancer, world.listenersOf(loadBalancer, now), now);
}

function presentLoadBalancer(loadBalancer: LoadBalancer, call: Call): JsonObject {
  return {
    LoadBalancerId: loadBalancer.id,
    LoadBalancerName: loadBalancer.name,
    LoadBalancerStatus: statusOf(loadBalancer, call),
    LoadBalancerBusinessStatus: loadBalancer.businessStatus,
    AddressIpVersion: "Ipv4",
    VpcId: loadBalancer.vpcId,
    CreateTime: new Date(performance.timeOrigin + loadBalancer.createdAt).toISOString().replace(/\.\d+Z$/, "Z"),
    ZoneMappings: loadBalancer.zoneMappings.map(({ zoneId, vSwitchId }) => ({
      ZoneId: zoneId,
      VSwitchId: vSwitchId,
      LoadBalancerAddresses: [],
    })),
    Tags: presentTags(loadBalancer.tags),
  };
}
