/** Faults of time: how long an answer is waited for, and what is said when it did not come. */
import { request as httpRequest } from "node:http";
import { attempt, carry } from "../alterations.js";
import { report } from "../answer-alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import { ConnectionError, ServiceError, TimeoutError } from "../errors.js";
import type { ClientSettings } from "../requests.js";

/** Longer than any check waits. */
const NEVER_MS = 2_000_000_000;

/** Other times than the caller set; fires when more time has passed than was allowed. */
function times(change: (settings: ClientSettings) => ClientSettings): Change {
  return carry((parts, fire) => async (message, settings) => {
    const late = setTimeout(fire, settings.readTimeoutMs * 1.2);
    try {
      return await parts.transport(message, change(settings));
    } finally {
      clearTimeout(late);
    }
  });
}

export const timeFaults: readonly ClientFault[] = faultsOf("time", [
  {
    name: "read-time-out-ignored",
    title: "The read time-out of the caller is taken and ignored; it is always a minute.",
    requirement: "sdk.time.read-timeout",
    change: times((settings) => ({ ...settings, readTimeoutMs: 60_000 })),
  },
  {
    name: "read-time-out-tenfold",
    title: "The read time-out is taken for hundredths of a second.",
    requirement: "sdk.time.read-timeout",
    change: times((settings) => ({ ...settings, readTimeoutMs: settings.readTimeoutMs * 10 })),
  },
  {
    name: "read-time-out-three-times",
    title: "The read time-out runs three times for each attempt.",
    requirement: "sdk.time.read-timeout",
    change: times((settings) => ({ ...settings, readTimeoutMs: settings.readTimeoutMs * 3 })),
  },
  {
    name: "time-out-as-connection-error",
    title: "A time-out is told as a connection that failed.",
    requirement: "sdk.time.reported-as-timeout",
    change: report((error) => (error instanceof TimeoutError ? new ConnectionError("the connection failed") : error)),
  },
  {
    name: "time-out-as-error-of-the-service",
    title: "A time-out is told as an error of the service.",
    requirement: "sdk.time.reported-as-timeout",
    change: report((error) =>
      error instanceof TimeoutError ? new ServiceError({ message: error.message, status: 504 }) : error,
    ),
  },
  {
    name: "time-out-as-any-error",
    title: "A time-out is told as an error of no kind.",
    requirement: "sdk.time.reported-as-timeout",
    change: report((error) => (error instanceof TimeoutError ? new Error("something went wrong") : error)),
  },
  {
    name: "time-outs-repeated-for-ever",
    title: "A call goes on for as long as no answer comes in time.",
    requirement: "sdk.time.whole-call-bounded",
    change: attempt(({ attempt, draft }, correct) =>
      attempt.is === "failure" &&
      attempt.error instanceof TimeoutError &&
      (draft.operation === "GetListenerAttribute" || draft.parameters.some(([name]) => name === "ClientToken"))
        ? 10
        : correct,
    ),
  },
  {
    name: "no-time-out",
    title: "An answer is waited for without end.",
    requirement: "sdk.time.silence-ends",
    change: times((settings) => ({ ...settings, readTimeoutMs: NEVER_MS })),
  },
  {
    name: "no-time-out-for-the-body",
    title: "Once the head of an answer is there, its body is waited for without end.",
    requirement: "sdk.time.silence-ends",
    change: carry(
      (_, fire) => (message, settings) =>
        new Promise((resolve, reject) => {
          const { hostname, port } = new URL(settings.endpoint);
          const headers = [...message.headers, ["Content-Length", `${Buffer.byteLength(message.body)}`]].flat();
          const { method, path } = message;
          const request = httpRequest({ host: hostname, port, method, path, headers });
          const timer = setTimeout(() => {
            request.destroy();
            reject(new TimeoutError(`no answer after ${settings.readTimeoutMs} ms`));
          }, settings.readTimeoutMs);
          request.on("error", (error) => {
            clearTimeout(timer);
            reject(new ConnectionError(error.message));
          });
          request.on("response", (response) => {
            clearTimeout(timer);
            const late = setTimeout(fire, settings.readTimeoutMs * 1.2);
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("error", (error) => reject(new ConnectionError(error.message)));
            response.on("close", () => clearTimeout(late));
            response.on("end", () => {
              const names = response.rawHeaders;
              const pairs = names.flatMap((name, i) => (i % 2 === 0 ? [[name, names[i + 1] ?? ""] as const] : []));
              resolve({ status: response.statusCode ?? 0, headers: pairs, chunks });
            });
          });
          request.end(message.body);
        }),
    ),
  },
]);
