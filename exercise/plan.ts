/** What a run was told to do, handed from the command line to the processes that run the checks. */
import { readFileSync, writeFileSync } from "node:fs";
import type { RequirementId } from "../contract/catalogue.js";
import type { Config, Credentials } from "../target/config/config.js";

/** Everything a worker needs to open the target. Credentials travel apart from it: a plan is written to a file. */
export interface RunPlan {
  /** With an endpoint, and with ids for every situation that could be supplied. No secrets. */
  readonly config: Config;
  readonly requirements: readonly RequirementId[];
  /** Letters and digits that no other run has. */
  readonly nonce: string;
  /** Absolute path. */
  readonly ledger: string;
  /** The command that does the same again, to which a counterexample adds its requirement. */
  readonly command: string;
  /** Where failures are kept from run to run; absent: nowhere. */
  readonly failures?: FailureFolder;
}

/** The store of failures by value. */
export interface FailureFolder {
  /** Absolute path. */
  readonly folder: string;
  /** Version of the suite, noted in every failure that is kept. */
  readonly suiteVersion: string;
  /** Where the failures of this run are seen: an endpoint, or what stands for the embedded emulator. */
  readonly target?: string;
}

/** Key pairs of a run. */
export interface RunSecrets {
  readonly credentials?: Credentials;
  readonly callers: Readonly<Record<string, Credentials>>;
}

const PLAN_VARIABLE = "GWLB_CONFORMANCE_PLAN";
const SECRETS_VARIABLE = "GWLB_CONFORMANCE_PLAN_SECRETS";

/**
 * Writes a plan to a file, its secrets left out.
 * @param file absolute path
 * @param plan the plan, secrets included
 * @returns environment variables for the processes that run the checks
 */
export function writePlan(file: string, plan: RunPlan): Record<string, string> {
  const { credentials, situations, ...rest } = plan.config;
  const callers: Record<string, Credentials> = {};
  const ids: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(situations)) {
    if (value !== undefined && "accessKeyId" in value) callers[name] = value;
    else ids[name] = value;
  }
  writeFileSync(file, JSON.stringify({ ...plan, config: { ...rest, situations: ids } }));
  const secrets: RunSecrets = { callers, ...(credentials === undefined ? {} : { credentials }) };
  return { [PLAN_VARIABLE]: file, [SECRETS_VARIABLE]: JSON.stringify(secrets) };
}

/**
 * The plan of this process's run.
 * @returns `undefined` when nobody planned one
 */
export function readPlan(env: NodeJS.ProcessEnv = process.env): RunPlan | undefined {
  const file = env[PLAN_VARIABLE];
  if (file === undefined) return undefined;
  const plan: RunPlan = JSON.parse(readFileSync(file, "utf8"));
  const secrets: RunSecrets = JSON.parse(env[SECRETS_VARIABLE] ?? '{"callers":{}}');
  const config: Config = {
    ...plan.config,
    situations: { ...plan.config.situations, ...secrets.callers },
    ...(secrets.credentials === undefined ? {} : { credentials: secrets.credentials }),
  };
  return { ...plan, config };
}
