/** All faults of the client; the file of a new area is added here. */
import type { ClientFault } from "../change.js";
import { answerFaults } from "./answer.js";
import { attributeFaults } from "./attributes.js";
import { credentialFaults } from "./credentials.js";
import { errorFaults } from "./errors.js";
import { idempotencyFaults } from "./idempotency.js";
import { nonceFaults } from "./nonces.js";
import { numberFaults } from "./numbers.js";
import { overlapFaults } from "./overlap.js";
import { requestFaults } from "./request.js";
import { secrecyFaults } from "./secrecy.js";
import { signatureFaults } from "./signature.js";
import { tagFaults } from "./tags.js";
import { textFaults } from "./text.js";
import { timeFaults } from "./time.js";
import { waiterFaults } from "./waiter.js";

/** Those that take longest come first, lest they be waited for at the end. */
export const faults: readonly ClientFault[] = [
  ...timeFaults,
  ...waiterFaults,
  ...idempotencyFaults,
  ...requestFaults,
  ...textFaults,
  ...numberFaults,
  ...tagFaults,
  ...signatureFaults,
  ...credentialFaults,
  ...nonceFaults,
  ...answerFaults,
  ...attributeFaults,
  ...errorFaults,
  ...overlapFaults,
  ...secrecyFaults,
];
