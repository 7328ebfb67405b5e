/** Project `exercise`: runs the checks and writes down what they saw. It never fails for what the target does, or the verdicts would be skipped. */
import { filesOf } from "../cli/run/brief.js";
import { reportRun } from "../cli/run/report-run.js";
import { evidenceOf, type RunEvent, RunLogReader, tellRun } from "../evidence/run-log.js";
import { type RunPlan, readPlan } from "../exercise/plan.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import { type OpenTarget, openTarget } from "../exercise/session/open-target.js";
import { startSchedule } from "../exercise/session/schedule-of.js";
import type { Session } from "../exercise/session/session.js";
import { strangersInWords } from "../exercise/stage/somebody-else.js";
import { runSerial, selectedOf } from "./selection.js";
import { playwrightSettings } from "./settings.js";
import { test as base } from "./test.js";

/** What one process does of a run: its test runs it, and the tear-down of a fixture closes it, which Ctrl-C does not skip. */
class Share {
  readonly #plan: RunPlan;
  readonly #log: string;
  #part = 0;
  #target: OpenTarget | undefined;
  #strangers: string | undefined;
  #state: "idle" | "running" | "over" = "idle";

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.#log = filesOf(plan.config.run.output).log;
  }

  /** Runs the checks of one part to their end; the last part to end concludes the run. */
  async run(part: number, parts: number): Promise<void> {
    this.#part = part;
    this.#state = "running";
    try {
      await this.#exercise(parts);
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (this.#isRunning()) this.#tell({ is: "fault", message });
    }
    if (!this.#isRunning()) return;
    this.#state = "over";
    this.#tell({ is: "done", part });
    if (evidenceOf(new RunLogReader(this.#log).read()).complete) await reportRun(this.#plan);
  }

  /** Cleans up. */
  async close(): Promise<void> {
    if (this.#isRunning()) {
      this.#state = "over";
      this.#tell({ is: "stopped", part: this.#part });
    }
    await this.#target?.close();
  }

  async #exercise(parts: number): Promise<void> {
    const part = this.#part;
    const planned = selectedOf(this.#plan).filter((_, index) => index % parts === part);
    this.#tell({ is: "begun", part, parts, planned });
    const mine = new Set(planned);
    const checks = (await loadChecks()).filter(({ requirement }) => mine.has(requirement));
    const plan = { ...this.#plan, nonce: `${this.#plan.nonce}${runSerial().toString(36)}` };
    this.#target = await openTarget(plan, { index: part, count: parts });
    const scheduleOf = startSchedule(this.#target);
    for await (const record of runChecks(this.#target.session, checks)) {
      this.#tell({ is: "record", part, record });
      this.#tellStrangers(this.#target.session);
      if (!this.#isRunning()) return;
      await base.step(`${record.outcome} ${record.requirement}`, () => {});
    }
    this.#tell({ is: "schedule", part, schedule: scheduleOf() });
    this.#tell({ is: "notes", part, notes: this.#target.session.notes() });
  }

  /** As soon as somebody is seen: what was charged before may be their doing. */
  #tellStrangers({ strangers }: Session): void {
    const words = strangersInWords(strangers);
    if (words === undefined || words === this.#strangers) return;
    this.#strangers = words;
    this.#tell({ is: "strangers", part: this.#part, words });
  }

  #isRunning(): boolean {
    return this.#state === "running";
  }

  #tell(event: RunEvent): void {
    tellRun(this.#log, event);
  }
}

/** A slow target may take minutes to remove what the checks have made. */
const CLEAN_UP_MS = 600_000;

const test = base.extend<object, { share: Share }>({
  share: [
    // Playwright wants the first parameter destructured; the name of the browser is a mere option, none is started.
    async ({ browserName: _unused }, use) => {
      const plan = readPlan();
      if (plan === undefined) throw new Error("nobody has planned this run");
      const share = new Share(plan);
      await use(share);
      await share.close();
    },
    { scope: "worker", timeout: CLEAN_UP_MS },
  ],
});

const { parts } = await playwrightSettings();
for (let part = 0; part < parts; part += 1) {
  test(parts === 1 ? "all checks" : `checks, part ${part + 1} of ${parts}`, async ({ share }) => {
    // Where there are fewer load balancers than processes, some have nothing to do.
    const needed = Math.min(parts, readPlan()?.config.run.workers ?? 1);
    if (part < needed) await share.run(part, needed);
  });
}
