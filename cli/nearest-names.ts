/** Suggestions for names that do not exist. */
import leven from "leven";

/**
 * Names that somebody may have meant: those that hold what was given come first, the earlier the better, then those that are spelled
 * most alike.
 */
export function nearestNames(given: string, known: readonly string[], most: number): string[] {
  const longest = Math.max(given.length, ...known.map((name) => name.length));
  const distance = (name: string) => {
    const at = name.indexOf(given);
    return at >= 0 ? at : longest + leven(given, name);
  };
  return [...known].sort((left, right) => distance(left) - distance(right)).slice(0, most);
}
