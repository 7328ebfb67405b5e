/** A command that was called wrongly. The message is complete: what is wrong, and what to do. One line per fault. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
