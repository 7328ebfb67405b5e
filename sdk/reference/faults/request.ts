/** Faults of what is asked for: how many requests, which operation, which parameters under which names. */
import {
  addHeader,
  all,
  attempt,
  beforeSigning,
  cannotSay,
  carry,
  drop,
  header,
  rename,
  send,
  sendValues,
} from "../alterations.js";
import { type ClientFault, faultsOf } from "../change.js";
import { composeV3 } from "../signing.js";

export const requestFaults: readonly ClientFault[] = faultsOf("request", [
  {
    name: "creates-twice",
    title: "A creation that succeeded is sent once more, lest it was lost.",
    requirement: "sdk.request.one-request",
    change: attempt(({ attempt, draft, nth }, correct) =>
      nth === 1 && draft.operation === "CreateListener" && attempt.is === "answer" && attempt.answer.status === 200
        ? 5
        : correct,
    ),
  },
  {
    name: "reads-before-it-creates",
    title: "Each creation is preceded by a read that nobody asked for.",
    requirement: "sdk.request.one-request",
    change: carry((parts, fire) => async (message, settings) => {
      if (message.body.includes("LoadBalancerId")) {
        fire();
        const draft = { parameters: [["ListenerId", "lsn-0"]] as const, settings, date: Date.now() };
        const operation = "GetListenerAttribute" as const;
        await parts.transport(composeV3({ ...draft, operation, nonce: crypto.randomUUID() }, parts.spelling), settings);
      }
      return parts.transport(message, settings);
    }),
  },
  {
    name: "older-version",
    title: "The version of the API is that of another product.",
    requirement: "sdk.request.action-and-version",
    change: header("x-acs-version", () => "2020-06-16"),
  },
  {
    name: "action-in-lower-camel-case",
    title: "The action is spelled createListener, as the method is.",
    requirement: "sdk.request.action-and-version",
    change: header("x-acs-action", (action) => `${action.charAt(0).toLowerCase()}${action.slice(1)}`),
  },
  {
    name: "action-in-the-path",
    title: "The action is the path, as in a REST style API.",
    requirement: "sdk.request.action-and-version",
    change: beforeSigning((message, { operation }) => ({ ...message, path: `/${operation}` })),
  },
  {
    name: "load-balancer-id-misnamed",
    title: "LoadBalancerId is sent as LoadbalancerId.",
    requirement: "sdk.request.load-balancer-id",
    change: rename("LoadBalancerId", "LoadbalancerId"),
  },
  {
    name: "load-balancer-id-in-capitals",
    title: "LoadBalancerId is sent in capitals.",
    requirement: "sdk.request.load-balancer-id",
    change: sendValues((value, name) => (name === "LoadBalancerId" ? value.toUpperCase() : value)),
  },
  {
    name: "server-group-id-in-small-letters",
    title: "The id of the server group is sent in small letters.",
    requirement: "sdk.request.server-group-id",
    change: sendValues((value, name) => (name === "ServerGroupId" ? value.toLowerCase() : value)),
  },
  {
    name: "server-group-id-misnamed",
    title: "ServerGroupId is sent as ServerGroupID.",
    requirement: "sdk.request.server-group-id",
    change: rename("ServerGroupId", "ServerGroupID"),
  },
  {
    name: "server-group-id-copied",
    title: "ServerGroupId gets the value of LoadBalancerId, as a copied line does.",
    requirement: "sdk.request.server-group-id",
    change: send((pairs, { LoadBalancerId }) =>
      pairs.map(([name, value]) => [name, name === "ServerGroupId" ? (LoadBalancerId ?? value) : value]),
    ),
  },
  {
    name: "description-misnamed",
    title: "ListenerDescription is sent as Description.",
    requirement: "sdk.request.listener-description",
    change: rename("ListenerDescription", "Description"),
  },
  {
    name: "description-unsupported",
    title: "There is no way to set a description.",
    requirement: "sdk.request.listener-description",
    change: cannotSay(({ ListenerDescription }) => ListenerDescription, "this version has no ListenerDescription"),
  },
  {
    name: "timeout-unsupported",
    title: "There is no way to set TcpIdleTimeout, as in an older generated client.",
    requirement: "sdk.request.tcp-idle-timeout",
    change: cannotSay(({ TcpIdleTimeout }) => TcpIdleTimeout, "this version has no TcpIdleTimeout"),
  },
  {
    name: "timeout-lost",
    title: "TcpIdleTimeout can be set and is not sent.",
    requirement: "sdk.request.tcp-idle-timeout",
    change: drop((name) => name === "TcpIdleTimeout"),
  },
  {
    name: "timeout-in-milliseconds",
    title: "TcpIdleTimeout is converted to milliseconds.",
    requirement: "sdk.request.tcp-idle-timeout",
    change: sendValues((value, name) => (name === "TcpIdleTimeout" ? `${value}000` : value)),
  },
  {
    name: "dry-run-lost",
    title: "DryRun can be set and is not sent, so that listeners come into being.",
    requirement: "sdk.request.dry-run",
    change: drop((name) => name === "DryRun"),
  },
  {
    name: "dry-run-misnamed",
    title: "DryRun is sent as Dryrun.",
    requirement: "sdk.request.dry-run",
    change: rename("DryRun", "Dryrun"),
  },
  {
    name: "token-misnamed",
    title: "ClientToken is sent as clientToken.",
    requirement: "sdk.request.client-token",
    change: rename("ClientToken", "clientToken"),
  },
  {
    name: "token-as-header",
    title: "ClientToken travels as a header in place of a parameter.",
    requirement: "sdk.request.client-token",
    change: all(
      addHeader(
        "x-acs-client-token",
        ({ parameters }) => parameters.find(([name]) => name === "ClientToken")?.[1] ?? "",
      ),
      drop((name) => name === "ClientToken"),
    ),
  },
  {
    name: "tags-as-tags",
    title: "Tags are sent as Tags.N in place of Tag.N.",
    requirement: "sdk.request.tags",
    change: send((pairs) => pairs.map(([name, value]) => [name.replace(/^Tag\./u, "Tags."), value])),
  },
  {
    name: "tags-as-json",
    title: "All tags are sent as one JSON text in Tag.",
    requirement: "sdk.request.tags",
    change: send((pairs, { Tag }) => [
      ...pairs.filter(([name]) => !name.startsWith("Tag.")),
      ...(Tag === undefined ? [] : [["Tag", JSON.stringify(Tag)] as const]),
    ]),
  },
  {
    name: "unset-parameters-empty",
    title: "Parameters that were not set are sent with empty values.",
    requirement: "sdk.request.unset-absent",
    change: send((pairs) => [...pairs, ...unset(pairs).map((name) => [name, ""] as const)]),
  },
  {
    name: "unset-token-none",
    title: "A client token that was not set is sent as None.",
    requirement: "sdk.request.unset-absent",
    change: send((pairs) => (unset(pairs).includes("ClientToken") ? [...pairs, ["ClientToken", "None"]] : pairs)),
  },
  {
    name: "unset-timeout-zero",
    title: "A TcpIdleTimeout that was not set is sent as 0, the default of the language.",
    requirement: "sdk.request.unset-absent",
    change: send((pairs) => (unset(pairs).includes("TcpIdleTimeout") ? [...pairs, ["TcpIdleTimeout", "0"]] : pairs)),
  },
  {
    name: "port-invented",
    title: "A parameter of another product's listeners is sent with each creation.",
    requirement: "sdk.request.nothing-invented",
    change: send((pairs) => [...pairs, ["ListenerPort", "6081"]]),
  },
  {
    name: "source-invented",
    title: "Each request names the tool that made it in a parameter.",
    requirement: "sdk.request.nothing-invented",
    change: send((pairs) => [...pairs, ["Source", "gwlb-client"]]),
  },
  {
    name: "tag-invented",
    title: "Each listener gets a tag that says which tool made it.",
    requirement: "sdk.request.unset-absent",
    change: send((pairs, { Tag = [] }) => [
      ...pairs,
      [`Tag.${Tag.length + 1}.Key`, "created-by"],
      [`Tag.${Tag.length + 1}.Value`, "gwlb-client"],
    ]),
  },
  {
    name: "region-sent",
    title: "RegionId is sent, which the operation does not have.",
    requirement: "sdk.request.region-id",
    graded: false,
    change: send((pairs) => [...pairs, ["RegionId", "cn-hangzhou"]]),
  },
  {
    name: "defaults-sent",
    title: "The documented defaults are sent where nothing was set.",
    requirement: "sdk.request.explicit-defaults",
    graded: false,
    change: send((pairs) => [
      ...pairs,
      ...(unset(pairs).includes("TcpIdleTimeout") ? [["TcpIdleTimeout", "350"] as const] : []),
      ...(unset(pairs).includes("DryRun") ? [["DryRun", "false"] as const] : []),
    ]),
  },
]);

function unset(pairs: readonly (readonly [string, string])[]): string[] {
  const sent = pairs.map(([name]) => name);
  return ["ListenerDescription", "TcpIdleTimeout", "DryRun", "ClientToken"].filter((name) => !sent.includes(name));
}
