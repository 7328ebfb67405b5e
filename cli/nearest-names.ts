/** Suggestions for names that do not exist. */
import leven from "leven";

/**
 * Names that somebody may have meant: those that hold what was given come first, the earlier the better, then those that are spelled
 * most alike, with or without the words before a dot that they begin with.
 */
export function nearestNames(given: string, known: readonly string[], most: number): string[] {
  const longest = Math.max(given.length, ...known.map((name) => name.length));
  const distance = (name: string) => {
    const at = name.indexOf(given);
    return at >= 0 ? at : longest + Math.min(...tailsOf(name).map((tail) => leven(given, tail)));
  };
  return [...known].sort((left, right) => distance(left) - distance(right)).slice(0, most);
}

/** A name, and what is left of it without its first word, its first two, and so on. */
function tailsOf(name: string): string[] {
  const words = name.split(".");
  return words.map((_, index) => words.slice(index).join("."));
}
