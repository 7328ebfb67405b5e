/** What the page says of LoadBalancerId and ServerGroupId; checked in `specs/resource-ids.spec.ts`. */
import type { Section } from "../requirement.js";
import { clausesOf, on } from "./clause.js";

const loadBalancer = clausesOf("Request parameters / LoadBalancerId" satisfies Section);
const serverGroup = clausesOf("Request parameters / ServerGroupId" satisfies Section);

const REQUIRED_COLUMN = on("85a39ab345d672ff", "Request parameters / LoadBalancerId", "Yes");
const STRING_COLUMN = on("473287f8298dba71", "Request parameters / LoadBalancerId", "string");
const LOAD_BALANCER = [
  on("298b0ebde6eed159", "Request parameters / LoadBalancerId", "LoadBalancerId"),
  on("cbd4d09597b0aeca", "Request parameters / LoadBalancerId", "The ID of the"),
  REQUIRED_COLUMN,
  STRING_COLUMN,
];
const SERVER_GROUP = [
  on("a17f594b435f03db", "Request parameters / ServerGroupId", "ServerGroupId"),
  on("3fecaaa6a3bb7cd6", "Request parameters / ServerGroupId", "The server group"),
  REQUIRED_COLUMN,
];

/** Clauses on the two required parameters. */
export const RESOURCE_ID_REQUIREMENTS = {
  "create-listener.load-balancer-id.required": loadBalancer.required({
    statement: "A request without LoadBalancerId is refused.",
    breaks: "A listener is made on a load balancer nobody named, or a caller's mistake is taken for success.",
    fragments: LOAD_BALANCER,
  }),
  "create-listener.load-balancer-id.not-empty": loadBalancer.required({
    statement: "An empty LoadBalancerId is refused: an empty text is the id of nothing.",
    breaks: "A template whose variable was not filled seems to work.",
    fragments: LOAD_BALANCER,
  }),
  "create-listener.load-balancer-id.names-the-parent": loadBalancer.required({
    statement: "The listener belongs to the load balancer that the request names.",
    breaks: "Traffic of another load balancer is changed.",
    fragments: LOAD_BALANCER,
  }),
  "create-listener.load-balancer-id.other-kind": loadBalancer.required({
    statement:
      "The id of something else than a load balancer (a server group, a listener, a VPC) names none: it is refused.",
    breaks: "Two ids that were mixed up make a listener somewhere, and the mistake is found when traffic is missing.",
    fragments: [
      ...LOAD_BALANCER,
      on("539a2a3feee65271", "Error codes", "404 ResourceNotFound.LoadBalancer The specified"),
    ],
  }),
  "create-listener.load-balancer-id.malformed": loadBalancer.probe({
    statement: "How an id that cannot be a load balancer's (other prefix, blanks, other case) is answered.",
    breaks: "Nothing documented: not found and illegal parameter are both readings.",
    source: "the page is silent",
  }),
  "create-listener.server-group-id.required": serverGroup.required({
    statement: "A request without ServerGroupId is refused.",
    breaks: "A listener without servers drops all traffic.",
    fragments: SERVER_GROUP,
  }),
  "create-listener.server-group-id.not-empty": serverGroup.required({
    statement: "An empty ServerGroupId is refused: an empty text is the id of nothing.",
    breaks: "A template whose variable was not filled seems to work.",
    fragments: SERVER_GROUP,
  }),
  "create-listener.server-group-id.names-the-group": serverGroup.required({
    statement: "The listener forwards to the server group that the request names.",
    breaks: "Traffic goes to other servers than asked for.",
    fragments: SERVER_GROUP,
  }),
  "create-listener.server-group-id.other-kind": serverGroup.required({
    statement:
      "The id of something else than a server group (a load balancer, a listener, a VPC) names none: it is refused.",
    breaks: "Two ids that were mixed up make a listener without servers, which drops all traffic.",
    fragments: [
      ...SERVER_GROUP,
      on("9be55f6f65dea254", "Error codes", "404 ResourceNotFound.ServerGroup The specified"),
    ],
  }),
  "create-listener.server-group-id.malformed": serverGroup.probe({
    statement: "How an id that cannot be a server group's (other prefix, blanks, other case) is answered.",
    breaks: "Nothing documented: not found and illegal parameter are both readings.",
    source: "the page is silent",
  }),
} as const;
