/** Legitimate differences of signing and of headers. */
import { createHash, randomBytes } from "node:crypto";
import { encodeParameters } from "../../../target/wire/signing/encoding.js";
import { addHeader, all, beforeSigning, nonce, onWire } from "../alterations.js";
import type { Change, ClientDifference } from "../change.js";
import type { Draft, Message, Pair } from "../parts.js";
import { composeV2, headersV3, queryV2, signedV3 } from "../signing.js";

/** Another composition of requests; it fires with each. */
function composed(compose: (draft: Draft, spelling: (pairs: readonly Pair[]) => string) => Message): Change {
  return (parts, fire) => ({
    ...parts,
    compose: (draft, spelling) => {
      fire();
      return compose(draft, spelling);
    },
  });
}

const BOTH_SIGNATURES = "Version 3 and version 2 of the signature are both accepted by the gateway.";
const EITHER_PLACE = "An operation of this style takes its parameters from the query as well as from a form.";

/** Sorted by name, as the signature has it. */
function sorted(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

export const signingDifferences: readonly ClientDifference[] = [
  {
    name: "v2",
    title: "Requests are signed by version 2, parameters in a form.",
    because: BOTH_SIGNATURES,
    change: composed(composeV2),
  },
  {
    name: "v2-in-the-query",
    title: "Requests are signed by version 2 and sent by GET, everything in the query.",
    because: BOTH_SIGNATURES,
    change: composed((draft, spelling) => {
      const { Host, Accept, UserAgent } = {
        Host: new URL(draft.settings.endpoint).host,
        Accept: "application/json",
        UserAgent: "gwlb-reference-client",
      };
      return {
        method: "GET",
        path: `/?${spelling([...draft.parameters, ...queryV2(draft, "GET")])}`,
        headers: [
          ["Host", Host],
          ["Accept", Accept],
          ["User-Agent", UserAgent],
        ],
        body: "",
        chunked: false,
      };
    }),
  },
  {
    name: "v2-in-the-form",
    title: "Requests are signed by version 2 and sent by POST, everything in the form.",
    because: BOTH_SIGNATURES,
    change: composed((draft, spelling) => ({
      ...composeV2(draft, spelling),
      path: "/",
      body: spelling([...queryV2(draft, "POST"), ...draft.parameters]),
    })),
  },
  {
    name: "v3-in-the-query",
    title: "Parameters travel in the query, and the body is empty.",
    because: EITHER_PLACE,
    change: composed((draft) => {
      const path = `/?${encodeParameters(sorted(draft.parameters))}`;
      return signedV3(draft, { method: "POST", path, headers: headersV3(draft, ""), body: "", chunked: false });
    }),
  },
  {
    name: "v3-by-get",
    title: "Requests are sent by GET, parameters in the query.",
    because: EITHER_PLACE,
    change: composed((draft) => {
      const path = `/?${encodeParameters(sorted(draft.parameters))}`;
      const headers = headersV3(draft, "").filter(([name]) => name !== "Content-Type");
      return signedV3(draft, { method: "GET", path, headers, body: "", chunked: false });
    }),
  },
  {
    name: "further-headers-signed",
    title: "Further headers are sent and signed, as the official runtimes do.",
    because: "The signature names the headers that it covers.",
    change: all(
      addHeader("x-acs-credentials-provider", () => "static_ak"),
      addHeader("x-acs-retry-attempts", () => "0"),
      addHeader("x-sdk-invoke-type", () => "normal"),
    ),
  },
  {
    name: "content-md5",
    title: "The digest of the body is sent besides.",
    because: "It is a header of HTTP that nobody forbids.",
    change: beforeSigning((message) => ({
      ...message,
      headers: [...message.headers, ["Content-MD5", createHash("md5").update(message.body).digest("base64")]],
    })),
  },
  {
    name: "headers-in-capitals",
    title: "Names of headers are written in capitals.",
    because: "Names of headers have no case.",
    change: onWire((message) => ({
      ...message,
      headers: message.headers.map(([name, value]) => [name.toUpperCase(), value]),
    })),
  },
  {
    name: "headers-in-another-order",
    title: "Headers are sent in the reverse order, the signature first.",
    because: "Headers of different names have no order.",
    change: onWire((message) => ({ ...message, headers: [...message.headers].reverse() })),
  },
  {
    name: "another-user-agent",
    title: "The user agent is long and has blanks, brackets and a semicolon.",
    because: "It is free text.",
    change: onWire((message) => ({
      ...message,
      headers: message.headers.map(([name, value]) => [
        name,
        name === "User-Agent" ? "AlibabaCloud (Linux; x64) Node/20 Core/1.0 TeaDSL/1" : value,
      ]),
    })),
  },
  {
    name: "charset-in-the-content-type",
    title: "The content type names the character set.",
    because: "It is the one that the gateway reads anyway.",
    change: beforeSigning((message) => ({
      ...message,
      headers: message.headers.map(([name, value]) => [
        name,
        name === "Content-Type" ? `${value}; charset=utf-8` : value,
      ]),
    })),
  },
  {
    name: "short-nonces",
    title: "Nonces are 16 hexadecimal digits.",
    because: "Nothing is said of a nonce but that it comes once.",
    change: nonce(() => randomBytes(8).toString("hex")),
  },
];
