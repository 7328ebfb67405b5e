/** What a process does of a run, whatever the run judges. */
import type { Pulse } from "../evidence/pulse.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { Schedule } from "../evidence/schedule.js";

/** The checks of one process, ready to be run. */
export interface Part {
  /** Runs the checks. @returns a record of each as soon as it is there */
  records(): AsyncIterable<RequirementRecord>;
  /** How the target was used so far; absent where there is nothing to share out. */
  readonly schedule?: () => Schedule;
  /** How it is at the moment. */
  pulse(): Omit<Pulse, "over">;
  /** What the target has made of the part, once for all clauses. */
  notes(): readonly string[];
  /** Who else uses the target, as far as was seen; absent where nobody can. */
  strangers?(): string | undefined;
  /** Ends what only a whole part comes to. @returns what went wrong with it, outside any requirement */
  end?(): Promise<readonly string[]>;
  /** Cleans up, however the part ended. */
  close(): Promise<void>;
}

/** Which process of how many. */
export interface Place {
  readonly index: number;
  readonly count: number;
}
