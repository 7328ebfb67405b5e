/** What is looked at before a run, and what each finding means for it. */
import { type JsonObject, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { Exchange, ReceivedResponse } from "../../contract/exchange.js";
import { SITUATIONS } from "../../contract/situations.js";
import type { Config } from "../config/config.js";
import { ConfigError } from "../config/config-error.js";
import { credentialsOf, currentCredentials } from "../config/credentials.js";
import { call, listed, type NeighbourAnswer, readNeighbour } from "../neighbours/neighbour.js";
import { answerOf, removesListeners } from "../neighbours/offered.js";
import { costInWords, type NeighbourOperation } from "../neighbours/uses.js";
import { predictSupply } from "../situations/provider.js";
import type { TargetClient } from "../wire/client.js";
import { proxyFor, throughProxy } from "../wire/proxy.js";
import { adviceForProblem, adviceForStranger, refusalOfCaller } from "./preflight-advice.js";
import { staticMock } from "./static-mock.js";

/** One thing that was looked at before a run. */
export interface PreflightFinding {
  readonly check:
    | "credentials"
    | "reachability"
    | "endpoint"
    | "caller"
    | "clock"
    | "operations"
    | "load balancers"
    | "situations";
  readonly status: "ok" | "warning" | "failed";
  /** What was seen, for people. Texts of the target are in it: escape it for the output at hand. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Neighbour operations that the target has; what it does not have is not used, and nothing is held against it. */
export type OfferedOperations = Readonly<Record<NeighbourOperation, boolean>>;

export interface Preflight {
  readonly findings: readonly PreflightFinding[];
  /** Whose fault it is that a run makes no sense; undefined when it does. */
  readonly blame: "environment" | "configuration" | undefined;
  readonly offered: OfferedOperations;
  /** Whether the target answers CreateListener in the same way whatever it is asked. */
  readonly isStatic: boolean;
}

/** Names nothing, at any target. */
const UNKNOWN_LISTENER = "lsn-gwlbconformancedoctor";
const UNKNOWN_LOAD_BALANCER = "gwlb-gwlbconformancedoctor";
const NOTHING_OFFERED: OfferedOperations = {
  GetListenerAttribute: false,
  ListListeners: false,
  DeleteListener: false,
  GetLoadBalancerAttribute: false,
};
/** Signatures older than this are refused. Source: public error code InvalidTimeStamp.Expired. */
const TOLERATED_SKEW_MS = 15 * 60_000;
const NOTICEABLE_SKEW_MS = 60_000;
const MOST_LOAD_BALANCERS_READ = 20;

/**
 * Looks at everything a run depends on and changes nothing. An unusual target is no failed one: it only fails when nothing it says is
 * the answer of an API, or when it turns the caller away.
 * @param client that endpoint; its credentials may be missing
 * @param env where a proxy may be named
 */
export async function preflight(
  config: Config,
  client: TargetClient,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Preflight> {
  const proxy = config.target.endpoint === undefined ? undefined : proxyFor(config.target.endpoint, env);
  const credentials = await checkCredentials(config);
  if (credentials.status === "failed") return stopped([credentials], "configuration");

  const read = await client.call("GetListenerAttribute", [["ListenerId", UNKNOWN_LISTENER]]);
  if (read.outcome.is === "no-answer") {
    const { problem } = read.outcome;
    const advice = adviceForProblem(problem, config.target.endpoint ?? "", proxy);
    const message = `${config.target.endpoint}: ${problem.detail}`;
    return stopped([credentials, failed("reachability", { message, advice })], "environment");
  }
  const reachability = ok(
    "reachability",
    `${config.target.endpoint} answers in ${Math.round(read.endedAt - read.startedAt)} ms${throughProxy(proxy)}`,
  );
  const api = await findApiAnswer(client, read);
  if (api === undefined) {
    const stranger = failed("endpoint", adviceForStranger(read.outcome.response));
    return stopped([credentials, reachability, stranger], "environment");
  }
  const { calls, throttledForMs } = client.gaveUp();
  if (calls > 0 && throttledForMs > 0) {
    const unable: PreflightFinding = {
      check: "reachability",
      status: "failed",
      message: `the target answers nothing but HTTP ${api.status}, for as long as it was waited for (wait throttled)`,
      advice: "wait until it lets requests through; a rate that it allows is given with --rate",
    };
    return stopped([credentials, unable], "environment");
  }
  const clock = checkClock(api, read, config);
  const refusal = refusalOfCaller(textMember(jsonObjectOf(api.body), "Code"), api.status, config.target.auth);
  const seen = [credentials, reachability, checkEnvelope(api), clock];
  if (refusal?.blame !== undefined) return stopped([...seen, failed("caller", refusal)], refusal.blame);
  const caller = refusal === undefined ? ok("caller", "the caller is accepted") : warning("caller", refusal);
  const { offered, answers } = await findOffered(client, read);
  const mock = await staticMock(client);
  const loadBalancers = await checkLoadBalancers(config, client, offered);
  return {
    findings: [
      ...seen,
      ...(mock === undefined ? [] : [warning("endpoint", mock)]),
      caller,
      ...checkOperations(offered, answers),
      ...loadBalancers,
      checkSituations(config),
    ],
    blame: undefined,
    offered,
    isStatic: mock !== undefined,
  };
}

function ok(check: PreflightFinding["check"], message: string): PreflightFinding {
  return { check, status: "ok", message };
}

type Words = Pick<PreflightFinding, "message" | "advice">;

function warning(check: PreflightFinding["check"], { message, advice }: Words): PreflightFinding {
  return { check, status: "warning", message, ...(advice !== undefined && { advice }) };
}

function failed(check: PreflightFinding["check"], words: Words): PreflightFinding {
  return { ...warning(check, words), status: "failed" };
}

function stopped(findings: readonly PreflightFinding[], blame: NonNullable<Preflight["blame"]>): Preflight {
  return { findings, blame, offered: NOTHING_OFFERED, isStatic: false };
}

async function checkCredentials(config: Config): Promise<PreflightFinding> {
  if (config.target.auth === "none") return ok("credentials", "none are needed: requests go out unsigned");
  try {
    await currentCredentials(credentialsOf(config));
    return ok("credentials", config.credentials ? "from the configuration" : "from the standard chain");
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return failed("credentials", error);
  }
}

/** A target may have CreateListener and nothing else, so a dry run of it has the last word. */
async function findApiAnswer(client: TargetClient, read: Exchange): Promise<ReceivedResponse | undefined> {
  const first = apiAnswer(read);
  if (first !== undefined) return first;
  return apiAnswer(
    await client.call("CreateListener", [
      ["LoadBalancerId", UNKNOWN_LOAD_BALANCER],
      ["ServerGroupId", "sgp-gwlbconformancedoctor"],
      ["DryRun", "true"],
    ]),
  );
}

/** An answer with a JSON object is that of an API, whatever its status. */
function apiAnswer({ outcome }: Exchange): ReceivedResponse | undefined {
  if (outcome.is === "no-answer" || jsonObjectOf(outcome.response.body) === undefined) return undefined;
  return outcome.response;
}

function checkEnvelope({ body, status }: ReceivedResponse): PreflightFinding {
  const names = Object.keys(jsonObjectOf(body) ?? {});
  if (["Code", "RequestId", "code", "requestId"].some((name) => names.includes(name))) {
    return ok("endpoint", "it answers as an Alibaba Cloud API does");
  }
  return warning("endpoint", {
    message: `it answers JSON (HTTP ${status}), but with neither Code nor RequestId`,
    advice: "check that the endpoint serves GWLB",
  });
}

function checkClock({ headers }: ReceivedResponse, { endedAt }: Exchange, config: Config): PreflightFinding {
  const theirs = Date.parse(headers.date ?? "");
  if (Number.isNaN(theirs)) return ok("clock", "the target does not tell its time");
  const ours = Date.now() - (performance.now() - endedAt);
  const skewMs = ours - theirs;
  const message = `this clock is ${Math.abs(Math.round(skewMs / 1000))} s ${skewMs < 0 ? "behind" : "ahead of"} the target's`;
  if (Math.abs(skewMs) < NOTICEABLE_SKEW_MS) return ok("clock", message);
  const tooMuch = config.target.auth !== "none" && Math.abs(skewMs) > TOLERATED_SKEW_MS;
  const advice = tooMuch ? "set the clock: signatures dated so far off are refused" : "set the clock";
  return warning("clock", { message, advice });
}

type OfferAnswers = Readonly<Record<keyof OfferedOperations, string>>;

async function findOffered(client: TargetClient, read: Exchange) {
  const [list, remove, balancer] = await Promise.all([
    call(client, "ListListeners", [["LoadBalancerIds.1", UNKNOWN_LOAD_BALANCER]]),
    removesListeners(client),
    call(client, "GetLoadBalancerAttribute", [["LoadBalancerId", UNKNOWN_LOAD_BALANCER]]),
  ]);
  const offered: OfferedOperations = {
    GetListenerAttribute: isOffered(readNeighbour(read), ({ ListenerId }) => typeof ListenerId === "string"),
    ListListeners: isOffered(list, ({ Listeners }) => Array.isArray(Listeners)),
    DeleteListener: remove.is !== "impossible" && remove.isUnlikely !== true,
    GetLoadBalancerAttribute: isOffered(balancer, ({ LoadBalancerId }) => typeof LoadBalancerId === "string"),
  };
  const answers: OfferAnswers = {
    GetListenerAttribute: answeredWithout("GetListenerAttribute", readNeighbour(read), "ListenerId"),
    ListListeners: answeredWithout("ListListeners", list, "Listeners"),
    DeleteListener: remove.answered,
    GetLoadBalancerAttribute: answeredWithout("GetLoadBalancerAttribute", balancer, "LoadBalancerId"),
  };
  return { offered, answers };
}

function answeredWithout(operation: string, reading: NeighbourAnswer, member: string): string {
  const isReadable = reading.is === "done" && reading.unreadable === undefined;
  return isReadable ? `as done, without ${member}` : answerOf(operation, reading);
}

/** A success that holds nothing of what was asked for is no operation at work: some servers answer `{}` to everything. */
function isOffered(reading: NeighbourAnswer, holdsWhatWasAsked: (body: JsonObject) => boolean): boolean {
  if (reading.is === "done") return holdsWhatWasAsked(reading.body);
  if (reading.is === "refused" && reading.unreadable !== undefined) return reading.status >= 500;
  return reading.is !== "not-offered" && reading.is !== "no-answer";
}

function checkOperations(offered: OfferedOperations, answers: OfferAnswers): PreflightFinding[] {
  const names = ["GetListenerAttribute", "ListListeners", "DeleteListener", "GetLoadBalancerAttribute"] as const;
  const missing = names.filter((name) => !offered[name]);
  if (missing.length === 0) return [ok("operations", "the neighbour operations are there")];
  return missing.map((name) =>
    warning("operations", { message: costInWords({ operation: name, answered: answers[name] }) }),
  );
}

async function checkLoadBalancers(
  config: Config,
  client: TargetClient,
  offered: OfferedOperations,
): Promise<PreflightFinding[]> {
  const ids = config.situations["load-balancer/idle"]?.slice(0, MOST_LOAD_BALANCERS_READ) ?? [];
  const problems = await Promise.all(ids.map((id) => problemOfLoadBalancer(client, id, offered)));
  const found = problems.filter((problem) => problem !== undefined);
  if (ids.length > 0 && found.length === 0)
    return [ok("load balancers", `${ids.length} configured as idle, none found otherwise`)];
  const advice =
    "take it out of situations load-balancer/idle, or free it; the suite touches no listener it did not create";
  return found.map((message) => warning("load balancers", { message, advice }));
}

async function problemOfLoadBalancer(
  client: TargetClient,
  id: string,
  offered: OfferedOperations,
): Promise<string | undefined> {
  if (offered.GetLoadBalancerAttribute) {
    const reading = await call(client, "GetLoadBalancerAttribute", [["LoadBalancerId", id]]);
    if (reading.is === "not-found") return `${id} is not found`;
    const status = reading.is === "done" ? textMember(reading.body, "LoadBalancerStatus") : undefined;
    if (status !== undefined && status !== "Active") return `${id} is ${status}, not Active`;
  }
  if (!offered.ListListeners) return undefined;
  const reading = await call(client, "ListListeners", [["LoadBalancerIds.1", id]]);
  const listeners = reading.is === "done" ? listed(reading.body, "Listeners") : [];
  return listeners.some(({ LoadBalancerId }) => LoadBalancerId === id) ? `${id} holds a listener already` : undefined;
}

function checkSituations(config: Config): PreflightFinding {
  const missing = SITUATIONS.filter((situation) => predictSupply(config, situation) === "missing");
  const message = `${SITUATIONS.length - missing.length} of ${SITUATIONS.length} situations can be had`;
  if (missing.length === 0) return ok("situations", message);
  return warning("situations", {
    message: `${message}; missing: ${missing.join(", ")}`,
    advice: "requirements that need a missing situation are not exercised; supply it under situations or provision",
  });
}
