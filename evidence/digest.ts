/** A digest over data that does not depend on how its JSON is laid out: members in the order of their names, no white space. */
import { createHash } from "node:crypto";

/**
 * SHA-256 over the canonical JSON of a value.
 * @param value what JSON can say; members that are undefined are left out, as JSON does
 * @returns `sha256:` and hexadecimal digits
 */
export function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonical(value)).digest("hex")}`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (isMembers(member) ? sorted(member) : member));
}

function sorted(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // Without a prototype: a member may be called __proto__.
  const made: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(members).sort()) made[name] = members[name];
  return made;
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
