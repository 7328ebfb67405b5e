/** A failing case as every room reads it: complete enough to be read, judged and run again. A new way to fail needs a form here first. */
import type { ListenerCall } from "../contract/call.js";
import type { RequirementId } from "../contract/catalogue.js";
import type { Command } from "../contract/commands.js";
import type { Exchange } from "../contract/exchange.js";
import type { Lens } from "../contract/lens.js";
import type { Profile } from "../contract/profile.js";
import type { RequestDraft } from "../contract/request.js";
import type { ViolationLabel } from "../contract/violations.js";

/** A minimal failing case, complete enough to be read, judged and run again by a person. */
export interface Counterexample {
  readonly requirement: RequirementId;
  /** Label of the violation put into the request, if it was an invalid one. */
  readonly violation?: string;
  /** Absent where the case is a client library's, which has none. */
  readonly lens?: Lens;
  /** The request as readable parameters. */
  readonly request: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly got: string;
  /** The exchanges that show the failure, last one last. Redacted. */
  readonly exchanges: readonly Exchange[];
  /** The failing request as a curl command line, redacted. Absent where it is not the suite that sends. */
  readonly curl?: string;
  /** Seed and path of fast-check; `path` is absent for cases that are not drawn. */
  readonly seed?: number;
  readonly path?: string;
  /** fast-check's note of which commands of a drawn course were run. */
  readonly replayPath?: string;
  /** What tells this failure from others of its requirement: the violation and the kind of answer, not the data. */
  readonly kind?: string;
  /** The case itself, which can be put to a target again whatever becomes of the generators. Absent for what another requirement's check has seen. */
  readonly byValue?: CaseByValue;
  /** The shortest part of a concurrent course that no order explains. */
  readonly history?: readonly TimedOperation[];
  /** Requests that shrinking took. */
  readonly shrinkRequests: number;
  readonly reproducible: "reproducible" | "flaky" | "not-rerun";
  /** The command that runs just this again. */
  readonly rerun: string;
}

/** A case as plain data. */
export type CaseByValue =
  | {
      readonly is: "request";
      readonly draft: RequestDraft;
      readonly violation?: ViolationLabel;
      /** The same request without the violation. */
      readonly control?: RequestDraft;
    }
  /** The command that failed is the last one. */
  | { readonly is: "course"; readonly commands: readonly Command[] }
  /** All that the check of the requirement does in this profile: a course in a fixed order, in which no case can be singled out. */
  | { readonly is: "check"; readonly profile: Profile }
  /** Requests that leave together, told apart by their tokens. */
  | { readonly is: "burst"; readonly name: string; readonly tokens: readonly string[] }
  /** A conversation with a client library: its name within the check, and the call where it was drawn. */
  | { readonly is: "conversation"; readonly name: string; readonly call?: ListenerCall };

/** One of several operations that overlapped, in words. Times are milliseconds from the first. */
export interface TimedOperation {
  readonly client: string;
  readonly operation: string;
  /** Absent: there was no answer, or not yet. */
  readonly result?: string;
  readonly invokedAt: number;
  readonly returnedAt: number;
}
