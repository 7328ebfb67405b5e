/** What a run will take of its target, as far as it was told before, and how that compares with what it took. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Schedule } from "../../evidence/schedule.js";
import type { Config } from "../../target/config/config.js";

/** What a run takes of its target. */
interface Taken {
  readonly requests: number;
  /** Listeners that are created. */
  readonly creations: number;
  readonly minutes: number;
  /** Minutes in which load balancers are in use, of all together. */
  readonly loadBalancerMinutes: number;
}

/** What is expected of a run. */
export interface Forecast extends Taken {
  /** Requests by action, the most frequent first. */
  readonly byAction: Readonly<Record<string, number>>;
  /** What the run was to do: another one is not compared. */
  readonly of: string;
}

const FILE = "forecast.json";

/** What a run is to do, in a text that is the same for the same run. */
export function whatIsDone({ target, limits, run }: Config): string {
  const { profile, seed, runs, lenses, only, workers } = run;
  return JSON.stringify([target.endpoint, limits, profile, seed, runs, lenses, only, workers]);
}

/**
 * Keeps a forecast for the run that follows.
 * @param output absolute path of the run's output folder
 */
export function keepForecast(output: string, forecast: Forecast): void {
  writeFileSync(join(output, FILE), `${JSON.stringify(forecast)}\n`);
}

/**
 * The forecast for a run.
 * @returns `undefined` when there is none for what it is to do
 */
export function forecastFor(config: Config): Forecast | undefined {
  try {
    const forecast: Forecast = JSON.parse(readFileSync(join(config.run.output, FILE), "utf8"));
    return forecast.of === whatIsDone(config) ? forecast : undefined;
  } catch {
    return undefined;
  }
}

/** What a run took, by the schedules of its processes. */
export function takenBy(schedules: readonly Schedule[]): Taken {
  const stays = schedules.flatMap((one) => one.stays);
  return {
    requests: schedules.reduce((sum, { requests }) => sum + requests, 0),
    creations: stays.reduce((sum, { listeners }) => sum + listeners, 0),
    minutes: Math.max(0, ...schedules.map(({ durationMs }) => durationMs)) / 60_000,
    loadBalancerMinutes: stays.reduce((sum, { from, idleAt }) => sum + idleAt - from, 0) / 60_000,
  };
}

/** One sentence that compares a run with what was expected of it. */
export function comparedInWords(planned: Taken, taken: Taken): string {
  const part = (name: string, before: number, after: number) =>
    `${rounded(after)} ${name} (${rounded(before)} planned${before === 0 ? "" : `, ${signed(after / before - 1)}`})`;
  return `the run took ${[
    part("requests", planned.requests, taken.requests),
    part("creations", planned.creations, taken.creations),
    part("minutes", planned.minutes, taken.minutes),
    part("load balancer minutes", planned.loadBalancerMinutes, taken.loadBalancerMinutes),
  ].join(", ")}`;
}

/** A number as it is read best. */
export function rounded(value: number): string {
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(2);
}

function signed(share: number): string {
  const percent = Math.round(share * 100);
  return `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`;
}
