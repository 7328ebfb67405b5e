/** What has become of a stored failure, and how that is told. */
import type { Counterexample } from "../../evidence/counterexample.js";
import type { StoredFailure } from "../../evidence/stored-failure.js";
import { cut, visible } from "../../evidence/text.js";
import { EXIT_CODES, type ExitCode } from "../../verdict/judgement.js";

/** What putting a stored case to a target, or to a client library, has shown. */
type Attempt =
  | { readonly is: "passes" }
  | { readonly is: "fails"; readonly kind: string; readonly counterexample: Pick<Counterexample, "expected" | "got"> }
  | { readonly is: "unanswered" | "not-shown"; readonly reason: string };

/** What has become of a stored failure. */
type Fate = "fixed" | "still failing" | "different" | "unreachable";

export const EXIT_CODE_OF: Readonly<Record<Fate, ExitCode>> = {
  fixed: EXIT_CODES.conformant,
  "still failing": EXIT_CODES.violation,
  different: EXIT_CODES.violation,
  unreachable: EXIT_CODES.environment,
};

/**
 * What has become of a stored failure. A failure that was seen counts more than tries that showed nothing.
 * @param tries what putting it again has shown
 */
export function fateOf({ kind }: Pick<StoredFailure, "kind">, tries: readonly Attempt[]): Fate {
  if (tries.some((one) => one.is === "fails" && one.kind === kind)) return "still failing";
  if (tries.some((one) => one.is === "fails")) return "different";
  return tries.every((one) => one.is === "passes") ? "fixed" : "unreachable";
}

const SENTENCE_BYTES = 500;

/** A stored failure and its fate in lines, safe to show. */
export function inWords(stored: StoredFailure, tries: readonly Attempt[], fate: Fate): string {
  const { requirement, violation, lens, expected, got, firstSeen, lastSeen, passesSince } = stored;
  const how = [lens, violation].filter((part) => part !== undefined).join(", ");
  const putAs = how === "" ? "" : ` (${how})`;
  const lines = [
    `${requirement}${putAs}, first seen ${firstSeen}, last seen ${lastSeen}${passesSince === undefined ? "" : `, passed ${passesSince}`}`,
    `  expected  ${expected}`,
    `  got then  ${got}`,
    ...tries.map((one, i) => `  try ${i + 1}     ${describe(one)}`),
    `${fate}: ${meaningOf(fate, stored, tries)}`,
  ];
  return `${lines.map((line) => cut(visible(line), SENTENCE_BYTES)).join("\n")}\n`;
}

function describe(one: Attempt): string {
  switch (one.is) {
    case "passes":
      return "passes";
    case "fails":
      return `got ${one.counterexample.got}, expected ${one.counterexample.expected}`;
    default:
      return one.reason;
  }
}

function meaningOf(fate: Fate, { kind }: StoredFailure, tries: readonly Attempt[]): string {
  const alike = tries.filter((one) => one.is === "fails" && one.kind === kind).length;
  switch (fate) {
    case "fixed":
      return `it passed ${tries.length} times in a row`;
    case "still failing":
      return `it failed in the same way ${alike} of ${tries.length} times`;
    case "different":
      return "it fails, but not in the way it did";
    case "unreachable":
      return "the case could not be put to the target";
  }
}
