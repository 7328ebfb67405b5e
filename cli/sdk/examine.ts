/** `doctor --adapter`: what a run depends on, looked at before one, with advice for whatever is wrong. */
import { cut } from "../../evidence/text.js";
import type { AdapterProgram } from "../../exercise/plan.js";
import { parseStarted } from "../../sdk/adapter/protocol.js";
import type { Finding } from "../diagnosis.js";
import { faultInWords, shownSdk } from "./identify.js";
import { type Purpose, type RehearsedStep, rehearse } from "./rehearsal.js";

const KNOWN_FEATURES = ["concurrent", "sts", "wait-until-running"];
const SHOWN_BYTES = 300;

const CHECK_OF: Readonly<Record<Purpose, string>> = {
  start: "protocol",
  client: "client",
  create: "create",
  read: "read",
  wait: "wait",
  error: "error",
  stop: "stop",
};

/**
 * Looks at an adapter: it starts, speaks the protocol, announces what is known, makes and reads a listener, tells an error, and ends in time.
 * @param signal gives up
 * @returns findings, in the order in which they were made
 * @throws UsageError when there is nothing to start
 */
export async function examineAdapter(program: AdapterProgram, signal: AbortSignal): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const step of rehearse(program, signal)) findings.push(...findingsOf(step));
  return findings;
}

function findingsOf(step: RehearsedStep): readonly Finding[] {
  const { purpose, fault, stderr } = step;
  if (fault !== undefined) return [failed(CHECK_OF[purpose], faultInWords(fault, stderr))];
  switch (purpose) {
    case "start":
      return started(step);
    case "client":
      return step.answer?.is === "ok" ? [] : [failed("client", `no client could be made: ${told(step)}`, MAKE_CLIENT)];
    case "create":
      return [...(step.answer?.is === "unsupported" ? [] : sent(step)), ...created(step)];
    case "read":
      return read(step);
    case "wait":
      return [answered(step) ? ok("wait", "the library's waiter comes back") : warning("wait", told(step), WAITER)];
    case "error":
      return error(step);
    case "stop":
      return [ok("stop", `it ended with 0 after ${Math.round(step.ms)} ms`)];
  }
}

const MAKE_CLIENT =
  "a client is made of endpoint, region, credentials and time-outs, without asking the service anything";
const WAITER = "announce wait-until-running only where the library itself has a waiter";
const ENDPOINT =
  "send to the `endpoint` of `client`, http and port included; a library that wants a host takes it without http://";
const SECRET = "hand over accessKeyId and accessKeySecret of `client`, and nothing from the environment";
const NAMES = "members are named as in the protocol: ListenerId, RequestId, ListenerStatus and so on";
const ERRORS =
  'an error of the service is {"is": "service", "code", "message", "requestId", "status"}, each as the library exposes it';
const UNSUPPORTED = "fill in the call; `unsupported` is for what the library cannot express";

function started({ answer, ms }: RehearsedStep): Finding[] {
  const read = answer && parseStarted(answer);
  if (read === undefined || "problem" in read || answer?.is !== "ok") return [];
  const { features } = answer.ok;
  const words = Array.isArray(features) ? features.map(String) : [];
  const unknown = words.filter((word) => !KNOWN_FEATURES.includes(word));
  const announced = words.length === 0 ? "none are announced" : words.join(", ");
  return [
    ok("protocol", `it started within ${Math.round(ms)} ms and speaks version 1: ${shownSdk(read.sdk)}`),
    unknown.length === 0
      ? ok("features", announced)
      : warning(
          "features",
          `unknown: ${cut(unknown.join(", "), SHOWN_BYTES)}`,
          `known are ${KNOWN_FEATURES.join(", ")}`,
        ),
  ];
}

/** Whether what has to arrive arrived. */
function sent({ arrivals }: RehearsedStep): Finding[] {
  const [first] = arrivals;
  if (first === undefined) return [failed("request", "nothing arrived at the service", ENDPOINT)];
  const { scheme, problem } = first.signature;
  if (problem !== undefined) return [warning("request", `it arrived with ${problem}`, SECRET)];
  return [ok("request", `it arrived, with a valid signature of ${scheme.toUpperCase()}`)];
}

function created(step: RehearsedStep): Finding[] {
  if (!answered(step)) return [failed("create", `CreateListener ended with ${told(step)}`, adviceFor(step))];
  const id = member(step, "ListenerId");
  if (id === undefined) return [warning("create", `the answer has no ListenerId: ${told(step)}`, NAMES)];
  return [ok("create", `CreateListener gave ${cut(id, SHOWN_BYTES)}`)];
}

function read(step: RehearsedStep): Finding[] {
  if (!answered(step)) return [failed("read", `GetListenerAttribute ended with ${told(step)}`, adviceFor(step))];
  const state = member(step, "ListenerStatus");
  if (state === undefined) return [warning("read", `the answer has no ListenerStatus: ${told(step)}`, NAMES)];
  return [ok("read", `GetListenerAttribute gave ListenerStatus ${cut(state, SHOWN_BYTES)}`)];
}

function error(step: RehearsedStep): Finding[] {
  const { answer } = step;
  if (answer?.is === "error" && answer.error.is === "service" && answer.error.code !== undefined) {
    return [ok("error", `an error of the service comes back with its code, ${cut(answer.error.code, SHOWN_BYTES)}`)];
  }
  return [warning("error", `an error of the service came back as ${told(step)}`, ERRORS)];
}

const answered = ({ answer }: RehearsedStep) => answer?.is === "ok";

function adviceFor({ answer }: RehearsedStep): string {
  if (answer?.is === "unsupported") return UNSUPPORTED;
  return answer?.is === "error" && answer.error.is === "connection"
    ? ENDPOINT
    : "see the message; `sdk try` shows the requests";
}

function member({ answer }: RehearsedStep, name: string): string | undefined {
  const value = answer?.is === "ok" ? answer.ok[name] : undefined;
  return typeof value === "string" ? value : undefined;
}

function told({ answer }: RehearsedStep): string {
  return cut(answer === undefined ? "nothing" : JSON.stringify(answer), SHOWN_BYTES);
}

const ok = (check: string, message: string): Finding => ({ check, status: "ok", message });
const warning = (check: string, message: string, advice: string): Finding => ({
  check,
  status: "warning",
  message,
  advice,
});
const failed = (check: string, message: string, advice?: string): Finding => ({
  check,
  status: "failed",
  message,
  ...(advice === undefined ? {} : { advice }),
});
