/** Targets at which going on is hopeless: what one case has learned of that, the others do not wait for again. */

import type { Answer } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import { counted } from "../../contract/words.js";
import type { Config } from "../../target/config/config.js";
import { QUOTAS } from "../stage/quotas.js";
import type { Stage } from "../stage/stage.js";
import type { Knowledge } from "./knowledge.js";
import type { MeteredClient } from "./metered-client.js";

/** What a session knows of how it is answered, and what it can stop. */
interface Asked {
  readonly client: MeteredClient;
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly stage: Stage;
}

/** Stops the run where all that comes is throttling, or where answers take so long that a quick profile would be none. */
export function stopWhereHopeless(session: Asked, answer: Answer, exchange: Exchange): void {
  if (answer.is === "throttled") stopWhereAllIsThrottled(session, answer.status);
  else stopWhereAnswersAreSlow(session, exchange.endedAt - exchange.startedAt);
}

function stopWhereAllIsThrottled({ client, config, stage }: Asked, status: number): void {
  const { throttledForMs } = client.gaveUp();
  if (throttledForMs <= config.waits.throttled) return;
  const seconds = Math.round(throttledForMs / 1000);
  stage.stop(`the target has answered nothing but HTTP ${status} for ${seconds} s, longer than the wait throttled`);
}

function stopWhereAnswersAreSlow({ config, knowledge, stage }: Asked, answeredAfterMs: number): void {
  const { answers } = knowledge;
  answers.note(answeredAfterMs);
  const { run, limits } = config;
  const minutes = QUOTAS[run.profile].minutesWhereSlow;
  if ((limits.minutes ?? limits.budgetMinutes) !== undefined || !answers.areSlow || stage.elapsedMs <= minutes * 60_000)
    return;
  const seconds = (answers.meanMs / 1000).toFixed(1);
  stage.stop(
    `answers take ${seconds} s on average: ${counted(minutes, "minute")}, all that the profile ${run.profile} waits for, ended too soon; give it more with --time-limit`,
  );
}
