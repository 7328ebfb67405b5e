/** All mutants; the file of a new area is added here. */
import type { MutantDescription } from "../fault.js";
import { authorizationMutants } from "./authorization.js";
import { besideOtherMutants } from "./beside-others.js";
import { clientTokenMutants } from "./client-token.js";
import { clientTokenFormMutants } from "./client-token-form.js";
import { clientTokenReplayMutants } from "./client-token-replay.js";
import { concurrencyMutants } from "./concurrency.js";
import { courseMutants } from "./courses.js";
import { descriptionCharacterMutants } from "./description-characters.js";
import { dryRunMutants } from "./dry-run.js";
import { dryRunTokenMutants } from "./dry-run-token.js";
import { effectMutants } from "./effects.js";
import { errorEnvelopeMutants } from "./error-envelope.js";
import { errorMutants } from "./errors.js";
import { lifeCycleMutants } from "./life-cycle.js";
import { listenerDescriptionMutants } from "./listener-description.js";
import { listenerLimitMutants } from "./listener-limit.js";
import { listenerStateMutants } from "./listener-states.js";
import { lookAlikeMutants } from "./look-alikes.js";
import { numberSpellingMutants } from "./number-spelling.js";
import { openQuestionMutants } from "./open-questions.js";
import { overlapMutants } from "./overlap.js";
import { rareDataMutants } from "./rare-data.js";
import { rareTextMutants } from "./rare-text.js";
import { resourceIdMutants } from "./resource-id.js";
import { responseMutants } from "./response.js";
import { tagMutants } from "./tag.js";
import { tagKeyAndValueMutants } from "./tag-key-and-value.js";
import { tagTextMutants } from "./tag-text.js";
import { tagWordMutants } from "./tag-words.js";
import { tcpIdleTimeoutMutants } from "./tcp-idle-timeout.js";
import { wireMutants } from "./wire.js";

export const mutants: readonly MutantDescription[] = [
  ...lifeCycleMutants,
  ...listenerStateMutants,
  ...authorizationMutants,
  ...resourceIdMutants,
  ...listenerDescriptionMutants,
  ...descriptionCharacterMutants,
  ...tcpIdleTimeoutMutants,
  ...numberSpellingMutants,
  ...dryRunMutants,
  ...dryRunTokenMutants,
  ...clientTokenReplayMutants,
  ...clientTokenMutants,
  ...clientTokenFormMutants,
  ...tagMutants,
  ...tagTextMutants,
  ...tagKeyAndValueMutants,
  ...tagWordMutants,
  ...responseMutants,
  ...errorMutants,
  ...listenerLimitMutants,
  ...errorEnvelopeMutants,
  ...effectMutants,
  ...concurrencyMutants,
  ...overlapMutants,
  ...courseMutants,
  ...wireMutants,
  ...rareDataMutants,
  ...rareTextMutants,
  ...besideOtherMutants,
  ...lookAlikeMutants,
  ...openQuestionMutants,
];
