/** Faults in what the state of a listener that is ready is called. */
import { show } from "../alterations.js";
import { area, type MutantText } from "./area.js";

/** Other words for Running, for ever. */
const WORDS = ["running", "RUNNING", "Available", "Normal", "Success", "Stopped", "Created", "Running ", ""] as const;

const nameOf = (word: string) => {
  if (word === "") return "empty";
  if (word === "RUNNING") return "in-capitals";
  return word.endsWith(" ") ? "before-a-blank" : word.toLowerCase();
};

const MUTANTS: readonly MutantText[] = WORDS.map((word) => ({
  name: `ready-is-${nameOf(word)}`,
  title: `A listener that is ready has the state ${JSON.stringify(word)} for ever.`,
  requirement: "create-listener.asynchronous.documented-states",
  profile: "smoke",
  mutate: show((view) => (view.ListenerStatus === "Running" ? { ...view, ListenerStatus: word } : undefined)),
}));

export const listenerStateMutants = area("listener-states", MUTANTS);
