/** Faults of whose credentials a request has: those of another client, or no security token, or one of somebody else. */
import { all, header, onWire } from "../alterations.js";
import { type ClientFault, faultsOf } from "../change.js";
import type { Draft } from "../parts.js";
import type { ClientSettings } from "../requests.js";

function asCaller(draft: Draft, credentials: ClientSettings["credentials"]): Draft {
  return { ...draft, settings: { ...draft.settings, credentials } };
}

export const credentialFaults: readonly ClientFault[] = faultsOf("credential", [
  {
    name: "last-client-for-all",
    title: "A program has one set of credentials: that of the client which was made last.",
    requirement: "sdk.signature.valid",
    change: (parts, fire) => {
      let last: ClientSettings | undefined;
      return {
        ...parts,
        note: (event) => {
          if (event.is === "made") last = event.settings;
          parts.note(event);
        },
        compose: (draft, spelling) => {
          const credentials = last?.credentials ?? draft.settings.credentials;
          if (credentials.accessKeyId !== draft.settings.credentials.accessKeyId) fire();
          return parts.compose(asCaller(draft, credentials), spelling);
        },
      };
    },
  },
  {
    name: "first-client-for-all",
    title: "A program has one set of credentials: that of the client which was made first.",
    requirement: "sdk.signature.valid",
    change: (parts, fire) => {
      let first: ClientSettings | undefined;
      return {
        ...parts,
        compose: (draft, spelling) => {
          first ??= draft.settings;
          const { credentials } = first;
          if (credentials.accessKeyId !== draft.settings.credentials.accessKeyId) fire();
          return parts.compose(asCaller(draft, credentials), spelling);
        },
      };
    },
  },
  {
    name: "security-token-left-behind",
    title: "A security token that was used once goes out with other credentials too.",
    requirement: "sdk.signature.sts",
    change: (parts, fire) => {
      let kept: string | undefined;
      return {
        ...parts,
        compose: (draft, spelling) => {
          const { credentials } = draft.settings;
          kept = credentials.securityToken ?? kept;
          if (kept === undefined || credentials.securityToken !== undefined) return parts.compose(draft, spelling);
          fire();
          return parts.compose(asCaller(draft, { ...credentials, securityToken: kept }), spelling);
        },
      };
    },
  },
  {
    name: "security-token-not-sent",
    title: "A security token is taken and not sent.",
    requirement: "sdk.signature.sts",
    change: header("x-acs-security-token", () => undefined),
  },
  {
    name: "security-token-not-signed",
    title: "The security token is put in after the request was signed.",
    requirement: "sdk.signature.sts",
    change: all(
      header("x-acs-security-token", () => undefined),
      onWire((message, { settings }) => {
        const { securityToken } = settings.credentials;
        if (securityToken === undefined) return message;
        return { ...message, headers: [...message.headers, ["x-acs-security-token", securityToken]] };
      }),
    ),
  },
  {
    name: "security-token-cut",
    title: "A security token is cut after 64 characters.",
    requirement: "sdk.signature.sts",
    change: header("x-acs-security-token", (token) => token.slice(0, 64)),
  },
]);
