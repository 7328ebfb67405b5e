/** Tagging resources that exist. */
import { readTags } from "../listener/request.js";
import { requestRules } from "../listener/request-rules.js";
import type { Call, Operation } from "../parts.js";
import { absentMember, illegalParameter, missingParameter, notFound, type Refusal } from "../refusal.js";
import type { Tag } from "../world.js";
import { hasTags, readArray, refuseWith, requiring, succeed, unlessDryRun } from "./neighbour.js";

/** Something that carries tags. */
interface Tagged {
  readonly id: string;
  tags: readonly Tag[];
}

const KINDS: Record<string, { readonly name: string; all(call: Call): readonly Tagged[] }> = {
  loadbalancer: { name: "LoadBalancer", all: ({ world }) => [...world.loadBalancers.values()] },
  servergroup: { name: "ServerGroup", all: ({ world }) => [...world.serverGroups.values()] },
  listener: { name: "Listener", all: ({ world, now }) => world.allListeners(now).map(taggedListener) },
};

function taggedListener(listener: ReturnType<Call["world"]["allListeners"]>[number]): Tagged {
  return {
    id: listener.id,
    get tags() {
      return listener.attributes.tags;
    },
    set tags(tags) {
      listener.attributes = { ...listener.attributes, tags };
    },
  };
}

/** Finds what a call's ResourceType and ResourceId name; no ids mean all where `orAll` is set. */
function findTagged(call: Call, orAll: boolean): readonly Tagged[] | Refusal {
  const kind = KINDS[call.parameters.get("ResourceType")?.toLowerCase() ?? ""];
  if (kind === undefined) return illegalParameter("ResourceType");
  const ids = readArray(call.parameters, "ResourceId");
  const all = kind.all(call);
  if (ids.length === 0) return orAll ? all : missingParameter("ResourceId");
  const found = all.filter(({ id }) => ids.includes(id));
  return found.length === new Set(ids).size ? found : notFound(kind.name);
}

const TAG_RULES = requestRules.filter(({ name }) => name.startsWith("tag-"));

function tagRefusal(call: Call): Refusal | undefined {
  const context = { call, request: call.parts.readRequest(call.parameters) };
  if (context.request.tags.length === 0) return missingParameter("Tag");
  if (context.request.tags.some(({ value }) => value === undefined)) return absentMember("TagValue");
  return TAG_RULES.map((rule) => rule.check(context)).find((refusal) => refusal !== undefined);
}

/** Adds tags; one with the same key is replaced. */
export const tagResources: Operation = requiring(["ResourceType"], (call) => {
  const refusal = tagRefusal(call);
  if (refusal !== undefined) return refuseWith(refusal);
  const found = findTagged(call, false);
  if ("code" in found) return refuseWith(found);
  const added = readTags(call.parameters).map(({ key = "", value = "" }) => ({ key, value }));
  const keys = new Set(added.map(({ key }) => key));
  return unlessDryRun(call, () => {
    for (const item of found) item.tags = [...item.tags.filter(({ key }) => !keys.has(key)), ...added];
    return succeed();
  });
});

/** Takes the named tags away, or all of them with `All=true` and no names. */
export const untagResources: Operation = requiring(["ResourceType"], (call) => {
  const found = findTagged(call, false);
  if ("code" in found) return refuseWith(found);
  const keys = readArray(call.parameters, "TagKey");
  const all = keys.length === 0 && call.parameters.get("All")?.toLowerCase() === "true";
  return unlessDryRun(call, () => {
    for (const item of found) item.tags = all ? [] : item.tags.filter(({ key }) => !keys.includes(key));
    return succeed();
  });
});

export const listTagResources: Operation = requiring(["ResourceType"], (call) => {
  const found = findTagged(call, true);
  if ("code" in found) return refuseWith(found);
  const resourceType = call.parameters.get("ResourceType") ?? "";
  const wanted = readTags(call.parameters);
  const rows = found
    .filter(({ tags }) => hasTags(tags, wanted))
    .flatMap(({ id, tags }) =>
      tags.map(({ key, value }) => ({ ResourceId: id, ResourceType: resourceType, TagKey: key, TagValue: value })),
    );
  return succeed({ TagResources: rows, NextToken: "" });
});
