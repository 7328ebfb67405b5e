/** Project `exercise`: runs the checks and writes down what they saw. It never fails for what the target does, or the verdicts would be skipped. */
import { filesOf } from "../cli/run/brief.js";
import { reportRun } from "../cli/run/report-run.js";
import type { RequirementId } from "../contract/catalogue.js";
import { evidenceOf, type RunEvent, RunLogReader, tellRun } from "../evidence/run-log.js";
import { type RunPlan, readPlan } from "../exercise/plan.js";
import { Activity } from "../target/wire/activity.js";
import { Heart } from "./heart.js";
import type { Part, Place } from "./part.js";
import { ownOf, selectedOf } from "./selection.js";
import { playwrightSettings } from "./settings.js";
import { test as base } from "./test.js";

/** What one process does of a run: its test runs it, and the tear-down of a fixture closes it, which Ctrl-C does not skip. */
class Share {
  readonly #plan: RunPlan;
  readonly #log: string;
  readonly #activity = new Activity();
  #heart: Heart | undefined;
  #part = 0;
  #opened: Part | undefined;
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
    const { pulse } = filesOf(this.#plan.config.run.output);
    this.#heart = new Heart(pulse(part), () => this.#opened?.pulse() ?? { requests: this.#activity.requests });
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
    await this.#opened?.close();
    this.#heart?.stop();
  }

  async #exercise(parts: number): Promise<void> {
    const part = this.#part;
    const planned = ownOf(this.#plan).filter((_, index) => index % parts === part);
    const whole = this.#plan.config.run.shard === undefined ? {} : { selection: selectedOf(this.#plan) };
    this.#tell({ is: "begun", part, parts, planned, ...whole });
    this.#opened = await openPart(this.#plan, planned, { index: part, count: parts }, this.#activity);
    for await (const record of this.#opened.records()) {
      this.#tell({ is: "record", part, record });
      this.#tellStrangers(this.#opened.strangers?.());
      if (!this.#isRunning()) return;
      await base.step(`${record.outcome} ${record.requirement}`, () => {});
    }
    for (const message of (await this.#opened.end?.()) ?? []) this.#tell({ is: "fault", message });
    const { schedule } = this.#opened;
    if (schedule !== undefined) this.#tell({ is: "schedule", part, schedule: schedule() });
    this.#tell({ is: "notes", part, notes: this.#opened.notes() });
  }

  /** As soon as somebody is seen: what was charged before may be their doing. */
  #tellStrangers(words: string | undefined): void {
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

/** What the run does not judge is not loaded. */
async function openPart(
  plan: RunPlan,
  planned: readonly RequirementId[],
  place: Place,
  activity: Activity,
): Promise<Part> {
  if (plan.is === "sdk") {
    const { openSdkPart } = await import("./sdk-part.js");
    return openSdkPart(plan, planned);
  }
  const { openEndpointPart } = await import("./endpoint-part.js");
  return openEndpointPart(plan, planned, place, activity);
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
