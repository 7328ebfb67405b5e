/** What the page says of refusals; the codes themselves are in `contract/errors.ts`, checks in `specs/errors`. */
import { clausesOf, FROM_STANDARD, on } from "./clause.js";

const { advisory, here, probe, required } = clausesOf("Error codes");

const TABLE = [
  here("675a568fbc0ab8ba", "HTTP status code"),
  here("0570b384c3cecf81", "Error code"),
  here("a5dc35f1ff425f69", "Error message"),
];

/** Clauses on refusals: their shape, their lack of effect, and the 14 documented errors with their status. */
export const ERROR_REQUIREMENTS = {
  "create-listener.error.envelope": required({
    statement: "A refusal is a JSON object with Code and Message, both texts that are not empty.",
    breaks: "SDKs cannot tell users what went wrong.",
    fragments: TABLE,
  }),
  "create-listener.error.request-id": required({
    statement: "A refusal carries RequestId, a text that is not empty.",
    breaks: "Support cannot find the failed request.",
    fragments: [on("7ea8e884cefccca0", "Operation description", "After you send a"), ...TABLE],
  }),
  "create-listener.error.status": required({
    statement: "A refusal has an HTTP 4xx status, never 2xx, 3xx or 5xx.",
    breaks: "Clients take a refusal for success, or retry what can never succeed.",
    fragments: TABLE,
  }),
  "create-listener.error.no-effect": required({
    statement: "A refused request has no effect: no listener is made or changed and no place is taken up.",
    breaks: "A caller who was told no still pays, or cannot create what is right.",
    fragments: [
      on("31f57563fe8e1c7a", "Request parameters / DryRun", "If the request fails"),
      here("471747896e9e1b0b", "The operation is"),
    ],
  }),
  "create-listener.error.message": advisory({
    statement: "The message of a documented error has the fixed words of its template.",
    breaks: "People and tools that search for the text do not find it.",
    fragments: TABLE,
  }),
  "create-listener.error.resource-not-found-load-balancer": required({
    statement: "A load balancer that does not exist is refused with 404 ResourceNotFound.LoadBalancer.",
    breaks: "Clients cannot tell a deleted load balancer from a mistake of theirs.",
    fragments: [
      here("539a2a3feee65271", "404 ResourceNotFound.LoadBalancer The specified"),
      here("90d2a96724a26f30", "The specified resource of"),
    ],
  }),
  "create-listener.error.resource-not-found-server-group": required({
    statement: "A server group that does not exist is refused with 404 ResourceNotFound.ServerGroup.",
    breaks: "Clients cannot tell a deleted server group from a mistake of theirs.",
    fragments: [
      here("9be55f6f65dea254", "404 ResourceNotFound.ServerGroup The specified"),
      here("4cc3c18d0041c86a", "The specified server group"),
    ],
  }),
  "create-listener.error.incorrect-status-load-balancer-provisioning": required({
    statement: "A load balancer that is still being made is refused with 400 IncorrectStatus.LoadBalancer.",
    breaks: "Clients do not know that waiting helps.",
    fragments: [
      here("8aada231137e6b1c", "400 IncorrectStatus.LoadBalancer The status"),
      here("a93969270ae98cc5", "Resource %s current state"),
    ],
    also: ["load-balancer/provisioning"],
  }),
  "create-listener.error.incorrect-status-load-balancer-configuring": required({
    statement: "A load balancer that is being changed is refused with 400 IncorrectStatus.LoadBalancer.",
    breaks: "Clients do not know that waiting helps.",
    fragments: [
      here("8aada231137e6b1c", "400 IncorrectStatus.LoadBalancer The status"),
      here("a93969270ae98cc5", "Resource %s current state"),
    ],
    also: ["load-balancer/configuring"],
  }),
  "create-listener.error.incorrect-business-status-load-balancer": required({
    statement:
      "A load balancer that is locked for financial reasons is refused with 400 IncorrectBusinessStatus.LoadBalancer.",
    breaks: "Users do not learn that a bill is due.",
    fragments: [
      here("93201d2f4c8b5b9a", "400 IncorrectBusinessStatus.LoadBalancer The business"),
      here("72ad8d51ebc9ab5a", "Resource %s with business"),
    ],
    also: ["load-balancer/financially-locked"],
  }),
  "create-listener.error.too-many-listeners": required({
    statement:
      "A listener beyond the limit of its load balancer is refused with 400 OperationDenied.TooManyListeners, and those there are unchanged.",
    breaks: "A load balancer ends up with too many listeners, or one that was there is overwritten.",
    fragments: [
      here("03c345ef20904ed2", "400 OperationDenied.TooManyListeners The operation"),
      here("ad8130ed9de8af9e", "The number of listeners"),
      here("471747896e9e1b0b", "The operation is"),
    ],
  }),
  "create-listener.error.listeners-per-load-balancer": advisory({
    statement: "A load balancer takes as many listeners as is expected: one, where nobody says otherwise.",
    breaks: "Clients that count on the limit make listeners that should not be, or cannot make those that should.",
    fragments: [on("ad8130ed9de8af9e", "Error codes", "The number of listeners")],
  }),
  "create-listener.error.too-many-listeners-concurrently": required({
    statement:
      "Of requests with different tokens that reach a load balancer with room for one listener at the same time, one makes it and the others are refused.",
    breaks: "Two deployments that meet leave a listener too many, or one that overwrote the other.",
    fragments: [
      here("03c345ef20904ed2", "400 OperationDenied.TooManyListeners The operation"),
      here("ad8130ed9de8af9e", "The number of listeners"),
    ],
  }),
  "create-listener.error.incorrect-status-server-group-creating": required({
    statement: "A server group that is still being made is refused with 400 IncorrectStatus.ServerGroup.",
    breaks: "Clients do not know that waiting helps.",
    fragments: [
      here("7d84ec31167881de", "400 IncorrectStatus.ServerGroup The status"),
      here("169805b794f472f4", "The status of %s"),
    ],
    also: ["server-group/creating"],
  }),
  "create-listener.error.incorrect-status-server-group-configuring": required({
    statement: "A server group that is being changed is refused with 400 IncorrectStatus.ServerGroup.",
    breaks: "Clients do not know that waiting helps.",
    fragments: [
      here("7d84ec31167881de", "400 IncorrectStatus.ServerGroup The status"),
      here("169805b794f472f4", "The status of %s"),
    ],
    also: ["server-group/configuring"],
  }),
  "create-listener.error.mismatch-vpc-id": required({
    statement: "A server group of another VPC than the load balancer's is refused with 400 Mismatch.VpcId.",
    breaks: "A listener is made that can never reach its servers.",
    fragments: [here("3f2048364a252143", "400 Mismatch.VpcId The %s"), here("df198d82cbebbd8a", "The VPC IDs of")],
    also: ["server-group/other-vpc"],
  }),
  "create-listener.error.tcp-idle-timeout-conflict-with-scheduler": required({
    statement:
      "A time-out other than 350 with a server group that does not use 5TCH is refused with 400 OperationDenied.TcpIdleTimeoutConflictWithScheduler.",
    breaks: "A time-out is stored that the data plane does not keep.",
    fragments: [
      here("9819f4cf83558174", "400 OperationDenied.TcpIdleTimeoutConflictWithScheduler The TCP"),
      here("1b57bcdd3852af30", "The TCP idle timeout"),
    ],
    also: ["server-group/scheduler-3tch", "server-group/scheduler-2tch"],
  }),
  "create-listener.error.resource-in-use-ip": required({
    statement: "A server group whose address is already in use is refused with 400 ResourceInUse.IP.",
    breaks: "Two listeners fight for one address.",
    fragments: [here("09c4ab55ca989e06", "400 ResourceInUse.IP The specified")],
    also: ["server-group/ip-in-use"],
  }),
  "create-listener.error.missing-tag-key": required({
    statement: "A tag with a value and no key is refused with 400 MissingParam.TagKey, at every position.",
    breaks: "A tag is dropped silently.",
    fragments: [
      here("540292694509cddf", "400 MissingParam.TagKey The param"),
      here("267d83722d513afb", "The parameter of tag"),
    ],
  }),
  "create-listener.error.missing-tag-value": advisory({
    statement: "A tag without a value, where it is refused, is refused with 400 MissingParam.TagValue.",
    breaks: "Users do not learn what is missing.",
    fragments: [
      here("2eb0524637f15d59", "400 MissingParam.TagValue The param"),
      here("6f86e94d00195927", "The parameter of tag"),
    ],
  }),
  "create-listener.error.duplicated-tag-key": required({
    statement: "A duplicated tag key is refused with 400 DuplicatedParam.TagKey.",
    breaks: "Users do not learn which rule they broke.",
    fragments: [
      here("5c7926af5a8f7bd0", "400 DuplicatedParam.TagKey The param"),
      here("4f3db0a9abf63ddf", "The parameter of tag"),
    ],
  }),
  "create-listener.error.illegal-tag-key": required({
    statement: "An illegal tag key is refused with 400 IllegalParam.TagKey.",
    breaks: "Users do not learn which rule they broke.",
    fragments: [here("e62564c6210f936a", "400 IllegalParam.TagKey The param")],
  }),
  "create-listener.error.illegal-tag-value": required({
    statement: "An illegal tag value is refused with 400 IllegalParam.TagValue.",
    breaks: "Users do not learn which rule they broke.",
    fragments: [
      here("5c76dc8856545455", "400 IllegalParam.TagValue The param"),
      here("9479029f546f8c6e", "The parameter of tag"),
    ],
  }),
  "create-listener.error.two-violations": required({
    statement: "A request that breaks two clauses is refused for one of them, and nothing is created.",
    breaks: "Two mistakes cancel each other out.",
    fragments: [on("31f57563fe8e1c7a", "Request parameters / DryRun", "If the request fails")],
  }),
  "create-listener.error.precedence": probe({
    statement: "Which of two defects of one request is reported, by a dry run and by a creation.",
    breaks: "Nothing documented; whoever shows one message after the other sees them in another order.",
    source: "the page gives the checks no order",
    profiles: FROM_STANDARD,
  }),
  "create-listener.error.answers": probe({
    statement: "With which status, code and words each kind of defect is refused, by a dry run and by a creation.",
    breaks:
      "Nothing beyond the codes that the page lists; tools that look for the others, or for the words, do not find them.",
    source: "the page lists no code for most rules on parameters, and templates of messages only",
    profiles: FROM_STANDARD,
  }),
} as const;
