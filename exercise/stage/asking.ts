/** What the stage is made of, and who asks it for a turn, with what. */
import type { Spender } from "./spending.js";

/** Cases of a clause that are put to any target; deeper ones are left out where time is short. */
export const ESSENTIAL_DEPTH = 2;

/** `unproved`: nobody knows until a listener was removed. Then one creation goes ahead. */
export type Removal = "possible" | "impossible" | "unproved";

export interface StageOptions {
  /** Idle load balancers, each of which holds one listener. */
  readonly loadBalancers: readonly string[];
  /** Dry runs under way at once. */
  readonly dryRuns: number;
  /** Milliseconds after which no case beyond the essential ones is begun that needs a load balancer for itself. */
  readonly deepeningMs: number;
  /** Milliseconds after which nothing is begun; absent: no bound. */
  readonly limitMs?: number;
  /** Whether listeners can be removed; absent: they can. */
  readonly removal?: Removal;
  /** Whether no check but those that have load balancers to make listeners on waits for an answer; absent: none does. */
  readonly isQuiet?: (besides: ReadonlySet<string>) => boolean;
  /** Milliseconds that a lone turn waits at most for what is under way; absent: it does not wait. */
  readonly quietMs?: number;
}

/** Who asks for a turn. */
export interface Ask {
  /** Number of the case among those of its clause, counted from 0. */
  readonly depth: number;
  /** Load balancers that it needs, granted at once or not at all. */
  readonly count: number;
  /** Requirement whose case it is. */
  readonly by: string;
  /** Whether it makes listeners, as opposed to requests of which nothing is to come; absent: it does. */
  readonly spends?: boolean;
}

/** Somebody who has asked for load balancers. */
export interface Pending extends Spender {
  readonly spends: boolean;
  /** Whether it asks within a lone turn. */
  readonly isLone: boolean;
  /** Load balancers that it would rather not have. */
  readonly avoided: ReadonlySet<string>;
  readonly grant: (ids: readonly string[]) => void;
  readonly deny: (error: Error) => void;
}
