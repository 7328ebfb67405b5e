/** What to tell people whose endpoint does not answer as GWLB. Nothing here decides whether a target conforms. */
import type { NoAnswer, ReceivedResponse } from "../../contract/exchange.js";
import { bytesInWords } from "../../contract/readable.js";
import type { AuthScheme } from "../config/config.js";
import type { HttpProxy } from "../wire/proxy.js";
import { adviceForTls } from "./tls-advice.js";

/**
 * What to do when an endpoint gives no usable answer.
 * @param proxy between us and the endpoint, if there is one
 */
export function adviceForProblem({ kind, detail }: NoAnswer, endpoint: string, proxy?: HttpProxy): string {
  if (proxy !== undefined && (kind === "connection" || kind === "timeout")) {
    const { hostname } = new URL(endpoint);
    return `check the proxy in ${proxy.variable}; a host that is reached without it belongs in NO_PROXY (NO_PROXY=${hostname})`;
  }
  if (kind === "tls") return adviceForTls(detail, endpoint);
  if (kind === "protocol") return "something other than HTTP is served there; check the port";
  if (kind === "encoding")
    return "send bodies as they are: the suite asks for Accept-Encoding: identity; something in between may also encode them";
  if (kind === "too-large") return "that is no answer of an API; check the endpoint";
  if (kind === "timeout") return "check host, port and firewalls; a slow target needs a larger limits.requestTimeoutMs";
  if (/ENOTFOUND|EAI_AGAIN/.test(detail)) return "check the spelling of the host, and the name service";
  if (/ECONNREFUSED/.test(detail)) return "start the target, or check the port";
  return "check host, port, and whether it is http or https";
}

/**
 * What is wrong with an endpoint that answers, but not as an API.
 * @param response an answer without a JSON object
 */
export function adviceForStranger(response: ReceivedResponse): { readonly message: string; readonly advice: string } {
  const { status, headers, body } = response;
  if (status >= 300 && status < 400) {
    const location = (headers.location ?? "nowhere").slice(0, 200);
    return {
      message: `it redirects (HTTP ${status}) to ${location}`,
      advice: "give the endpoint it redirects to, if that is the target",
    };
  }
  if (/plain HTTP request|HTTP request to an HTTPS/i.test(body)) {
    return { message: "it wants https", advice: "write https:// in the endpoint" };
  }
  // A server without the method POST is no API of this kind, whatever its status is called.
  if (status >= 500 && status !== 501) {
    const message = `it fails before any API answers (HTTP ${status})`;
    return { message, advice: "check that the target behind the endpoint is up" };
  }
  const isPage = /^\s*<(?:!doctype|html|head|body)/i.test(body);
  const what = isPage ? "a web page" : bytesInWords(body).replace("with a body that is", "something that is");
  return {
    message: `it answers every operation with ${what} (HTTP ${status}): this is no GWLB endpoint`,
    advice: "check host and port",
  };
}

/** Why a caller was turned away. Without `blame` a run still makes sense. */
interface CallerRefusal {
  readonly message: string;
  readonly advice: string;
  readonly blame: "environment" | "configuration" | undefined;
}

interface KnownRefusal {
  readonly codes: RegExp;
  readonly advice: string;
  readonly blame: CallerRefusal["blame"];
}

/** Source: public error codes of Alibaba Cloud's gateways. */
const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  {
    codes: /^(?:InvalidAccessKeyId|Forbidden\.AccessKeyDisabled|InvalidAccessKey)/,
    advice: "check the access key id; it may be deleted, disabled, or of another cloud",
    blame: "environment",
  },
  {
    codes: /^(?:SignatureDoesNotMatch|IncompleteSignature|InvalidSignature)/,
    advice: "check the access key secret; a proxy that changes the request also does this",
    blame: "environment",
  },
  { codes: /^(?:InvalidSecurityToken|MissingSecurityToken)/, advice: "renew the security token", blame: "environment" },
  { codes: /^InvalidTimeStamp/, advice: "set the clock of this machine", blame: "environment" },
  {
    codes: /^(?:NoPermission|Forbidden\.RAM|Forbidden)$/,
    advice: "grant the caller gwlb:* on the resources of the run",
    blame: undefined,
  },
];

const WANTS_SIGNATURE =
  /^(?:Missing(?:AccessKeyId|Signature|SecurityToken|Date|Timestamp)|InvalidAccessKeyId|IncompleteSignature|SignatureDoesNotMatch)/;

/** Tells whether an answer turns the caller away, and what to do. @returns undefined when it does not */
export function refusalOfCaller(code: string | undefined, status: number, auth: AuthScheme): CallerRefusal | undefined {
  const message = `the caller is turned away: HTTP ${status} ${code ?? "without a Code"}`;
  if (auth === "none" && WANTS_SIGNATURE.test(code ?? "")) {
    const advice = "this target wants signatures: set target.auth to acs3 or rpc, and give credentials";
    return { message, advice, blame: "configuration" };
  }
  const known = KNOWN_REFUSALS.find(({ codes }) => codes.test(code ?? ""));
  if (known !== undefined) return { message, advice: known.advice, blame: known.blame };
  // No refusal of the API itself, but of something in front of it, or of a target with codes of its own.
  const advice = "check target.auth and the credentials; a gateway before the target may want some of its own";
  return status === 401 ? { message, advice, blame: undefined } : undefined;
}
