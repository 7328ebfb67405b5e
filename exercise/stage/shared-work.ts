/** Work that several clauses want and that is done once: what the one sees of the target is judged for the others too. */
import type { Stage } from "./stage.js";

interface Begun<T> {
  readonly result: Promise<T>;
  isOver: boolean;
}

/** Work by a key, remembered for as long as its stage is used. */
export class SharedWork<T> {
  readonly #byStage = new WeakMap<Stage, Map<string, Begun<T>>>();
  readonly #remembered: number;

  /** @param remembered pieces of work that are remembered at most for one stage */
  constructor(remembered: number) {
    this.#remembered = remembered;
  }

  /**
   * Does a piece of work, or gives what came of it when it was done before, or will come of it.
   * @param key what work it is
   * @param begin does it
   * @param isOfUse whether what came of it is of use to whoever wants it next; otherwise, and where it failed, it is done anew
   */
  async once(
    stage: Stage,
    key: string,
    begin: () => Promise<T>,
    isOfUse: (result: T) => boolean = () => true,
  ): Promise<T> {
    const known = this.#byStage.get(stage) ?? new Map<string, Begun<T>>();
    this.#byStage.set(stage, known);
    const earlier = known.get(key);
    // What was begun outside a lone turn may come to its end only after it.
    if (earlier !== undefined && (earlier.isOver || !stage.isAlone)) return earlier.result;
    const work: Begun<T> = { result: begin(), isOver: false };
    if (earlier === undefined && known.size < this.#remembered) known.set(key, work);
    const forget = () => known.get(key) === work && known.delete(key);
    work.result.then((result) => {
      work.isOver = true;
      if (!isOfUse(result)) forget();
    }, forget);
    return work.result;
  }
}
