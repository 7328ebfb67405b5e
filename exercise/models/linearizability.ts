/**
 * Linearizability of a recorded history: whether its operations, each taken to have happened at some moment between its invocation and its
 * return, can be put in an order that a sequential model allows. The search is Wing and Gong's, with a memory of the configurations
 * (operations done, state of the model) that were already seen to lead nowhere, as Lowe has it.
 */

/** One operation of a history. Times are milliseconds of one monotonic clock. */
export interface HistoryEntry<O, R> {
  /** Who called; one client calls one operation after another. */
  readonly client: string;
  readonly operation: O;
  /** `undefined`: nobody knows. The operation may have taken effect, may do so at any later time, or never. */
  readonly result: R | undefined;
  readonly invokedAt: number;
  readonly returnedAt: number;
}

export type History<O, R> = readonly HistoryEntry<O, R>[];

/** What a history is compared with. States are plain data and never changed in place. */
export interface SequentialModel<S, O, R> {
  readonly initial: S;
  /** States an operation may lead to; empty when the result is impossible. Without a result: the states after the operation took effect. */
  readonly next: (state: S, operation: O, result: R | undefined) => readonly S[];
  /** The same text for equal states. */
  readonly keyOf: (state: S) => string;
}

type Verdict<O, R> =
  /** An order that explains it; operations without a result may be missing. */
  | { readonly is: "linearizable"; readonly order: History<O, R> }
  | { readonly is: "not-linearizable" }
  /** The bound on configurations was reached. */
  | { readonly is: "undecided" };

/** Configurations that are looked at before the search gives up. */
const CONFIGURATIONS = 200_000;

/**
 * Looks for an order that explains a history.
 * @param model what is allowed one operation after another
 * @param limit configurations that are looked at at most
 */
export function linearize<S, O, R>(
  model: SequentialModel<S, O, R>,
  history: History<O, R>,
  limit = CONFIGURATIONS,
): Verdict<O, R> {
  const search = new Search(model, history, limit);
  const order = search.from(model.initial, 0n);
  if (order !== undefined) return { is: "linearizable", order };
  return search.exhausted ? { is: "undecided" } : { is: "not-linearizable" };
}

class Search<S, O, R> {
  exhausted = false;
  readonly #model: SequentialModel<S, O, R>;
  readonly #entries: History<O, R>;
  readonly #limit: number;
  readonly #deadEnds = new Set<string>();

  constructor(model: SequentialModel<S, O, R>, history: History<O, R>, limit: number) {
    this.#model = model;
    this.#entries = [...history].sort((a, b) => a.invokedAt - b.invokedAt);
    this.#limit = limit;
  }

  /** The rest of an order, or `undefined`. `done` has a bit per entry. */
  from(state: S, done: bigint): HistoryEntry<O, R>[] | undefined {
    const deadline = this.#firstReturn(done);
    if (deadline === undefined) return [];
    const configuration = `${done.toString(36)} ${this.#model.keyOf(state)}`;
    if (this.#deadEnds.has(configuration)) return undefined;
    for (const [index, entry] of this.#entries.entries()) {
      // What was invoked after something else had returned cannot come before it.
      if (entry.invokedAt > deadline) break;
      const bit = 1n << BigInt(index);
      if ((done & bit) !== 0n) continue;
      for (const next of this.#model.next(state, entry.operation, entry.result)) {
        const rest = this.from(next, done | bit);
        if (rest !== undefined) return [entry, ...rest];
        if (this.exhausted) return undefined;
      }
    }
    if (this.#deadEnds.size >= this.#limit) this.exhausted = true;
    else this.#deadEnds.add(configuration);
    return undefined;
  }

  /** When the first of the operations that are still to be placed returned; `undefined` when none has to be. */
  #firstReturn(done: bigint): number | undefined {
    let first: number | undefined;
    for (const [index, entry] of this.#entries.entries()) {
      if (entry.result === undefined || (done & (1n << BigInt(index))) !== 0n) continue;
      if (first === undefined || entry.returnedAt < first) first = entry.returnedAt;
    }
    return first;
  }
}

/**
 * The shortest part of a history that no order explains: it ends with the first answer that cannot be true, operations under way at that
 * time have no result yet, and what neither makes that answer impossible nor explains the others is left out.
 * @param mayBeLeftOut whether a history that can be explained can still be explained without this entry: for reads, refusals and the like
 * @returns entries in the order of their invocation; the whole history when no part of it can be shown to be wrong
 */
export function shortestInconsistency<S, O, R>(
  model: SequentialModel<S, O, R>,
  history: History<O, R>,
  mayBeLeftOut: (entry: HistoryEntry<O, R>, among: History<O, R>) => boolean,
): History<O, R> {
  const isWrong = (part: History<O, R>) => linearize(model, part).is === "not-linearizable";
  let shortest = prefixesOf(history).find(isWrong) ?? history;
  const impossible = lastAnswer(shortest);
  const isWrongByTheSame = (part: History<O, R>) => isWrong(part) && !isWrong(part.filter((one) => one !== impossible));
  for (const entry of shortest.toReversed()) {
    if (entry === impossible || (entry.result !== undefined && !mayBeLeftOut(entry, shortest))) continue;
    const without = shortest.filter((other) => other !== entry);
    if (isWrongByTheSame(without)) shortest = without;
  }
  return shortest;
}

/** The answer that came last, if there was any. */
export function lastAnswer<O, R>(history: History<O, R>): HistoryEntry<O, R> | undefined {
  return history
    .filter(({ result }) => result !== undefined)
    .reduce<HistoryEntry<O, R> | undefined>(
      (last, entry) => (last === undefined || entry.returnedAt > last.returnedAt ? entry : last),
      undefined,
    );
}

/** The history as it was at each return, shortest first. */
function prefixesOf<O, R>(history: History<O, R>): History<O, R>[] {
  const byInvocation = [...history].sort((a, b) => a.invokedAt - b.invokedAt);
  const returns = history.filter(({ result }) => result !== undefined).map(({ returnedAt }) => returnedAt);
  return returns
    .sort((a, b) => a - b)
    .map((now) =>
      byInvocation
        .filter(({ invokedAt }) => invokedAt <= now)
        .map((entry) => (entry.returnedAt <= now ? entry : { ...entry, result: undefined })),
    );
}
