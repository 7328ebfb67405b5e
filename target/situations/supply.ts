/** What a provider of situations supplies. */
import type { Situation } from "../../contract/situations.js";

/** Resources in one situation, and who supplied them. */
export interface Supply {
  readonly by: "static" | "api";
  /** At least one. */
  readonly ids: readonly string[];
  /** The state may be over before a request arrives: an acceptance proves nothing then. */
  readonly racy: boolean;
}

/** Brings about situations of load balancers and server groups. */
export interface SituationProvider {
  /** Resources in a situation; undefined when there are none. */
  find(situation: Situation): Supply | undefined;
  /** Why a situation that this provider tried to supply is missing. */
  reasonMissing(situation: Situation): string | undefined;
  /** Removes what was made. @returns what is left, in words */
  tearDown(): Promise<readonly string[]>;
}

/** A resource in a passing state. */
export interface FreshResource {
  readonly id: string;
  /** Removes it. It is in the ledger should that fail. */
  release(): Promise<void>;
}
