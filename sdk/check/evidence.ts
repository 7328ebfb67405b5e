/** What a conversation looks like in the evidence: requests and answers as exchanges, without secrets. */
import type { ListenerCall } from "../../contract/call.js";
import type { Exchange } from "../../contract/exchange.js";
import type { AdapterAnswer } from "../adapter/protocol.js";
import type { Conversation, SdkCall } from "./conversation.js";
import { actionOf, businessParametersOf } from "./parameters.js";

const REDACTED = "<redacted>";
const BODY_CHARACTERS = 16_384;

/** What arrived, and what it was answered. */
export function exchangesOf({ arrivals, credentials }: Conversation): Exchange[] {
  return arrivals.slice(-6).map((arrival): Exchange => {
    const { treatment, at, endedAt = at } = arrival;
    return {
      operation: actionOf(arrival) ?? "",
      request: {
        method: arrival.method,
        url: redacted(arrival.target, credentials.accessKeySecret),
        headers: Object.fromEntries(
          arrival.headers.map(([name, value]) => [name, redactedHeader(name, value, credentials.accessKeySecret)]),
        ),
        body: redacted(arrival.body.toString("utf8").slice(0, BODY_CHARACTERS), credentials.accessKeySecret),
        parameters: businessParametersOf(arrival),
      },
      outcome:
        treatment.is === "replied"
          ? {
              is: "response",
              response: {
                status: treatment.status,
                headers: treatment.headers,
                body: treatment.body.slice(0, BODY_CHARACTERS),
              },
            }
          : {
              is: "no-answer",
              problem: treatment.is === "reset" ? RESET : SILENCE,
            },
      startedAt: at,
      endedAt,
      throttled: 0,
    };
  });
}

const RESET = { kind: "connection", detail: "the service reset the connection" } as const;
const SILENCE = { kind: "timeout", detail: "the service kept silent" } as const;

function redactedHeader(name: string, value: string, secret: string): string {
  const lower = name.toLowerCase();
  if (lower === "x-acs-security-token") return REDACTED;
  return lower === "authorization"
    ? value.replace(/Signature=[^,\s]+/u, `Signature=${REDACTED}`)
    : redacted(value, secret);
}

function redacted(text: string, secret: string): string {
  return text
    .replaceAll(secret, REDACTED)
    .replace(/\b(Signature|SecurityToken)=[^&\s]*/gu, `$1=${encodeURIComponent(REDACTED)}`);
}

/** The parameters of a call, by name. */
export function requestOf(call: SdkCall | undefined): Record<string, string> {
  if (call === undefined) return {};
  if (call.do !== "create-listener") return { Operation: call.do, ...call.request };
  return flattened(call.request);
}

/** A call as the names and values that it has on the wire. */
export function flattened(call: ListenerCall): Record<string, string> {
  const { Tag, ...plain } = call;
  const parameters = Object.entries(plain).map(([name, value]) => [name, String(value)]);
  const tags = (Tag ?? []).flatMap((tag, index) =>
    Object.entries(tag).map(([member, value]) => [`Tag.${index + 1}.${member}`, value]),
  );
  return Object.fromEntries([...parameters, ...tags]);
}

/** An answer in a few words. */
export function inWords(answer: AdapterAnswer): string {
  switch (answer.is) {
    case "ok":
      return `success ${shortened(JSON.stringify(answer.ok))}`;
    case "error": {
      const { is, code, status, message = "" } = answer.error;
      const exposed = [
        code === undefined ? "" : ` with code ${JSON.stringify(code)}`,
        status === undefined ? "" : ` and status ${status}`,
      ];
      return `an error (${is})${exposed.join("")}: ${shortened(message)}`;
    }
    case "unsupported":
      return `unsupported: ${shortened(answer.why)}`;
  }
}

/** A text of which people need to see the beginning only. */
export function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
