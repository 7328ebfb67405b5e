/** Reading the parameters of an arrival: those of the operation, and those that gateway and signature need. */
import type { Parameter } from "../../contract/request.js";
import { headerText } from "../../emulator/server/signing/v3.js";
import type { Arrival } from "../service/arrival.js";

/** Names that belong to the gateway and to signatures of V2. */
const SYSTEM = new Set([
  "AccessKeyId",
  "Action",
  "AcceptLanguage",
  "Format",
  "RegionId",
  "SecurityToken",
  "Signature",
  "SignatureMethod",
  "SignatureNonce",
  "SignatureType",
  "SignatureVersion",
  "Timestamp",
  "Version",
]);

/** All parameters, in the order in which they were sent: query, then form. */
export function parametersOf({ query, form }: Arrival): readonly Parameter[] {
  return [...(query ?? []), ...(form ?? [])];
}

/** Parameters of the operation. */
export function businessParametersOf(arrival: Arrival): readonly Parameter[] {
  return parametersOf(arrival).filter(([name]) => !SYSTEM.has(name));
}

/** The values under one name; one that is sent twice has two. */
export function valuesOf(arrival: Arrival, name: string): readonly string[] {
  return parametersOf(arrival).flatMap(([other, value]) => (other === name ? [value] : []));
}

/** Every way in which a request names its operation or version. */
export function namingsOf(arrival: Arrival, what: "Action" | "Version"): readonly string[] {
  const header = headerText(arrival.raw.headers[`x-acs-${what.toLowerCase()}`]);
  return [...(header === "" ? [] : [header]), ...valuesOf(arrival, what)];
}

/** The operation that a request names. */
export function actionOf(arrival: Arrival): string | undefined {
  return namingsOf(arrival, "Action")[0];
}

/** A tag as it arrived. */
interface ArrivedTag {
  readonly number: string;
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

const TAG = /^Tag\.([^.]*)\.(Key|Value)$/u;

/** Tags by their numbers, in the order of the numbers. */
export function tagsOf(arrival: Arrival): readonly ArrivedTag[] {
  const numbers = new Set(parametersOf(arrival).flatMap(([name]) => TAG.exec(name)?.[1] ?? []));
  return [...numbers]
    .sort((a, b) => Number(a) - Number(b))
    .map((number) => ({
      number,
      keys: valuesOf(arrival, `Tag.${number}.Key`),
      values: valuesOf(arrival, `Tag.${number}.Value`),
    }));
}
