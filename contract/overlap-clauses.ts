/** Clauses that are about requests which meet: their checks bring the overlap about themselves, and lose a race by chance. */
import type { RequirementId } from "./catalogue.js";

export const SUBJECT_IS_OVERLAP: ReadonlySet<RequirementId> = new Set<RequirementId>([
  "create-listener.concurrency.linearizable",
  "create-listener.concurrency.without-effect",
  "create-listener.concurrency.deletion",
  "create-listener.client-token.concurrent-replay",
  "create-listener.error.too-many-listeners-concurrently",
]);
