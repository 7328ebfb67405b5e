/** What becomes of resources in time, on a clock that the test moves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { emulate, type InProcessEmulator, TRANSITION_MS } from "../testing/in-process.js";

const LoadBalancerId = "gwlb-eidle00000000000001";
const ServerGroupId = "sgp-eavailable000000000";

/** Calls an operation of a correct emulator. */
function caller(emulator: InProcessEmulator) {
  return async (
    action: string,
    parameters: Record<string, string> = {},
  ): Promise<Readonly<Record<string, unknown>>> => {
    const { payload } = await emulator.call(action, parameters);
    assert.ok(payload.is === "json" && typeof payload.value === "object" && payload.value !== null);
    return Object.fromEntries(Object.entries(payload.value));
  };
}

const correct = () => emulate((parts) => parts);

test("a listener goes from Provisioning to Running to gone, and its place is free again", async () => {
  const emulator = correct();
  const call = caller(emulator);
  const request = {
    LoadBalancerId,
    ServerGroupId,
    "Tag.1.Key": "k",
    TcpIdleTimeout: "60",
    ListenerDescription: "中文",
  };
  const ListenerId = String((await call("CreateListener", request)).ListenerId);
  const read = () => call("GetListenerAttribute", { ListenerId });
  const { RequestId, ...first } = await read();
  assert.deepEqual(first, {
    ListenerId,
    ListenerDescription: "中文",
    ListenerStatus: "Provisioning",
    LoadBalancerId,
    ServerGroupId,
    TcpIdleTimeout: 60,
    Tags: [{ Key: "k", Value: "" }],
    RegionId: "cn-hangzhou",
  });
  assert.equal((await call("DeleteListener", { ListenerId })).Code, "IncorrectStatus.Listener");
  emulator.pass(TRANSITION_MS);
  assert.equal((await read()).ListenerStatus, "Running");
  const second = { LoadBalancerId, ServerGroupId };
  assert.equal((await call("CreateListener", second)).Code, "OperationDenied.TooManyListeners");
  assert.equal((await call("DeleteListener", { ListenerId })).Code, undefined);
  assert.equal((await read()).ListenerStatus, "Deleting");
  assert.equal((await call("CreateListener", second)).Code, "OperationDenied.TooManyListeners");
  emulator.pass(TRANSITION_MS);
  assert.equal((await read()).Code, "ResourceNotFound.Listener");
  assert.notEqual((await call("CreateListener", second)).ListenerId, undefined);
});

test("an update passes through Configuring and changes what it names", async () => {
  const emulator = correct();
  const call = caller(emulator);
  const ListenerId = "lsn-eoccupied0000000000";
  assert.equal((await call("UpdateListenerAttribute", { ListenerId, TcpIdleTimeout: "400" })).Code, undefined);
  assert.equal((await call("GetListenerAttribute", { ListenerId })).ListenerStatus, "Configuring");
  emulator.pass(TRANSITION_MS);
  const { ListenerStatus, TcpIdleTimeout, ListenerDescription } = await call("GetListenerAttribute", { ListenerId });
  assert.deepEqual([ListenerStatus, TcpIdleTimeout, ListenerDescription], ["Running", 400, "occupied"]);
  const illegal = await call("UpdateListenerAttribute", { ListenerId, TcpIdleTimeout: "59" });
  assert.equal(illegal.Code, "IllegalParam.TcpIdleTimeout");
});

test("load balancers and server groups can be made, used, tagged and deleted", async () => {
  const emulator = correct();
  const call = caller(emulator);
  const zone = { "ZoneMappings.1.ZoneId": "z", "ZoneMappings.1.VSwitchId": "v" };
  const own = String((await call("CreateLoadBalancer", { VpcId: "vpc-1", ...zone })).LoadBalancerId);
  const group = String((await call("CreateServerGroup", { VpcId: "vpc-1", Scheduler: "3TCH" })).ServerGroupId);
  const request = { LoadBalancerId: own, ServerGroupId: group };
  assert.equal((await call("CreateListener", request)).Code, "IncorrectStatus.LoadBalancer");
  emulator.pass(TRANSITION_MS);
  assert.equal((await call("GetLoadBalancerAttribute", { LoadBalancerId: own })).LoadBalancerStatus, "Active");
  const ListenerId = String((await call("CreateListener", request)).ListenerId);
  assert.equal((await call("DeleteServerGroup", { ServerGroupId: group })).Code, "ResourceInUse.ServerGroup");
  assert.equal((await call("DeleteLoadBalancer", { LoadBalancerId: own })).Code, "IncorrectStatus.LoadBalancer");
  emulator.pass(TRANSITION_MS);
  await call("DeleteListener", { ListenerId });
  emulator.pass(TRANSITION_MS);
  const resource = { ResourceType: "loadbalancer", "ResourceId.1": own };
  await call("TagResources", { ...resource, "Tag.1.Key": "a", "Tag.1.Value": "1" });
  assert.deepEqual((await call("ListTagResources", resource)).TagResources, [
    { ResourceId: own, ResourceType: "loadbalancer", TagKey: "a", TagValue: "1" },
  ]);
  assert.equal((await call("ListLoadBalancers", { "Tag.1.Key": "a" })).TotalCount, 1);
  await call("UntagResources", { ...resource, "TagKey.1": "a" });
  assert.deepEqual((await call("ListTagResources", resource)).TagResources, []);
  assert.equal((await call("DeleteLoadBalancer", { LoadBalancerId: own })).Code, undefined);
  assert.equal((await call("DeleteServerGroup", { ServerGroupId: group })).Code, undefined);
  assert.equal((await call("CreateListener", request)).Code, "ResourceNotFound.LoadBalancer");
});
