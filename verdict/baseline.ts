/** Excused failures: the file, what it excuses today, and what in it is stale. */
import { open } from "node:fs/promises";
import { closestMatch } from "leven";
import { parseDocument } from "yaml";
import type { Catalogue } from "../contract/catalogue.js";
import { isRequirementId, type RequirementId } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import type { RequirementRecord } from "../evidence/record.js";
import { visible } from "../evidence/text.js";

/** One entry of the file, as written: what is missing or wrong in it makes it stale, not the file unreadable. */
export interface Excuse {
  readonly requirement: string;
  readonly reason?: string;
  /** Last day on which it excuses, YYYY-MM-DD. */
  readonly expires?: string;
}

/** What a baseline means for one run. */
export interface BaselineReading {
  /** Violations that do not count, by requirement. */
  readonly excused: ReadonlyMap<RequirementId, Required<Excuse>>;
  /** Requirements whose excuse has run out. */
  readonly expired: ReadonlySet<RequirementId>;
  /** What has to be changed in the file, for people. */
  readonly stale: readonly string[];
}

export const NO_BASELINE: BaselineReading = { excused: new Map(), expired: new Set(), stale: [] };

/** The baseline file cannot be used at all: a mistake of usage. The message says where and what to do. */
export class BaselineError extends Error {
  override readonly name = "BaselineError";
}

const MAXIMUM_BYTES = 1024 * 1024;
const EXCUSE_KEYS = ["requirement", "reason", "expires"] as const;

/**
 * Reads a baseline file.
 * @param path of a YAML file with one key, `excuses`: a list of `{requirement, reason, expires}`
 * @returns its entries
 * @throws BaselineError if it cannot be read, is not YAML, or holds an unknown key or a value of the wrong type
 */
export async function readBaseline(path: string): Promise<Excuse[]> {
  return parseBaseline(await boundedText(path), path);
}

/**
 * Reads the text of a baseline file.
 * @param text YAML
 * @param source what to call the file in messages
 * @throws BaselineError as `readBaseline`
 */
export function parseBaseline(text: string, source: string): Excuse[] {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line;
    throw new BaselineError(
      `${source}${line === undefined ? "" : `, line ${line}`}: not valid YAML: ${firstLine(error.message)}`,
    );
  }
  const root: unknown = document.toJS();
  if (root === null) return [];
  if (!isMapping(root)) throw new BaselineError(`${source}: expected one key, "excuses", with a list of excuses`);
  rejectUnknownKeys(root, ["excuses"], source);
  const { excuses } = root;
  if (excuses === undefined || excuses === null) return [];
  if (!Array.isArray(excuses)) throw new BaselineError(`${source}: "excuses" must be a list`);
  return excuses.map((entry: unknown, index) => readExcuse(entry, `${source}, excuse ${index + 1}`));
}

/**
 * Holds a baseline against the results of a run.
 * @param today YYYY-MM-DD, the day of the run
 * @returns which violations are excused, and every entry that is stale: unknown requirement, no reason, no or past expiry, a
 *   requirement that passes or that needs no excuse
 */
export function applyBaseline(
  excuses: readonly Excuse[],
  results: readonly Pick<RequirementRecord, "requirement" | "outcome">[],
  catalogue: Catalogue,
  today: string,
): BaselineReading {
  const outcomes = new Map(results.map(({ requirement, outcome }) => [requirement, outcome]));
  const excused = new Map<RequirementId, Required<Excuse>>();
  const expired = new Set<RequirementId>();
  const stale: string[] = [];

  for (const excuse of excuses) {
    const standing = standingOf(excuse, outcomes, catalogue, today);
    if (standing.is === "good") excused.set(standing.excuse.requirement, standing.excuse);
    else stale.push(standing.problem);
    if (standing.is === "expired") expired.add(standing.requirement);
  }
  return { excused, expired, stale };
}

/** What an excuse is worth on a day. */
export type Standing =
  | { readonly is: "good"; readonly excuse: Required<Excuse> & { readonly requirement: RequirementId } }
  | { readonly is: "expired"; readonly requirement: RequirementId; readonly problem: string }
  /** It excuses nothing, now or ever: it can go. */
  | { readonly is: "needless"; readonly problem: string }
  /** It lacks what only a person can say. */
  | { readonly is: "incomplete"; readonly problem: string };

/**
 * Tells what an excuse is worth.
 * @param outcomes of the clauses, as far as they are known
 * @param today YYYY-MM-DD
 * @returns with a sentence for people where it has to be changed
 */
export function standingOf(
  { requirement, reason, expires }: Excuse,
  outcomes: ReadonlyMap<string, Outcome>,
  catalogue: Catalogue,
  today: string,
): Standing {
  const name = visible(requirement);
  if (!isRequirementId(requirement)) {
    const near = suggestion(requirement, Object.keys(catalogue));
    return { is: "needless", problem: `${name}: no such requirement${near}` };
  }
  if (catalogue[requirement].kind !== "required")
    return { is: "needless", problem: `${name}: never decides the verdict, needs no excuse` };
  if (!reason?.trim())
    return { is: "incomplete", problem: `${name}: gives no reason; say why the violation is accepted` };
  if (expires === undefined || !isDay(expires))
    return { is: "incomplete", problem: `${name}: give "expires" as a day, YYYY-MM-DD` };
  if (outcomes.get(requirement) === "pass")
    return { is: "needless", problem: `${name}: passes now; remove the excuse` };
  if (expires < today) {
    const problem = `${name}: expired on ${expires}; fix the target or renew the excuse`;
    return { is: "expired", requirement, problem };
  }
  return { is: "good", excuse: { requirement, reason, expires } };
}

function readExcuse(entry: unknown, where: string): Excuse {
  if (!isMapping(entry)) throw new BaselineError(`${where}: expected ${EXCUSE_KEYS.join(", ")}`);
  rejectUnknownKeys(entry, EXCUSE_KEYS, where);
  const [requirement, reason, expires] = EXCUSE_KEYS.map((key) => textOf(entry[key], `${where}: "${key}"`));
  if (requirement === undefined) throw new BaselineError(`${where}: names no requirement`);
  return { requirement, ...(reason === undefined ? {} : { reason }), ...(expires === undefined ? {} : { expires }) };
}

function textOf(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new BaselineError(`${where} must be text`);
  return value;
}

function rejectUnknownKeys(mapping: Readonly<Record<string, unknown>>, known: readonly string[], where: string): void {
  const unknown = Object.keys(mapping).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new BaselineError(
    `${where}: unknown key "${visible(unknown)}"${suggestion(unknown, known)}; known: ${known.join(", ")}`,
  );
}

/** The nearest known name, when it is near enough to have been meant. */
function suggestion(unknown: string, known: readonly string[]): string {
  const nearest = closestMatch(unknown, known, { maxDistance: Math.ceil(unknown.length / 3) });
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a text is a day that exists, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

function firstLine(text: string): string {
  return visible(text.split("\n", 1)[0] ?? "").replace(/:$/u, "");
}

async function boundedText(path: string): Promise<string> {
  try {
    await using file = await open(path, "r");
    const status = await file.stat();
    if (!status.isFile() || status.size > MAXIMUM_BYTES) {
      throw new BaselineError(`${path}: not a regular file of at most 1 MiB; give the path of a baseline file`);
    }
    return await file.readFile("utf8");
  } catch (error) {
    if (error instanceof BaselineError) throw error;
    throw new BaselineError(
      `${path}: the baseline cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
