/** Faults of the signature and of what belongs to it: date, hash, and where the secret goes; whose credentials are used is in credentials.ts, nonces are in nonces.ts. */
import { sha256Hex } from "../../../target/wire/signing/acs3.js";
import { addHeader, all, beforeSigning, header, onWire, sendAgain } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import type { ClientParts, Draft, Message } from "../parts.js";
import type { ClientSettings } from "../requests.js";
import { composeV2, secondsUtc } from "../signing.js";

/** Something kept for each client. */
function kept<Value>(make: (settings: ClientSettings) => Value): (settings: ClientSettings) => Value {
  const values = new Map<string, Value>();
  return (settings) => {
    const key = JSON.stringify([settings.endpoint, settings.credentials]);
    const value = values.get(key) ?? make(settings);
    values.set(key, value);
    return value;
  };
}

const inV2: Change = (parts) => ({ ...parts, compose: composeV2 });

function withoutHeader(message: Message, name: string): Message {
  return { ...message, headers: message.headers.filter(([one]) => one !== name) };
}

export const signatureFaults: readonly ClientFault[] = faultsOf("signature", [
  {
    name: "secret-with-ampersand",
    title: "The key of a V3 signature is completed as that of a V2 signature is.",
    requirement: "sdk.signature.valid",
    change: (parts, fire) => ({
      ...parts,
      compose: (draft, spelling) => {
        fire();
        const credentials = { ...draft.settings.credentials };
        const accessKeySecret = `${credentials.accessKeySecret}&`;
        return parts.compose(
          { ...draft, settings: { ...draft.settings, credentials: { ...credentials, accessKeySecret } } },
          spelling,
        );
      },
    }),
  },
  {
    name: "not-signed-at-all",
    title: "No request is signed.",
    requirement: "sdk.signature.valid",
    change: onWire((message) => withoutHeader(message, "Authorization")),
  },
  {
    name: "not-signed-when-sent-again",
    title: "A request that is sent again is no longer signed.",
    requirement: "sdk.signature.valid",
    change: (parts, fire) => {
      const later = new WeakSet<Draft>();
      const again: ClientParts["again"] = (last, fresh) => {
        const next = parts.again(last, fresh);
        later.add(next);
        return next;
      };
      const unsigned = onWire((message, draft) =>
        later.has(draft) ? withoutHeader(message, "Authorization") : message,
      );
      return unsigned({ ...parts, again }, fire);
    },
  },
  {
    name: "key-id-cut",
    title: "The last character of the access key id is left out where it says who signs.",
    requirement: "sdk.signature.valid",
    change: onWire((message) => ({
      ...message,
      headers: message.headers.map(([name, value]) => [name, value.replace(/.(?=,SignedHeaders=)/u, "")] as const),
    })),
  },
  {
    name: "v2-without-key-id",
    title: "A V2 query does not say whose key signs it.",
    requirement: "sdk.signature.valid",
    change: all(
      inV2,
      onWire((message) => ({ ...message, path: message.path.replace(/&AccessKeyId=[^&]*/u, "") })),
    ),
  },
  {
    name: "v2-signature-not-encoded",
    title: "A V2 signature is put into the query as it is: a plus sign in it arrives as a blank.",
    requirement: "sdk.signature.valid",
    change: all(
      inV2,
      onWire((message) => ({
        ...message,
        path: message.path.replace(/(?<=&Signature=).*$/u, (signature) => decodeURIComponent(signature)),
      })),
    ),
  },
  {
    name: "asterisk-signed-bare",
    title: "What is signed has a bare asterisk where the body has an encoded one.",
    requirement: "sdk.signature.valid",
    change: beforeSigning(
      (message) => message,
      (body) => body.replaceAll("%2A", "*"),
    ),
  },
  {
    name: "thirtieth-request-signed-wrongly",
    title: "The thirtieth request of a client is signed with half of the secret.",
    requirement: "sdk.signature.later-requests",
    change: (parts, fire) => {
      const sent = new Map<string, number>();
      return {
        ...parts,
        compose: (draft, spelling) => {
          const { credentials } = draft.settings;
          const nth = (sent.get(credentials.accessKeyId) ?? 0) + 1;
          sent.set(credentials.accessKeyId, nth);
          if (nth !== 30) return parts.compose(draft, spelling);
          fire();
          const half = { ...credentials, accessKeySecret: credentials.accessKeySecret.slice(0, 15) };
          return parts.compose({ ...draft, settings: { ...draft.settings, credentials: half } }, spelling);
        },
      };
    },
  },
  {
    name: "first-signature-kept",
    title: "The signature of a client's first request is sent with the later ones.",
    requirement: "sdk.signature.later-requests",
    change: (parts, fire) => {
      const first = new Map<string, string>();
      return onWire((message, { settings }) => {
        const key = settings.credentials.accessKeyId;
        const own = message.headers.find(([name]) => name === "Authorization")?.[1] ?? "";
        const value = first.get(key) ?? own;
        first.set(key, value);
        const rest = withoutHeader(message, "Authorization");
        return { ...rest, headers: [...rest.headers, ["Authorization", value]] };
      })(parts, fire);
    },
  },
  {
    name: "hash-goes-on",
    title: "The hash of a client's bodies is not begun anew with each request.",
    requirement: "sdk.signature.later-requests",
    change: (parts, fire) => {
      const soFar = new Map<string, string>();
      return beforeSigning((message, { settings }) => {
        const key = settings.credentials.accessKeyId;
        const bodies = `${soFar.get(key) ?? ""}${message.body}`;
        soFar.set(key, bodies);
        const headers = message.headers.map(
          ([name, value]) => [name, name === "x-acs-content-sha256" ? sha256Hex(bodies) : value] as const,
        );
        return { ...message, headers };
      })(parts, fire);
    },
  },
  {
    name: "date-kept",
    title: "The date is that of a client's first request, for all of them.",
    requirement: "sdk.signature.date-fresh",
    change: (parts, fire) => {
      const first = kept(() => Date.now());
      return {
        ...parts,
        now: (settings) => {
          const date = first(settings);
          if (secondsUtc(date) !== secondsUtc(Date.now())) fire();
          return date;
        },
      };
    },
  },
  {
    name: "local-time-called-utc",
    title: "The date is the local time of a place east of Greenwich.",
    requirement: "sdk.signature.date-fresh",
    change: (parts, fire) => ({
      ...parts,
      now: (settings) => {
        fire();
        return parts.now(settings) + 8 * 3_600_000;
      },
    }),
  },
  {
    name: "hash-of-an-empty-body",
    title: "The hash is that of an empty body, whatever is sent.",
    requirement: "sdk.signature.body-hash",
    change: all(
      header("x-acs-content-sha256", () => sha256Hex("")),
      beforeSigning(
        (message) => message,
        () => "",
      ),
    ),
  },
  {
    name: "hash-before-encoding",
    title: "The hash is that of the parameters before they were encoded.",
    requirement: "sdk.signature.body-hash",
    change: (parts, fire) =>
      all(
        header("x-acs-content-sha256", (_, { parameters }) =>
          sha256Hex(parameters.map(([name, value]) => `${name}=${value}`).join("&")),
        ),
        beforeSigning((message) => message, decodeURIComponent),
      )(parts, fire),
  },
  {
    name: "secret-as-header",
    title: "The secret is sent as a header.",
    requirement: "sdk.signature.secret-not-sent",
    change: addHeader("x-acs-accesskey-secret", ({ settings }) => settings.credentials.accessKeySecret),
  },
  {
    name: "secret-sent-again",
    title: "A request that is sent again carries the secret.",
    requirement: "sdk.signature.secret-not-sent",
    change: sendAgain((next) => ({
      ...next,
      parameters: [...next.parameters, ["Retried", next.settings.credentials.accessKeySecret]],
    })),
  },
  {
    name: "secret-as-parameter",
    title: "The secret is sent as a parameter of the form.",
    requirement: "sdk.signature.secret-not-sent",
    change: (parts, fire) => ({
      ...parts,
      compose: (draft, spelling) => {
        fire();
        const { accessKeySecret } = draft.settings.credentials;
        return parts.compose(
          { ...draft, parameters: [...draft.parameters, ["AccessKeySecret", accessKeySecret]] },
          spelling,
        );
      },
    }),
  },
  {
    name: "secret-as-basic-authorization",
    title: "Id and secret are also sent as Basic credentials for a proxy.",
    requirement: "sdk.signature.secret-not-sent",
    change: addHeader("Proxy-Authorization", ({ settings: { credentials } }) => {
      const pair = `${credentials.accessKeyId}:${credentials.accessKeySecret}`;
      return `Basic ${Buffer.from(pair).toString("base64")}`;
    }),
  },
]);
