/** All legitimate differences of the client; the file of a new kind is added here. */
import type { ClientDifference } from "../change.js";
import { callDifferences } from "./calls.js";
import { connectionDifferences } from "./connections.js";
import { signingDifferences } from "./signing.js";
import { spellingDifferences } from "./spelling.js";

export const differences: readonly ClientDifference[] = [
  ...signingDifferences,
  ...spellingDifferences,
  ...callDifferences,
  ...connectionDifferences,
];
