/** Legitimate differences of how parameters are written, and in which order. */
import { send, sendValues, spell } from "../alterations.js";
import type { ClientDifference } from "../change.js";
import type { Pair } from "../parts.js";

const SAME_TEXT = "A form decodes both to the same text.";
const NO_ORDER = "Parameters have no order: the number of a tag says which it is.";
const ADVISORY = "It is a matter of custom, not of the page.";

function sortedBy(key: (name: string) => string): (pairs: readonly Pair[]) => readonly Pair[] {
  return (pairs) => [...pairs].sort(([a], [b]) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export const spellingDifferences: readonly ClientDifference[] = [
  {
    name: "plus-for-blanks",
    title: "A blank is written as a plus sign.",
    because: SAME_TEXT,
    change: spell((spelled) => spelled.replaceAll("%20", "+")),
  },
  {
    name: "asterisk-bare",
    title: "An asterisk is written bare and a tilde encoded, as the encoder of Java does.",
    because: SAME_TEXT,
    change: spell((spelled) => spelled.replaceAll("%2A", "*").replaceAll("~", "%7E")),
  },
  {
    name: "slash-and-colon-bare",
    title: "Slashes, colons and at signs are written bare.",
    because: SAME_TEXT,
    change: spell((spelled) => spelled.replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%40", "@")),
  },
  {
    name: "encoded-in-small-letters",
    title: "Encoded bytes are written with small letters.",
    because: SAME_TEXT,
    change: spell((spelled) => spelled.replace(/%[0-9A-F]{2}/gu, (byte) => byte.toLowerCase())),
  },
  {
    name: "parameters-sorted",
    title: "Parameters are sent in the order of their names, so that Tag.10 comes before Tag.2.",
    because: NO_ORDER,
    change: send(sortedBy((name) => name)),
  },
  {
    name: "parameters-in-any-order",
    title: "Parameters are sent in an order that seems to have none, as that of a hash table.",
    because: NO_ORDER,
    change: send(sortedBy((name) => [...name].reverse().join(""))),
  },
  {
    name: "parameters-reversed",
    title: "Parameters are sent in the reverse order, values of tags before their keys.",
    because: NO_ORDER,
    change: send((pairs) => [...pairs].reverse()),
  },
  {
    name: "region-id",
    title: "RegionId is sent, which the operation does not have.",
    because: ADVISORY,
    change: send((pairs) => [...pairs, ["RegionId", "cn-hangzhou"]]),
  },
  {
    name: "capital-booleans",
    title: "Booleans are sent as True and False.",
    because: ADVISORY,
    change: sendValues((value, name) =>
      name === "DryRun" ? `${value.charAt(0).toUpperCase()}${value.slice(1)}` : value,
    ),
  },
  {
    name: "explicit-defaults",
    title: "The documented default of TcpIdleTimeout is sent where nothing was set.",
    because: ADVISORY,
    change: send((pairs, { TcpIdleTimeout }) =>
      TcpIdleTimeout === undefined ? [...pairs, ["TcpIdleTimeout", "350"]] : pairs,
    ),
  },
];
