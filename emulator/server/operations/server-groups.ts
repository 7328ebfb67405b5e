/** Making, listing and deleting server groups. */
import type { JsonObject } from "../answer.js";
import { newId } from "../listener/creation.js";
import { readTags } from "../listener/request.js";
import type { Call, Operation } from "../parts.js";
import { presentTags } from "../presenter.js";
import { illegalParameter, incorrectStatus, notFound, refuse } from "../refusal.js";
import type { ServerGroup } from "../world.js";
import { hasTags, paged, readArray, refuseWith, requiring, succeed, unlessDryRun } from "./neighbour.js";

const SCHEDULERS = ["5TCH", "3TCH", "2TCH"];
const TYPES = ["Instance", "Ip"];

export const createServerGroup: Operation = requiring(["VpcId"], (call) => {
  const { parameters, world } = call;
  const scheduler = parameters.get("Scheduler") ?? "5TCH";
  const type = parameters.get("ServerGroupType") ?? "Instance";
  if (!SCHEDULERS.includes(scheduler)) return refuseWith(illegalParameter("Scheduler"));
  if (!TYPES.includes(type)) return refuseWith(illegalParameter("ServerGroupType"));
  if (!world.hasRoomFor("serverGroups")) {
    return refuseWith(refuse(400, "QuotaExceeded.ServerGroupsNum", "The quota of ServerGroupsNum is exceeded."));
  }
  return unlessDryRun(call, () => {
    const serverGroup: ServerGroup = {
      id: newId("sgp"),
      name: parameters.get("ServerGroupName") ?? "",
      vpcId: parameters.get("VpcId") ?? "",
      type,
      scheduler,
      createdAt: call.now,
      ipInUse: false,
      tags: readTags(parameters).map(({ key = "", value = "" }) => ({ key, value })),
    };
    world.serverGroups.set(serverGroup.id, serverGroup);
    return succeed({ ServerGroupId: serverGroup.id });
  });
});

export const listServerGroups: Operation = (call) => {
  const { parameters, world } = call;
  const ids = readArray(parameters, "ServerGroupIds");
  const names = readArray(parameters, "ServerGroupNames");
  const vpcId = parameters.get("VpcId");
  const type = parameters.get("ServerGroupType");
  const tags = readTags(parameters);
  const found = [...world.serverGroups.values()].filter(
    (group) =>
      (ids.length === 0 || ids.includes(group.id)) &&
      (names.length === 0 || names.includes(group.name)) &&
      (!vpcId || group.vpcId === vpcId) &&
      (!type || group.type === type) &&
      hasTags(group.tags, tags),
  );
  return paged(call, found, (group) => presentServerGroup(group, call), "ServerGroups");
};

/** Only a group that no listener uses can be deleted. */
export const deleteServerGroup: Operation = requiring(["ServerGroupId"], (call) => {
  const { world, now, parts } = call;
  const group = world.serverGroups.get(call.parameters.get("ServerGroupId") ?? "");
  if (group === undefined) return refuseWith(notFound("ServerGroup"));
  if (parts.lifeCycle.serverGroupStatus(group, now) !== "Available") {
    return refuseWith(incorrectStatus("ServerGroup", group.id));
  }
  if (world.allListeners(now).some(({ attributes }) => attributes.serverGroupId === group.id)) {
    const message = "The specified resource of ServerGroup is in use.";
    return refuseWith(refuse(400, "ResourceInUse.ServerGroup", message));
  }
  return unlessDryRun(call, () => {
    world.serverGroups.delete(group.id);
    return succeed();
  });
});

/** Groups here have no servers; clients wait for the empty list after a deletion, so an unknown group has none either. */
export const listServerGroupServers: Operation = (call) => paged(call, [], () => ({}), "Servers");

function presentServerGroup(group: ServerGroup, { world, now, parts }: Call): JsonObject {
  const related = world.allListeners(now).filter(({ attributes }) => attributes.serverGroupId === group.id);
  return {
    ServerGroupId: group.id,
    ServerGroupName: group.name,
    ServerGroupStatus: parts.lifeCycle.serverGroupStatus(group, now),
    ServerGroupType: group.type,
    VpcId: group.vpcId,
    Protocol: "GENEVE",
    Scheduler: group.scheduler,
    ServerFailoverMode: "NoRebalance",
    ServerCount: 0,
    RelatedLoadBalancerIds: [...new Set(related.map(({ attributes }) => attributes.loadBalancerId))],
    CreateTime: new Date(performance.timeOrigin + group.createdAt).toISOString().replace(/\.\d+Z$/, "Z"),
    Tags: presentTags(group.tags),
  };
}
