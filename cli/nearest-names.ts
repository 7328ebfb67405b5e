import leven from "leven";

/**
 * Names that somebody may have meant: those that hold what was given come first, then those that are spelled most alike.
 * @param given what was given
 * @param known all names there are
 * @param most how many to suggest
 */
export function nearestNames(given: string, known: readonly string[], most: number): string[] {
  const distance = (name: string) => (name.includes(given) ? 0 : leven(given, name));
  return [...known].sort((left, right) => distance(left) - distance(right)).slice(0, most);
}
