/** Ways of writing one and the same request on the wire: a form is a set of names, and an escape stands for its character. */
import type { Parameter } from "../contract/request.js";

/** Writes parameters as a form body. */
type FormWriter = (parameters: readonly Parameter[]) => string;

const isTag = ([name]: Parameter) => name.startsWith("Tag.");
const isValue = ([name]: Parameter) => name.endsWith(".Value");
const part = (parameters: readonly Parameter[], belongs: (one: Parameter) => boolean) => parameters.filter(belongs);

/** Orders of one request's parameters: none of the names says that it comes before another. */
export const ORDERS: Readonly<Record<string, (parameters: readonly Parameter[]) => readonly Parameter[]>> = {
  reversed: (parameters) => parameters.toReversed(),
  "keys after values": (parameters) => [
    ...part(parameters, (one) => !isTag(one)),
    ...part(parameters, isValue),
    ...part(parameters, (one) => isTag(one) && !isValue(one)),
  ],
  "tags first, the last one before the others": (parameters) => [
    ...part(parameters, isTag).slice(-2),
    ...part(parameters, isTag).slice(0, -2),
    ...part(parameters, (one) => !isTag(one)),
  ],
  "by name": (parameters) => parameters.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  "optional ones first": (parameters) => [
    ...part(parameters, ([name]) => !/Id$|^DryRun$/u.test(name)),
    ...part(parameters, ([name]) => /Id$|^DryRun$/u.test(name)),
  ],
};

const everyByte = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

/** Every way, by name. */
export function wireForms(encode: FormWriter): Readonly<Record<string, FormWriter>> {
  const inOrders = Object.entries(ORDERS).map(([name, order]): [string, FormWriter] => [
    `parameters in another order: ${name}`,
    (parameters) => encode(order(parameters)),
  ]);
  return {
    ...Object.fromEntries(inOrders),
    "escapes in small letters": (parameters) =>
      encode(parameters).replaceAll(/%[0-9A-F]{2}/gu, (escaped) => escaped.toLowerCase()),
    "plus signs for blanks": (parameters) => encode(parameters).replaceAll("%20", "+"),
    "every character of a value escaped": (parameters) =>
      parameters.map(([name, value]) => `${name}=${everyByte(value)}`).join("&"),
    "slashes, colons, commas and at signs as they are": (parameters) =>
      encode(parameters).replaceAll(/%2F|%3A|%2C|%40/gu, decodeURIComponent),
  };
}
