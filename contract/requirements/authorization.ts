/** What the page says of who may call; checked in `specs/authorization`. */
import { clausesOf } from "./clause.js";

const { advisory, here, probe, required } = clausesOf("RAM authorization");

const AUTHORIZATION = [
  here("4ba7f60a388abd4b", "The table below describes"),
  here("dc10a3ec4149799b", "gwlb:CreateListener"),
  here("fa8847b0c3318327", "create"),
];

/** Clauses on who may call. */
export const AUTHORIZATION_REQUIREMENTS = {
  "create-listener.authorization.denied-caller": required({
    statement: "A caller whose policy does not allow gwlb:CreateListener is refused and nothing is created.",
    breaks: "Anybody with any key of the account can create listeners.",
    fragments: [
      ...AUTHORIZATION,
      here("d47eb1e0544f2a56", "acs:gwlb:{#regionId}:{#accountId}:loadbalancer/{#LoadbalancerId}"),
      here("dfcd8e5dd05314f1", "acs:gwlb:{#regionId}:{#accountId}:servergroup/{#ServerGroupId}"),
      here("cffd59814fcbb421", "acs:gwlb:{#regionId}:{#accountId}:listener/*"),
      here("6103cff5c53f6ff8", "LoadBalancer"),
      here("103ed75ce06fb529", "ServerGroup"),
      here("82e6d189952d4df4", "Listener"),
    ],
    also: ["caller/denied"],
  }),
  "create-listener.authorization.unsigned": required({
    statement: "A request without a signature is refused and nothing is created.",
    breaks: "Anybody on the network can create listeners.",
    fragments: [here("4ba7f60a388abd4b", "The table below describes")],
  }),
  "create-listener.authorization.wrong-secret": required({
    statement: "A request signed with another secret than the access key's is refused and nothing is created.",
    breaks: "Knowing an access key id is enough to act as its owner.",
    fragments: [here("4ba7f60a388abd4b", "The table below describes")],
    also: ["caller/wrong-secret"],
  }),
  "create-listener.authorization.unknown-caller": required({
    statement: "A request signed with an access key that does not exist is refused and nothing is created.",
    breaks: "Anybody can create listeners with an invented key.",
    fragments: [here("4ba7f60a388abd4b", "The table below describes")],
    also: ["caller/unknown"],
  }),
  "create-listener.authorization.every-request": required({
    statement:
      "Each request is authorised on its own: a connection that carried a good request does not vouch for the next one.",
    breaks: "Behind a proxy that shares connections, one caller acts with the rights of another.",
    fragments: [here("4ba7f60a388abd4b", "The table below describes")],
    also: ["caller/wrong-secret"],
  }),
  "create-listener.authorization.tampered-body": required({
    statement: "A body that was changed after signing is refused and nothing is created.",
    breaks: "A middleman can alter what is created.",
    fragments: [here("4ba7f60a388abd4b", "The table below describes")],
  }),
  "create-listener.authorization.codes": advisory({
    statement:
      "Refused callers get the gateway's customary codes: InvalidAccessKeyId.NotFound, SignatureDoesNotMatch, Forbidden or NoPermission.",
    breaks: "SDKs cannot tell a wrong key from a missing permission.",
    source: "public error codes of the gateway",
    also: ["caller/wrong-secret", "caller/unknown"],
  }),
  "create-listener.authorization.expired-date": advisory({
    statement: "A request whose date is hours old is refused.",
    breaks: "Captured requests can be replayed.",
    source: "signature documentation of the gateway; not on the page",
  }),
  "create-listener.authorization.nonce-reuse": probe({
    statement: "How a second request with the nonce of the first is answered.",
    breaks: "Nothing documented for this product.",
    source: "custom of sibling products",
  }),
} as const;
