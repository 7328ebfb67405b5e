/** Holding what was seen of one target against a ground truth: pure, whoever was seen and however it is told. */
import { comparedHow } from "../../contract/questions.js";
import type { ToldTime, Truth } from "../../evidence/truth/truth.js";

/** One question that the two answer differently. */
export interface Difference {
  readonly clause: string;
  readonly question: string;
  /** The answer of the truth. */
  readonly real: string;
  /** The answer of the target that is held against it. */
  readonly here: string;
}

/** A clause that holds on one side only. */
export interface OneSided {
  readonly clause: string;
  /** What was seen where it does not hold. */
  readonly saw: string;
}

/** A transition whose time is of another order. */
export interface OtherTime {
  readonly name: string;
  readonly realMs: number;
  readonly hereMs: number;
}

/** What was seen of a target, as much as is compared. */
interface SeenTarget {
  readonly clauses: readonly {
    readonly clause: string;
    readonly outcome: string;
    readonly reason?: string | undefined;
    readonly answers: Readonly<Record<string, string>>;
  }[];
  readonly times: readonly ToldTime[];
}

/** A target held against a truth. */
export interface Comparison {
  /** Answers that are other than those of the truth. */
  readonly differences: readonly Difference[];
  /** Such that chance has a part in: told, never graded. */
  readonly chances: readonly Difference[];
  /** Clauses that hold in the truth and not here, but for those that are compared by their answers. */
  readonly brokenHere: readonly OneSided[];
  /** Clauses that do not hold in the truth: there it departs from the page itself. */
  readonly brokenThere: readonly OneSided[];
  readonly times: readonly OtherTime[];
  /** Questions that both have answered. */
  readonly compared: number;
  /** Questions of the truth that were not answered here, by clause. */
  readonly unanswered: readonly { readonly clause: string; readonly questions: number }[];
}

/**
 * Holds a target against a truth.
 * @param truth what the real service, or another target, has told
 * @param seen of the target
 */
export function compareWith(truth: Pick<Truth, "clauses" | "times">, seen: SeenTarget): Comparison {
  const here = new Map(seen.clauses.map((one) => [one.clause, one]));
  const pairs = truth.clauses.map((there) => ({ there, here: here.get(there.clause) }));
  const all = pairs.map(({ there, here: own }) => compareAnswers(there.clause, there.answers, own?.answers ?? {}));
  const found = all.flatMap(({ differences }) => differences);
  const held = pairs.filter(({ there }) => comparedHow(there.clause) === "held");
  const isChance = ({ clause }: Difference) => comparedHow(clause) === "told";
  return {
    differences: found.filter((one) => !isChance(one)),
    chances: found.filter(isChance),
    brokenHere: held.flatMap(({ there, here: own }) =>
      there.outcome === "pass" && isBroken(own) ? [{ clause: there.clause, saw: sawOf(own) }] : [],
    ),
    brokenThere: held.flatMap(({ there }) => (isBroken(there) ? [{ clause: there.clause, saw: sawOf(there) }] : [])),
    times: otherTimes(truth.times, seen.times),
    compared: all.reduce((sum, { compared }) => sum + compared, 0),
    unanswered: all.flatMap(({ clause, unanswered }) => (unanswered === 0 ? [] : [{ clause, questions: unanswered }])),
  };
}

/** Whether a clause was seen not to hold. */
function isBroken(one: { readonly outcome: string } | undefined): one is { readonly outcome: "fail" | "flaky" } {
  return one?.outcome === "fail" || one?.outcome === "flaky";
}

function sawOf(one: { readonly reason?: string | undefined } | undefined): string {
  return one?.reason ?? "a violation";
}

function compareAnswers(
  clause: string,
  real: Readonly<Record<string, string>>,
  here: Readonly<Record<string, string>>,
): { clause: string; differences: Difference[]; compared: number; unanswered: number } {
  const how = comparedHow(clause);
  const questions = how === "held" ? [] : Object.entries(real);
  const answered = questions.flatMap(([question, there]) => {
    const own = here[question];
    return own === undefined ? [] : [{ clause, question, real: there, here: own }];
  });
  const isSame = how === "within" ? isWithin : isEqual;
  return {
    clause,
    differences: answered.filter((one) => !isSame(one)),
    compared: answered.length,
    unanswered: questions.length - answered.length,
  };
}

const isEqual = ({ real, here }: Difference) => withoutCounts(real) === withoutCounts(here);

/** The answer of a target of which nothing of the kind was seen. */
const NOTHING = "none";

/** Everything that was seen here was seen there. */
function isWithin({ real, here }: Difference): boolean {
  const there = new Set([NOTHING, ...real.split(", ")]);
  return here.split(", ").every((one) => there.has(one));
}

/** How often something was seen on the way says more of the run than of the target. */
const withoutCounts = (answer: string) => answer.replace(/ \(fewer than \d+ times\)/gu, "");

/** Times as often that two medians have to lie apart, and milliseconds, to be of another order. */
const APART = 3;
const APART_MS = 500;

function otherTimes(real: readonly ToldTime[], here: readonly ToldTime[]): OtherTime[] {
  return real.flatMap(({ name, p50 }) => {
    const own = here.find((one) => one.name === name && one.count > 0);
    if (own === undefined) return [];
    const [least = 0, most = 0] = [p50, own.p50].sort((a, b) => a - b);
    const isOther = most - least >= APART_MS && most >= APART * least;
    return isOther ? [{ name, realMs: p50, hereMs: own.p50 }] : [];
  });
}
