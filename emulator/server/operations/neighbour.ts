/** What all operations but CreateListener do alike: success, refusal, required parameters, pages. */
import type { JsonObject } from "../answer.js";
import type { Parameters } from "../decoder.js";
import type { Call, Operation, Reply } from "../parts.js";
import { DRY_RUN_OPERATION, illegalParameter, missingParameter, type Refusal } from "../refusal.js";
import type { Tag } from "../world.js";

/** What the operations beside CreateListener have in common. */

export function succeed(body: JsonObject = {}): Reply {
  return { is: "success", body };
}

export function refuseWith(refusal: Refusal): Reply {
  return { is: "refusal", refusal };
}

/**
 * Requires parameters of an operation.
 * @param names that must be there and not empty
 */
export function requiring(names: readonly string[], operation: Operation): Operation {
  return (call) => {
    const missing = names.find((name) => !call.parameters.get(name));
    return missing === undefined ? operation(call) : refuseWith(missingParameter(missing));
  };
}

/** Carries a change out, unless the call is a dry run. */
export function unlessDryRun(call: Call, change: () => Reply): Reply {
  return call.parameters.get("DryRun")?.toLowerCase() === "true" ? refuseWith(DRY_RUN_OPERATION) : change();
}

/**
 * Reads a flattened array of texts.
 * @param name of the array, for example `ListenerIds`
 * @returns values in the order of their numbers
 */
export function readArray(parameters: Parameters, name: string): string[] {
  const prefix = `${name}.`;
  return [...parameters]
    .filter(([parameter]) => parameter.startsWith(prefix) && /^\d+$/.test(parameter.slice(prefix.length)))
    .sort(([left], [right]) => Number(left.slice(prefix.length)) - Number(right.slice(prefix.length)))
    .map(([, value]) => value);
}

/** Tells whether stored tags satisfy a filter: every key there, and its value the same where the filter names one. */
export function hasTags(tags: readonly Tag[], wanted: readonly { key?: string; value?: string }[]): boolean {
  return wanted.every(({ key, value }) =>
    tags.some((tag) => tag.key === key && (value === undefined || tag.value === value)),
  );
}

const PAGE_SIZE = { minimum: 1, default: 20, maximum: 1000 };

/** Cuts a page out of a list. NextToken is the place where the next page begins. */
export function paged<Item>(
  call: Call,
  items: readonly Item[],
  present: (item: Item) => JsonObject,
  member: string,
): Reply {
  const size = readInteger(call.parameters.get("MaxResults"), PAGE_SIZE.default);
  if (size === undefined || size < PAGE_SIZE.minimum || size > PAGE_SIZE.maximum) {
    return refuseWith(illegalParameter("MaxResults"));
  }
  const start = readInteger(call.parameters.get("NextToken"), 0);
  const skip = readInteger(call.parameters.get("Skip"), 0);
  if (start === undefined) return refuseWith(illegalParameter("NextToken"));
  if (skip === undefined) return refuseWith(illegalParameter("Skip"));
  const end = start + skip + size;
  return succeed({
    [member]: items.slice(start + skip, end).map(present),
    MaxResults: size,
    NextToken: end < items.length ? String(end) : "",
    TotalCount: items.length,
  });
}

function readInteger(text: string | undefined, whenAbsent: number): number | undefined {
  if (!text) return whenAbsent;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
