/** Dry runs that share the load balancer which is kept for them, and which of them have met. */
import { TurnQueue, type Waiting } from "./turn-queue.js";

/** A dry run that waits for the load balancer. */
interface WaitingShare extends Waiting {
  readonly grant: (id: string) => void;
  readonly deny: (error: Error) => void;
}

/** A dry run that is under way there. */
interface Sharer {
  hasMet: boolean;
}

/** Keeps account of them. A share that was granted counts from then on. */
export class Shares {
  readonly #queue = new TurnQueue<WaitingShare>();
  readonly #underWay = new Set<Sharer>();
  /** Granted, and not yet begun. */
  #granted = 0;

  /** Whether none is under way. */
  get isIdle(): boolean {
    return this.#underWay.size + this.#granted === 0;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Whose turn is next; `undefined` when nobody waits. */
  get next(): WaitingShare | undefined {
    return this.#queue.next;
  }

  enter({ depth, grant, deny }: WaitingShare): void {
    const granted = (id: string) => {
      this.#granted += 1;
      grant(id);
    };
    this.#queue.enter({ depth, grant: granted, deny });
  }

  /** Takes out whose turn is next. */
  takeNext(): void {
    this.#queue.takeNext();
  }

  /** Notes that one which was granted is under way. */
  begin(): Sharer {
    this.#granted -= 1;
    const sharer = { hasMet: this.#underWay.size > 0 };
    for (const other of this.#underWay) other.hasMet = true;
    this.#underWay.add(sharer);
    return sharer;
  }

  end(sharer: Sharer): void {
    this.#underWay.delete(sharer);
  }
}
