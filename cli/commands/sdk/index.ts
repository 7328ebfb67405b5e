/** The commands on client libraries, in the order in which people meet them. */
import type { CommandLine } from "../../command-line.js";
import { addSdkExplain, addSdkList } from "./catalogue.js";
import { addSdkInit } from "./init.js";
import { addSdkRun } from "./run.js";
import { addSdkTry } from "./try.js";

/** Adds `sdk` and what stands below it. */
export function addSdk(line: CommandLine): void {
  const sdk = line.program
    .command("sdk")
    .description(
      "Certify a client library in any language: the suite plays the service and drives the library through an adapter.",
    );
  for (const add of [addSdkRun, addSdkTry, addSdkInit, addSdkList, addSdkExplain]) add(sdk, line);
}
