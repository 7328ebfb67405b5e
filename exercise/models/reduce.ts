/** Leaving out of a course what does not matter. */
import type { Command } from "../../contract/commands.js";

/** A command that was run, its numbers resolved. */
export interface Step {
  readonly command: Command;
  /** Whether it made a listener: it is then the next creation that other commands name. */
  readonly made: boolean;
}

/**
 * Reduces a failing course to the commands that matter: each, from the end to the beginning, is left out when the course fails without it
 * too. The last one, the one that failed, stays. Other than a shrinker this knows which commands hang on which.
 * @param fails runs commands; gives the steps when they fail in the same way, else `undefined`
 * @param mayContinue asked before each trial
 * @returns the shortest failing course that was found
 */
export async function reduceCourse(
  steps: readonly Step[],
  fails: (commands: readonly Command[]) => Promise<readonly Step[] | undefined>,
  mayContinue: () => boolean,
): Promise<readonly Step[]> {
  let shortest = steps;
  for (let index = steps.length - 2; index >= 0 && mayContinue(); index = Math.min(index, shortest.length - 1) - 1) {
    const fewer = withoutStep(shortest, index);
    const again = fewer === undefined ? undefined : await fails(fewer);
    if (again !== undefined && again.length < shortest.length) shortest = again;
  }
  return shortest;
}

/**
 * A course without one of its steps and without those that name what it made.
 * @returns `undefined` when that would leave the last step out too
 */
export function withoutStep(steps: readonly Step[], index: number): readonly Command[] | undefined {
  const dropped = steps[index]?.made ? steps.slice(0, index).filter(({ made }) => made).length : undefined;
  const kept = steps.flatMap(({ command }, i): Command[] => {
    if (i === index) return [];
    if (!("of" in command) || dropped === undefined || command.of < dropped) return [command];
    return command.of === dropped ? [] : [{ ...command, of: command.of - 1 }];
  });
  const last = steps.at(-1)?.command;
  const lostLast = last !== undefined && "of" in last && last.of === dropped;
  return lostLast ? undefined : kept;
}
