/** The two words of this room: a specimen is one case, a family many of one kind. */
import type fc from "fast-check";
import type { Lens } from "../contract/lens.js";
import type { RequestDraft } from "../contract/request.js";
import type { ViolationLabel } from "../contract/violations.js";

/**
 * One case: a request, and when it is an invalid one the violation that was put into it and its control twin: the same request
 * without the defect.
 */
export interface Specimen {
  readonly draft: RequestDraft;
  readonly violation?: ViolationLabel;
  readonly control?: RequestDraft;
}

/** Cases of one kind: the boundaries that every run sends, and an arbitrary for the space between them. */
export interface Family {
  /** Sent in every run, smallest first. */
  readonly examples: readonly Specimen[];
  /** Absent when the examples are the whole space. */
  readonly arbitrary?: fc.Arbitrary<Specimen>;
  /** How many of the first examples no run leaves out, by lens: each of them shows a fault that no other one does. Absent: none. */
  readonly kept?: Readonly<Partial<Record<Lens, number>>>;
  /** The examples that are enough where requests turn out to be rationed; absent: none are left out for that. */
  readonly whereRationed?: ReadonlySet<Specimen>;
}

/** A violated request with its control twin. */
export function violated(violation: ViolationLabel, control: RequestDraft, draft: RequestDraft): Specimen {
  return { draft, violation, control };
}

/** A valid request. */
export function valid(draft: RequestDraft): Specimen {
  return { draft };
}

/**
 * One family out of several: their examples one after the other, their arbitraries mixed by the caller's choice.
 * @param families families that only have examples
 */
export function examplesOf(...families: readonly Family[]): Family {
  return { examples: families.flatMap((family) => family.examples) };
}
