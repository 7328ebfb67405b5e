/** Mutants of the two required ids: absent, empty, unknown, of another kind. */
import type { CreateListenerRequest } from "../../server/listener/request.js";
import type { CreateContext } from "../../server/parts.js";
import { correctPresenter } from "../../server/presenter.js";
import { refuse } from "../../server/refusal.js";
import { all, keep, misread, show, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

type Id = "loadBalancerId" | "serverGroupId";

/** Faults that the two required ids can have alike. */
function ofId(
  id: Id,
  words: string,
  clause: "load-balancer-id" | "server-group-id",
  notFound:
    | "create-listener.error.resource-not-found-load-balancer"
    | "create-listener.error.resource-not-found-server-group",
): readonly MutantText[] {
  const exists = id === "loadBalancerId" ? "load-balancer-exists" : "server-group-exists";
  const needsNone = (when: (request: CreateListenerRequest) => boolean): Change =>
    all(
      spare(`${clause}-required`, when),
      spare(exists, (request) => !request[id]),
    );
  return [
    {
      name: `${clause}-not-required`,
      title: `A request without a ${words} is accepted.`,
      requirement: `create-listener.${clause}.required`,
      mutate: needsNone((request) => request[id] === undefined),
    },
    {
      name: `${clause}-missing-server-error`,
      title: `A request without a ${words} is answered with a server error.`,
      requirement: `create-listener.${clause}.required`,
      mutate: (parts, fire) => ({
        ...parts,
        presenter: {
          ...parts.presenter,
          refusal: (refusal, head) => {
            const missing = id === "loadBalancerId" ? "MissingLoadBalancerId" : "MissingServerGroupId";
            if (refusal.code !== missing) return parts.presenter.refusal(refusal, head);
            fire();
            return correctPresenter.refusal(refuse(500, "InternalError", "Null pointer."), head);
          },
        },
      }),
    },
    {
      name: `${clause}-empty-accepted`,
      title: `An empty ${words} is accepted.`,
      requirement: `create-listener.${clause}.not-empty`,
      mutate: needsNone((request) => request[id] === ""),
    },
    {
      name: `${clause}-only-prefix-checked`,
      title: `Whatever starts like a ${words} is taken for one.`,
      requirement: notFound,
      mutate: spare(exists, (request) => /^(gwlb|sgp)-/.test(request[id] ?? "")),
    },
    {
      name: `${clause}-in-other-case-accepted`,
      title: `A ${words} may be spelled in capitals.`,
      requirement: `create-listener.${clause}.malformed`,
      graded: false,
      mutate: misread((request) => {
        const text = request[id];
        return text !== undefined && text !== text.toLowerCase() ? { ...request, [id]: text.toLowerCase() } : undefined;
      }),
    },
    {
      name: `${clause}-blanks-trimmed`,
      title: `Blanks around a ${words} are ignored.`,
      requirement: `create-listener.${clause}.malformed`,
      graded: false,
      mutate: misread((request) => {
        const text = request[id];
        return text !== undefined && text !== text.trim() ? { ...request, [id]: text.trim() } : undefined;
      }),
    },
  ];
}

/** Whether an id is that of something which exists, of whatever kind. */
function existsAs(
  kind: "load balancer" | "server group" | "listener" | "VPC",
  id: string,
  { call }: CreateContext,
): boolean {
  const { world, now } = call;
  switch (kind) {
    case "load balancer":
      return world.loadBalancers.has(id);
    case "server group":
      return world.serverGroups.has(id);
    case "listener":
      return world.listener(id, now) !== undefined;
    case "VPC":
      return [...world.loadBalancers.values()].some(({ vpcId }) => vpcId === id);
  }
}

const OTHER_KINDS: readonly MutantText[] = [
  ...(["load balancer", "listener", "VPC"] as const).map(
    (kind): MutantText => ({
      name: `server-group-id-of-${kind.toLowerCase().replace(" ", "-")}-accepted`,
      title: `The id of a ${kind} is taken for a server group's.`,
      requirement: "create-listener.server-group-id.other-kind",
      profile: "smoke",
      mutate: spare("server-group-exists", ({ serverGroupId = "" }, context) => existsAs(kind, serverGroupId, context)),
    }),
  ),
  ...(["server group", "listener", "VPC"] as const).map(
    (kind): MutantText => ({
      name: `load-balancer-id-of-${kind.toLowerCase().replace(" ", "-")}-accepted`,
      title: `The id of a ${kind} is taken for a load balancer's.`,
      requirement: "create-listener.load-balancer-id.other-kind",
      profile: "smoke",
      mutate: spare("load-balancer-exists", ({ loadBalancerId = "" }, context) =>
        existsAs(kind, loadBalancerId, context),
      ),
    }),
  ),
];

const NAMES: readonly MutantText[] = [
  {
    name: "load-balancer-id-kept-in-capitals",
    title: "The listener is kept with its load balancer's id in capitals.",
    requirement: "create-listener.load-balancer-id.names-the-parent",
    mutate: show((view) => ({ ...view, LoadBalancerId: String(view.LoadBalancerId).toUpperCase() })),
  },
  {
    name: "load-balancer-id-not-shown",
    title: "A listener does not say which load balancer it belongs to.",
    requirement: "create-listener.load-balancer-id.names-the-parent",
    mutate: show(({ LoadBalancerId, ...view }) => view),
  },
  {
    name: "server-group-id-is-load-balancer-id",
    title: "A listener gives its load balancer's id for its server group's.",
    requirement: "create-listener.server-group-id.names-the-group",
    mutate: keep(({ loadBalancerId }) => ({ serverGroupId: loadBalancerId })),
  },
  {
    name: "server-group-id-not-shown",
    title: "A listener does not say which server group it forwards to.",
    requirement: "create-listener.server-group-id.names-the-group",
    mutate: show(({ ServerGroupId, ...view }) => view),
  },
];

export const resourceIdMutants = area("resource-id", [
  ...ofId(
    "loadBalancerId",
    "load balancer id",
    "load-balancer-id",
    "create-listener.error.resource-not-found-load-balancer",
  ),
  ...ofId(
    "serverGroupId",
    "server group id",
    "server-group-id",
    "create-listener.error.resource-not-found-server-group",
  ),
  ...OTHER_KINDS,
  ...NAMES,
]);
