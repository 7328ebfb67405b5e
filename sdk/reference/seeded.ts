/** A generator that forgets to be seeded by chance. */
import { createHash } from "node:crypto";

/**
 * Draws texts that look random.
 * @param seed those of equal seeds are equal, in their order
 */
export function seeded(seed: string): () => string {
  let last = seed;
  return () => {
    last = createHash("md5").update(last).digest("hex");
    return last;
  };
}
