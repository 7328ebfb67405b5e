/** Running one course from borrowing its load balancers to giving them back. */
import type { Command } from "../../contract/commands.js";
import type { Check } from "../check/check.js";
import { Course, type CourseSetting } from "./course.js";
import type { Step } from "./reduce.js";
import { Contradiction, CourseOver } from "./witness.js";

/** How a course ended. */
export type CourseEnd =
  | { readonly is: "consistent" }
  | { readonly is: "contradicted"; readonly contradiction: Contradiction; readonly steps: readonly Step[] }
  | { readonly is: "cut-short"; readonly reason: string; readonly unanswered: boolean }
  /** It could not begin or go on; why is in the check's log. */
  | { readonly is: "not-run" };

/** Load balancers of one course at most. */
const LOAD_BALANCERS = 2;

/** What the courses of a check share. */
export function courseSettingOf(check: Check): CourseSetting {
  return {
    session: check.session,
    ran: new Map(),
    notOffered: new Set(),
    note: (question, behaviour) => check.observe(question, behaviour),
  };
}

/**
 * Runs a course on load balancers of its own, and looks at everything once more at its end.
 * @param setting what it shares with other courses
 */
export async function runCourse(
  check: Check,
  setting: CourseSetting,
  depth: number,
  run: (course: Course) => Promise<void>,
): Promise<CourseEnd> {
  const count = Math.max(1, Math.min(LOAD_BALANCERS, check.session.stage.lendable));
  let end: CourseEnd = { is: "not-run" };
  await check.withLoadBalancers(depth, count, async (lent) => {
    const course = new Course(setting, lent);
    try {
      await run(course);
      await course.audit();
      end = { is: "consistent" };
    } catch (error) {
      if (error instanceof CourseOver) {
        end = { is: "cut-short", reason: error.message, unanswered: error.unanswered };
      } else if (error instanceof Contradiction) {
        end = { is: "contradicted", contradiction: error, steps: course.steps };
        course.suspectLeftovers();
      } else throw error;
    } finally {
      await course.finish();
    }
  });
  return end;
}

/**
 * Runs commands that are plain data, with no fast-check in between.
 * @param commands what a counterexample or a file holds; those that make no sense are passed over
 */
export async function runData(course: Course, commands: readonly Command[]): Promise<void> {
  for (const command of commands) if (course.can(command)) await course.perform(command);
}
