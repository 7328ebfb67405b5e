/** Faults of secrecy: secrets in logs, messages and answers, and on the way to another host. */
import { log } from "../alterations.js";
import { detail, give, report, show } from "../answer-alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import { ConnectionError, TimeoutError } from "../errors.js";
import type { ClientParts } from "../parts.js";
import type { ClientSettings } from "../requests.js";
import { headerOf } from "../transport.js";

/** Follows redirects: the same message to another address. */
function follow(statuses: readonly number[]): Change {
  return (parts, fire) => ({
    ...parts,
    redirected: (answer, message) => {
      const location = headerOf(answer, "location");
      if (location === undefined || !statuses.includes(answer.status) || !URL.canParse(location)) return undefined;
      fire();
      const { origin, pathname } = new URL(location);
      const [, query] = message.path.split("?");
      return { message: { ...message, path: pathname + (query === undefined ? "" : `?${query}`) }, endpoint: origin };
    },
  });
}

/** A change that knows the headers of the request that was sent last. */
function withRequest(change: (headers: () => Readonly<Record<string, string>>) => Change): Change {
  return (parts, fire) => {
    let headers: Readonly<Record<string, string>> = {};
    const kept: ClientParts = {
      ...parts,
      compose: (draft, spelling) => {
        const message = parts.compose(draft, spelling);
        headers = Object.fromEntries(message.headers);
        return message;
      },
    };
    return change(() => headers)(kept, fire);
  };
}

export const secrecyFaults: readonly ClientFault[] = faultsOf("secrecy", [
  {
    name: "headers-logged",
    title: "Each request is logged with all its headers.",
    requirement: "sdk.secrecy.standard-error",
    change: log((event) => (event.is === "sending" ? `> ${JSON.stringify(event.message.headers)}` : undefined)),
  },
  {
    name: "authorization-logged",
    title: "The Authorization header of each request is logged.",
    requirement: "sdk.secrecy.standard-error",
    change: log((event) =>
      event.is === "sending"
        ? `signed: ${event.message.headers.find(([name]) => name === "Authorization")?.[1] ?? "no"}`
        : undefined,
    ),
  },
  {
    name: "settings-logged-on-failure",
    title: "When a call fails, the settings of the client are logged.",
    requirement: "sdk.secrecy.standard-error",
    change: log((event) => (event.is === "failed" ? `failed: ${JSON.stringify(event.settings)}` : undefined)),
  },
  {
    name: "security-token-logged",
    title: "The security token is logged as the debugging aid of a client does.",
    requirement: "sdk.secrecy.standard-error",
    change: log(({ settings, is }) => {
      const { securityToken } = settings.credentials;
      return is === "sending" && securityToken !== undefined ? `token in use: ${securityToken}` : undefined;
    }),
  },
  {
    name: "secret-logged-in-base64",
    title: "Key and secret of each request are logged as Basic credentials.",
    requirement: "sdk.secrecy.standard-error",
    change: log(({ is, settings: { credentials } }) =>
      is === "sending"
        ? `Basic ${Buffer.from(`${credentials.accessKeyId}:${credentials.accessKeySecret}`).toString("base64")}`
        : undefined,
    ),
  },
  {
    name: "settings-logged-at-the-end",
    title: "When the program ends, the settings of its last client are logged.",
    requirement: "sdk.secrecy.standard-error",
    change: (parts, fire) => {
      let last: ClientSettings | undefined;
      process.once("exit", () => {
        if (last === undefined) return;
        fire();
        process.stderr.write(`closed: ${JSON.stringify(last)}\n`);
      });
      return {
        ...parts,
        note: (event) => {
          last = event.settings;
        },
      };
    },
  },
  {
    name: "secret-in-message-of-error",
    title: "The message of an error of the service tells with which secret it was signed.",
    requirement: "sdk.secrecy.messages",
    change: detail((details, { settings }) => ({
      ...details,
      message: `${details.message} (signed with ${settings.credentials.accessKeySecret})`,
    })),
  },
  {
    name: "request-in-message-of-connection-error",
    title: "The message of a failed connection shows the request with its headers.",
    requirement: "sdk.secrecy.messages",
    change: withRequest((headers) =>
      report((error) =>
        error instanceof ConnectionError
          ? new ConnectionError(`${error.message}: ${JSON.stringify(headers())}`)
          : error,
      ),
    ),
  },
  {
    name: "authorization-in-error",
    title: "The error of a call carries the Authorization header for a request id.",
    requirement: "sdk.secrecy.messages",
    change: withRequest((headers) => detail((details) => ({ ...details, requestId: headers().Authorization ?? "" }))),
  },
  {
    name: "settings-in-message-of-time-out",
    title: "The message of a time-out shows the settings of the client.",
    requirement: "sdk.secrecy.messages",
    change: report((error, { settings }) =>
      error instanceof TimeoutError ? new TimeoutError(`${error.message}: ${JSON.stringify(settings)}`) : error,
    ),
  },
  {
    name: "secret-in-request-id",
    title: "What was signed with is given with the ids of a success.",
    requirement: "sdk.secrecy.answers",
    change: give((result, _, { settings }) => ({
      ...result,
      RequestId: `${result.RequestId ?? ""}/${settings.credentials.accessKeySecret}`,
    })),
  },
  {
    name: "request-with-the-answer",
    title: "A result carries the request that it answers, with its headers.",
    requirement: "sdk.secrecy.answers",
    change: withRequest((headers) => give((result) => Object.assign({ Request: headers() }, result))),
  },
  {
    name: "credentials-in-attributes",
    title: "The description of a listener is followed by the secret of its reader.",
    requirement: "sdk.secrecy.answers",
    change: show((result, _, { settings }) => ({
      ...result,
      ListenerDescription: `${result.ListenerDescription ?? ""} ${settings.credentials.accessKeySecret}`,
    })),
  },
  {
    name: "redirect-followed",
    title: "A redirect to another host is followed with the signed request.",
    requirement: "sdk.secrecy.redirect",
    change: follow([307, 308]),
  },
  {
    name: "every-redirect-followed",
    title: "A redirect of any kind is followed with the signed request.",
    requirement: "sdk.secrecy.redirect",
    change: follow([301, 302, 303, 307, 308]),
  },
]);
