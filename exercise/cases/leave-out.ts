/** Leaving out of a failing request what does not matter: examples hold several things at once, and shrinking what was drawn ends with its budget. */
import type { RequestDraft, TagDraft } from "../../contract/request.js";
import type { Specimen } from "../../generators/specimen.js";

/**
 * Leaves out parameters and tags as long as the case still fails.
 * @param specimen a case that fails
 * @param fails tries another one; what is no longer of the same kind does not
 * @param limit tries at most
 * @returns the case of which nothing more can be left out, or the smallest that was found until then
 */
export async function leaveOut(
  specimen: Specimen,
  fails: (smaller: Specimen) => Promise<boolean>,
  limit: number,
): Promise<Specimen> {
  let smallest = specimen;
  let candidates = smallerThan(smallest);
  for (let tries = 0; tries < limit; tries += 1) {
    const { value: smaller, done } = candidates.next();
    if (done || smaller === undefined) break;
    if (!(await fails(smaller))) continue;
    smallest = smaller;
    candidates = smallerThan(smallest);
  }
  return smallest;
}

const OPTIONAL = ["listenerDescription", "tcpIdleTimeout", "clientToken", "dryRun"] as const;

/**
 * Cases that say less, those that say least first. What the violation is put into cannot be left out: the case would be another one.
 * @param specimen of any kind; not every smaller one is of it
 */
export function* smallerThan(specimen: Specimen): Generator<Specimen, undefined> {
  const { draft } = specimen;
  const { tags = [] } = draft;
  if (tags.length > 0) yield withTags(specimen, () => false);
  for (const name of OPTIONAL) if (draft[name] !== undefined) yield without(specimen, name);
  for (const [from, to] of partsOf(tags.length)) yield withTags(specimen, (_, index) => index < from || index >= to);
  return undefined;
}

/** The halves of a list, then each of its elements, to be left out of it. */
function* partsOf(length: number): Generator<readonly [from: number, to: number]> {
  if (length < 2) return;
  const half = Math.ceil(length / 2);
  yield [half, length];
  yield [0, half];
  if (length > 2) for (let index = 0; index < length; index += 1) yield [index, index + 1];
}

function without({ draft, control, ...rest }: Specimen, name: (typeof OPTIONAL)[number]): Specimen {
  const { [name]: _, ...left } = draft;
  if (control === undefined) return { ...rest, draft: left };
  const { [name]: __, ...leftOfControl } = control;
  return { ...rest, draft: left, control: leftOfControl };
}

/** The control twin keeps what the case keeps; where it has another number of tags, the defect is their number. */
function withTags({ draft, control, ...rest }: Specimen, isKept: (tag: TagDraft, index: number) => boolean): Specimen {
  const smaller = withTagsKept(draft, isKept);
  if (control === undefined) return { ...rest, draft: smaller };
  const isAlike = control.tags?.length === draft.tags?.length;
  return { ...rest, draft: smaller, control: isAlike ? withTagsKept(control, isKept) : control };
}

function withTagsKept(
  { tags = [], ...draft }: RequestDraft,
  isKept: (tag: TagDraft, index: number) => boolean,
): RequestDraft {
  const kept = tags.filter(isKept);
  return kept.length === 0 ? draft : { ...draft, tags: kept };
}
