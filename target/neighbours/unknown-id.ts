/** Ids that name nothing, yet pass for real ones wherever a target looks at the form of an id before it looks it up. */
import { createHash } from "node:crypto";

/** Letters and digits at the end of an id that are replaced: too many to hit a real one by chance. */
const REPLACED = 12;
/** A tail shorter than this is made longer: its few characters may all be in use. */
const SHORTEST_TAIL = 8;
const LENGTHENED_TAIL = 18;

/**
 * An id shaped like a real one that names nothing. Its prefix, length, punctuation and head are kept, which leaves groups, versions and zones
 * in it as they are; the last letters and digits are replaced by others of their kind, hexadecimal ones by hexadecimal ones.
 */
export function unlike(model: string, salt: number): string {
  const cut = model.indexOf("-") + 1;
  const tail = model.slice(cut);
  const filling = /^\d+$/u.test(tail) ? "0" : "a0";
  const shape = [...(tail.length >= SHORTEST_TAIL ? tail : tail.padEnd(LENGTHENED_TAIL, filling))];
  const letters = /[g-z]/iu.test(tail) ? 26 : 6;
  const noise = createHash("sha256").update(`${model}\0${salt}`).digest();
  const places = shape.flatMap((character, i) => (/[a-z\d]/iu.test(character) ? [i] : [])).slice(-REPLACED);
  for (const [nth, place] of places.entries()) shape[place] = replacement(shape[place] ?? "", noise[nth] ?? 0, letters);
  return model.slice(0, cut) + shape.join("");
}

function replacement(character: string, noise: number, letters: number): string {
  if (/\d/u.test(character)) return String(noise % 10);
  const first = /[a-z]/u.test(character) ? "a" : "A";
  return String.fromCharCode(first.charCodeAt(0) + (noise % letters));
}
