/** What a run was told to do, handed from the command line to the processes that run the checks. */
import { readFileSync, writeFileSync } from "node:fs";
import { REQUIREMENT_IDS, type RequirementId, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import type { Config, Credentials, Limits, RunSettings } from "../target/config/config.js";

/** Everything a worker needs to do its part of a run. */
export type RunPlan = EndpointPlan | SdkPlan;

/** What every run is told, whatever it judges. */
interface PlanOfARun {
  readonly requirements: readonly RequirementId[];
  /** The command that does the same again, to which a counterexample adds its requirement. */
  readonly command: string;
  /** Where failures are kept from run to run; absent: nowhere. */
  readonly failures?: FailureFolder;
}

/** A run that judges an endpoint. Credentials travel apart from it: a plan is written to a file. */
export interface EndpointPlan extends PlanOfARun {
  readonly is: "endpoint";
  /** With an endpoint, and with ids for every situation that could be supplied. No secrets. */
  readonly config: Config;
  /** Letters and digits that no other run has. */
  readonly nonce: string;
  /** Absolute path. */
  readonly ledger: string;
  /** Whether others may use its load balancers: then whoever makes listeners looks first whether others begin to. */
  readonly mayBeShared?: boolean;
}

/** A run that judges a client library. The adapter's command line travels apart from it too: there may be a secret in it. */
export interface SdkPlan extends PlanOfARun {
  readonly is: "sdk";
  readonly config: SdkConfig;
}

/** The effective configuration of a run that judges a client library. */
export interface SdkConfig {
  readonly adapter: AdapterProgram;
  readonly limits: Pick<Limits, "minutes">;
  readonly run: Omit<RunSettings, "lenses" | "runs">;
}

/** The adapter as it was asked for. */
export interface AdapterProgram {
  /** Its command line, as it was typed. */
  readonly command: string;
  /** What reports call it: the command line without what looks like a secret, or the name of one that comes with the package. */
  readonly shown: string;
  /** Absolute path of the folder it is started in. */
  readonly folder: string;
  /** Variables that it is to have and that the process of the checks has not, or has otherwise. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The store of failures by value. */
export interface FailureFolder {
  /** Absolute path. */
  readonly folder: string;
  /** Version of the suite, noted in every failure that is kept. */
  readonly suiteVersion: string;
  /** Where the failures of this run are seen: an endpoint, what stands for the embedded emulator, or an SDK. */
  readonly target?: string;
}

/** What no file may hold of a run: key pairs, or the adapter's command line and variables. */
type RunSecrets =
  | {
      readonly is: "endpoint";
      readonly credentials?: Credentials;
      readonly callers: Readonly<Record<string, Credentials>>;
    }
  | ({ readonly is: "sdk" } & Pick<AdapterProgram, "command" | "variables">);

/**
 * All clauses that a run can be about, whatever its profile.
 * @param plan says what it judges
 * @returns ids in the order of the catalogue
 */
export function idsJudged({ is }: Pick<RunPlan, "is">): readonly RequirementId[] {
  return is === "sdk" ? SDK_REQUIREMENT_IDS : REQUIREMENT_IDS;
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
  const [open, secrets] = plan.is === "endpoint" ? apartFromKeyPairs(plan) : apartFromCommand(plan);
  writeFileSync(file, JSON.stringify(open));
  return { [PLAN_VARIABLE]: file, [SECRETS_VARIABLE]: JSON.stringify(secrets) };
}

function apartFromKeyPairs(plan: EndpointPlan): [EndpointPlan, RunSecrets] {
  const { credentials, situations, ...rest } = plan.config;
  const callers: Record<string, Credentials> = {};
  const ids: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(situations)) {
    if (value !== undefined && "accessKeyId" in value) callers[name] = value;
    else ids[name] = value;
  }
  const secrets = { is: "endpoint", callers, ...(credentials === undefined ? {} : { credentials }) } as const;
  return [{ ...plan, config: { ...rest, situations: ids } }, secrets];
}

const NOTHING = { command: "", variables: {} } as const;

function apartFromCommand(plan: SdkPlan): [SdkPlan, RunSecrets] {
  const { adapter } = plan.config;
  const open = { ...plan, config: { ...plan.config, adapter: { ...adapter, ...NOTHING } } };
  return [open, { is: "sdk", command: adapter.command, variables: adapter.variables }];
}

/** Whether this process belongs to a run, even if its plan is no longer there. */
export function isPlanned(env: NodeJS.ProcessEnv = process.env): boolean {
  return env[PLAN_VARIABLE] !== undefined;
}

/**
 * The plan of this process's run.
 * @returns `undefined` when nobody planned one
 */
export function readPlan(env: NodeJS.ProcessEnv = process.env): RunPlan | undefined {
  const file = env[PLAN_VARIABLE];
  if (file === undefined) return undefined;
  const plan: RunPlan = JSON.parse(readFileSync(file, "utf8"));
  const secrets: RunSecrets | undefined = JSON.parse(env[SECRETS_VARIABLE] ?? "null") ?? undefined;
  if (plan.is === "sdk") {
    const { command, variables } = secrets?.is === "sdk" ? secrets : NOTHING;
    return { ...plan, config: { ...plan.config, adapter: { ...plan.config.adapter, command, variables } } };
  }
  const { callers, credentials } = secrets?.is === "endpoint" ? secrets : { callers: {} };
  const config: Config = {
    ...plan.config,
    situations: { ...plan.config.situations, ...callers },
    ...(credentials === undefined ? {} : { credentials }),
  };
  return { ...plan, config };
}
