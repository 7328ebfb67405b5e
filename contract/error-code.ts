/** The code by which Node tells one error of the system from another. */

/** Such as `ENOENT`; `undefined` for an error that has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** An error in one word where it has a code, else in its own words. */
export function reasonOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message : String(error));
}
