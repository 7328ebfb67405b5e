/** Courses of operations, one command after another: any of them must get the answers that the documentation allows. */
import fc from "fast-check";
import { COMMAND_KINDS, type Command } from "../../contract/commands.js";
import type { Profile } from "../../contract/profile.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { seedOf } from "../../generators/seed.js";
import { type CaseStream, runCases, shrink } from "../cases/case-stream.js";
import type { Check } from "../check/check.js";
import { ESSENTIAL_DEPTH } from "../stage/asking.js";
import type { Course, CourseSetting } from "./course.js";
import { drawnCourses, SCRIPTED_COURSES } from "./courses.js";
import { reduceCourse, type Step } from "./reduce.js";
import { type CourseEnd, courseSettingOf, runCourse, runData } from "./run-course.js";

/** Commands as fast-check runs them. */
type Commands = Iterable<fc.AsyncCommand<Course, Course, boolean>>;

/** Drawn courses of each profile. */
const DRAWN: Readonly<Record<Profile, number>> = { smoke: 0, standard: 10, full: 40 };
/** Requests after which shrinking begins no further course. */
const SHRINK_REQUESTS = 260;
/** Kinds of failure that are shrunk and reported. */
const REPORTED_KINDS = 2;

/** A course that was contradicted. */
type Contradicted = Extract<CourseEnd, { is: "contradicted" }>;

interface Failure extends Contradicted {
  /** Scripted courses come before drawn ones, whichever ends first. */
  readonly order: number;
  /** Its place among the drawn courses; absent for a scripted one. */
  readonly place?: number;
}

/** Runs scripted and drawn courses; what contradicts the documentation is shrunk to the commands that matter. */
export async function runSequences(check: Check): Promise<void> {
  await new Sequences(check).run();
}

class Sequences {
  readonly #check: Check;
  readonly #setting: CourseSetting;
  readonly #drawn: CaseStream<Commands>;
  readonly #failures = new Map<string, Failure>();

  constructor(check: Check) {
    const { session, log } = check;
    this.#check = check;
    this.#setting = courseSettingOf(check);
    this.#drawn = {
      arbitrary: drawnCourses,
      examples: [],
      seed: seedOf(session.config.run.seed, log.requirement),
      runs: session.config.run.runs ?? DRAWN[session.profile],
    };
  }

  async run(): Promise<void> {
    const { session, log } = this.#check;
    if (!session.lenses.includes("create")) {
      this.#check.notApplicable("dry runs alone lead nowhere, and nothing else is allowed here");
      return;
    }
    await Promise.all([this.#runScripted(), this.#runDrawn()]);
    const first = [...this.#failures.values()]
      .filter(({ contradiction }) => !log.replayed.has(contradiction.kind))
      .sort((a, b) => a.order - b.order)
      .slice(0, REPORTED_KINDS);
    for (const failure of first) await this.#report(failure);
    this.#reportCounts();
  }

  async #runScripted(): Promise<void> {
    await Promise.all(
      SCRIPTED_COURSES.map(async (commands, order) => {
        const end = await this.#runCourse(0, (course) => runData(course, commands));
        if (end !== undefined) this.#noteFailure({ ...end, order });
        this.#check.log.cases += 1;
      }),
    );
  }

  /** Side by side: what one course does must not show in another. */
  async #runDrawn(): Promise<void> {
    const { session, log } = this.#check;
    const { run, cut } = await runCases(
      this.#drawn,
      { lanes: session.config.limits.concurrency },
      async (commands, place) => {
        const end = await this.#runCourse(ESSENTIAL_DEPTH + place, (course) => runCommands(course, commands));
        if (end !== undefined) this.#noteFailure({ ...end, order: SCRIPTED_COURSES.length + place, place });
      },
    );
    log.cases += run;
    log.cut += cut;
  }

  /** Of the failures of a kind the first in order stands. */
  #noteFailure(failure: Failure): void {
    const { kind } = failure.contradiction;
    const known = this.#failures.get(kind);
    if (known === undefined || failure.order < known.order) this.#failures.set(kind, failure);
  }

  /** @returns how the course was contradicted, if it was */
  async #runCourse(depth: number, run: (course: Course) => Promise<void>): Promise<Contradicted | undefined> {
    const end = await runCourse(this.#check, this.#setting, depth, run);
    if (end.is === "consistent" || end.is === "contradicted") this.#check.log.judged += 1;
    if (end.is === "cut-short") this.#check.inconclusive(`a course of operations was cut short: ${end.reason}`);
    return end.is === "contradicted" ? end : undefined;
  }

  async #report(failure: Failure): Promise<void> {
    const { session } = this.#check;
    const before = session.client.requests();
    const mayContinue = () => session.client.requests() - before < SHRINK_REQUESTS;
    let shown: Contradicted = failure;
    const failsAlike = async (run: (course: Course) => Promise<void>): Promise<readonly Step[] | undefined> => {
      const again = await this.#runCourse(0, run);
      if (again?.contradiction.kind !== failure.contradiction.kind) return undefined;
      shown = again;
      return again.steps;
    };
    const drawn = await this.#shrinkDrawn(failure, failsAlike, mayContinue);
    const rerun = (commands: readonly Command[]) => failsAlike((course) => runData(course, commands));
    const steps = await reduceCourse(shown.steps, rerun, mayContinue);
    const shrinkRequests = session.client.requests() - before;
    const commands = steps.map(({ command }) => command);
    const { stage } = session;
    const again = [await stage.alone([], () => rerun(commands)), await stage.alone([], () => rerun(commands))];
    this.#check.fails(shown.contradiction.evidence, {
      ...drawn,
      kind: failure.contradiction.kind,
      byValue: { is: "course", commands },
      shrinkRequests,
      reproducible: again.includes(undefined) ? "flaky" : "reproducible",
    });
  }

  /** Lets fast-check shrink a course that was drawn, within a few executions. */
  async #shrinkDrawn(
    { place }: Failure,
    failsAlike: (run: (course: Course) => Promise<void>) => Promise<readonly Step[] | undefined>,
    mayContinue: () => boolean,
  ): Promise<Pick<Counterexample, "path" | "replayPath">> {
    if (place === undefined) return {};
    const [commands] = fc.sample(drawnCourses, { seed: this.#drawn.seed, numRuns: 1, path: String(place) });
    if (commands === undefined) return {};
    const { value, path } = await shrink(
      this.#drawn,
      place,
      commands,
      async (candidate) => {
        const isEmpty = [...candidate].length === 0;
        if (isEmpty || !mayContinue()) return false;
        return (await failsAlike((course) => runCommands(course, candidate))) !== undefined;
      },
      SHRINK_EXECUTIONS,
    );
    const replayPath = /replayPath="([^"]*)"/u.exec(String(value))?.[1];
    return { ...(path === undefined ? {} : { path }), ...(replayPath === undefined ? {} : { replayPath }) };
  }

  #reportCounts(): void {
    const { ran, notOffered } = this.#setting;
    const { log, session } = this.#check;
    if (log.outOfTime) return;
    if (!session.capabilities.listsListeners) notOffered.add("list");
    if (session.stage.removal === "impossible") notOffered.add("delete").add("create again");
    if (!session.lenses.includes("dry-run")) notOffered.add("dry-run").add("dry-run, invalid");
    for (const kind of COMMAND_KINDS) {
      const count = ran.get(kind) ?? 0;
      if (count === 0 && notOffered.has(kind)) continue;
      log.coverage.set(`command: ${kind}`, count);
      if (count === 0) this.#check.warn(log.requirement, `no course got to ${kind}`);
    }
  }
}

/** Executions of one course that fast-check may take to shrink it. */
const SHRINK_EXECUTIONS = 8;

async function runCommands(course: Course, commands: Commands): Promise<void> {
  await fc.asyncModelRun(() => ({ model: course, real: course }), commands);
}
