/** The operations that are served, by name; a new one is added here. */
import { createListener } from "../listener/creation.js";
import type { Operation } from "../parts.js";
import { deleteListener, getListenerAttribute, listListeners, updateListenerAttribute } from "./listeners.js";
import {
  createLoadBalancer,
  deleteLoadBalancer,
  getLoadBalancerAttribute,
  listLoadBalancers,
} from "./load-balancers.js";
import { succeed } from "./neighbour.js";
import { createServerGroup, deleteServerGroup, listServerGroupServers, listServerGroups } from "./server-groups.js";
import { listTagResources, tagResources, untagResources } from "./tags.js";

const describeRegions: Operation = ({ region, host }) =>
  succeed({ Regions: [{ RegionId: region, RegionEndpoint: host, LocalName: region }] });

/** Operations by action name. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ["CreateListener", createListener],
  ["GetListenerAttribute", getListenerAttribute],
  ["ListListeners", listListeners],
  ["DeleteListener", deleteListener],
  ["UpdateListenerAttribute", updateListenerAttribute],
  ["CreateLoadBalancer", createLoadBalancer],
  ["GetLoadBalancerAttribute", getLoadBalancerAttribute],
  ["ListLoadBalancers", listLoadBalancers],
  ["DeleteLoadBalancer", deleteLoadBalancer],
  ["CreateServerGroup", createServerGroup],
  ["ListServerGroups", listServerGroups],
  ["DeleteServerGroup", deleteServerGroup],
  ["ListServerGroupServers", listServerGroupServers],
  ["TagResources", tagResources],
  ["UntagResources", untagResources],
  ["ListTagResources", listTagResources],
  ["DescribeRegions", describeRegions],
]);
