/** Courses that are tried: scripted ones, which every run goes through, and drawn ones. */
import fc from "fast-check";
import type { Command } from "../../contract/commands.js";
import { TCP_IDLE_TIMEOUT } from "../../contract/parameters.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { VIOLATIONS, type ViolationLabel } from "../../contract/violations.js";
import { plainTags } from "../../generators/tag.js";
import { everyViolation } from "../../generators/violation.js";
import type { Course } from "./course.js";

/** A command as fast-check runs it; made from plain data, and nothing but it. */
class CourseCommand implements fc.AsyncCommand<Course, Course> {
  readonly command: Command;
  constructor(command: Command) {
    this.command = command;
  }
  check(course: Readonly<Course>): boolean {
    return course.can(this.command);
  }
  run(course: Course): Promise<void> {
    return course.perform(this.command);
  }
  toString(): string {
    return JSON.stringify(this.command);
  }
}

/** Commands of a drawn course at most. */
const LONGEST_COURSE = 12;

const TOKEN = { clientToken: { is: "unique", text: "course" } } as const;
const SIMPLE: RequestDraft = { ...MINIMAL_DRAFT, ...TOKEN };
const RICH: RequestDraft = {
  ...SIMPLE,
  listenerDescription: "course-of-events",
  tcpIdleTimeout: 6000,
  tags: plainTags(3),
};

interface Defective {
  readonly draft: RequestDraft;
  readonly violation: ViolationLabel;
}

/** Requests with one defect that both lenses find, whatever stands on the load balancer. */
const DEFECTIVE: readonly Defective[] = everyViolation.flatMap(({ examples }) =>
  examples.flatMap(({ draft, violation }) => {
    const isOfFormat = violation !== undefined && VIOLATIONS[violation].foundByDryRun;
    return isOfFormat && draft.loadBalancer.is === "situation" && typeof draft.dryRun !== "string"
      ? [{ draft, violation }]
      : [];
  }),
);

const TOO_SHORT_A_TIMEOUT: Defective = {
  draft: { ...SIMPLE, tcpIdleTimeout: TCP_IDLE_TIMEOUT.minimum - 1 },
  violation: "tcp-idle-timeout.too-small",
};

/** Courses that every run goes through: between them they hold every kind of command. */
export const SCRIPTED_COURSES: readonly (readonly Command[])[] = [
  [
    { do: "create", at: 0, draft: RICH },
    { do: "replay", of: 0 },
    { do: "read", of: 0 },
    { do: "wait-running", of: 0 },
    { do: "replay", of: 0 },
    { do: "create", at: 0, draft: SIMPLE },
    { do: "replay", of: 0 },
    { do: "read", of: 0 },
    { do: "dry-run", at: 0, draft: SIMPLE },
    { do: "list", at: 0 },
    { do: "delete", of: 0, wait: true },
    { do: "create", at: 0, draft: SIMPLE },
    { do: "replay", of: 0 },
    { do: "replay", of: 1 },
  ],
  [
    { do: "create", at: 0, ...TOO_SHORT_A_TIMEOUT },
    { do: "dry-run", at: 0, ...TOO_SHORT_A_TIMEOUT },
    { do: "dry-run", at: 0, draft: SIMPLE },
    { do: "create", at: 0, draft: SIMPLE },
    { do: "create", at: 1, draft: MINIMAL_DRAFT },
    { do: "wait-running", of: 0 },
    { do: "update", of: 0, tcpIdleTimeout: 77 },
    { do: "read", of: 0 },
    { do: "replay", of: 0 },
    { do: "wait-running", of: 1 },
    { do: "delete", of: 0, wait: true },
    { do: "read", of: 1 },
    { do: "create", at: 0, draft: MINIMAL_DRAFT },
  ],
  [
    { do: "create", at: 0, draft: SIMPLE },
    { do: "create", at: 1, draft: SIMPLE },
    { do: "wait-running", of: 0 },
    { do: "reuse-token", of: 0, tcpIdleTimeout: 777 },
    { do: "create", at: 0, ...TOO_SHORT_A_TIMEOUT },
    { do: "reuse-token", of: 1, at: 0 },
    { do: "read", of: 0 },
    { do: "list", at: 0 },
    { do: "delete", of: 0, wait: false },
    { do: "create", at: 0, draft: SIMPLE },
  ],
];

const small = fc.nat({ max: 3 });
// fast-check has no bias inside commands: the ends of the range are given their weight here.
const timeout = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(undefined, 60, 61, 349, 350, 351, 5999, 6000) },
  { weight: 1, arbitrary: fc.integer({ min: TCP_IDLE_TIMEOUT.minimum, max: TCP_IDLE_TIMEOUT.maximum }) },
);
const description = fc.constantFrom(undefined, "ab", "a".repeat(256), "中文", "a,b.c;d/e@f_g-h");
const tagCount = fc.constantFrom(0, 0, 1, 20);
const withToken = fc.constantFrom(true, true, true, false);

const draft = fc.record({ timeout, description, tagCount, withToken }).map(
  (drawn): RequestDraft => ({
    ...(drawn.withToken ? SIMPLE : MINIMAL_DRAFT),
    ...(drawn.timeout === undefined ? {} : { tcpIdleTimeout: drawn.timeout }),
    ...(drawn.description === undefined ? {} : { listenerDescription: drawn.description }),
    ...(drawn.tagCount === 0 ? {} : { tags: plainTags(drawn.tagCount) }),
  }),
);
const defective = fc.constantFrom(...DEFECTIVE);

const command = (arbitrary: fc.Arbitrary<Command>): fc.Arbitrary<CourseCommand> =>
  arbitrary.map((one) => new CourseCommand(one));

/** A request as drawn, and one with a defect. */
const requests = (kind: "create" | "dry-run") =>
  [
    command(fc.record({ do: fc.constant(kind), at: small, draft })),
    command(fc.record({ at: small, defective }).map(({ at, defective }): Command => ({ do: kind, at, ...defective }))),
  ] as const;
const [create, createDefective] = requests("create");
const [dryRun, dryRunDefective] = requests("dry-run");
const replay = command(fc.record({ do: fc.constant("replay"), of: small }));
const reuseToken = command(
  fc.oneof(
    fc.record({ do: fc.constant("reuse-token"), of: small, tcpIdleTimeout: fc.constantFrom(61, 777, 6000) }),
    fc.record({ do: fc.constant("reuse-token"), of: small, at: small }),
  ),
);
const read = command(fc.record({ do: fc.constant("read"), of: small }));
const waitRunning = command(fc.record({ do: fc.constant("wait-running"), of: small }));
const list = command(fc.record({ do: fc.constant("list"), at: small }));
const update = command(
  fc.record({ do: fc.constant("update"), of: small, tcpIdleTimeout: fc.constantFrom(60, 350, 6000, 1234) }),
);
// Whether a deletion that is not waited for is over in time is chance: what follows would not be the same from run to run.
const remove = command(fc.record({ do: fc.constant("delete"), of: small, wait: fc.constant(true) }));

/** Drawn courses. Kinds of commands have equal odds: what is listed more than once is drawn more often. */
export const drawnCourses: fc.Arbitrary<Iterable<fc.AsyncCommand<Course, Course, boolean>>> = fc.commands(
  [
    ...[create, create, create, createDefective, dryRun, dryRunDefective],
    ...[replay, replay, replay, reuseToken, read, waitRunning, waitRunning, list, update, remove, remove],
  ],
  { maxCommands: LONGEST_COURSE, size: "max" },
);
