/** The failures that runs have kept, as people and programs read them. */
import { join } from "node:path";
import { FailureStore } from "../../evidence/failure-store.js";
import { fileNameOf, type StoredFailure } from "../../evidence/stored-failure.js";
import { cut, visible, visibleJson } from "../../evidence/text.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { FAILURES } from "../run/begin.js";
import { suiteIdentity } from "../run/suite.js";

/** A store and where it is. */
export interface OpenedStore {
  /** Absolute path. */
  readonly folder: string;
  readonly store: FailureStore;
}

/**
 * Opens the store of the output folder that a configuration names.
 * @throws ConfigError for a configuration that cannot be used
 */
export function storeOf(source: ConfigSource): OpenedStore {
  const folder = join(loadConfig(source).run.output, FAILURES);
  return { folder, store: FailureStore.open(folder, suiteIdentity().version) };
}

const ANSWER_BYTES = 300;

/** Failures in lines, safe to show, with a line feed at the end. */
export function listed(failures: readonly StoredFailure[], folder: string): string {
  if (failures.length === 0) return `no failures are kept in ${folder}\n`;
  const lines = failures.flatMap((failure) => {
    const { requirement, violation, lens, got, target, firstSeen, lastSeen, passesSince } = failure;
    const how = [lens, violation].filter((part) => part !== undefined).join(", ");
    const state = passesSince === undefined ? "fails" : `passes since ${passesSince}`;
    return [
      `${requirement}${how === "" ? "" : ` (${how})`}: ${state}`,
      `  got   ${cut(got, ANSWER_BYTES)}`,
      `  seen  ${firstSeen === lastSeen ? lastSeen : `${firstSeen} to ${lastSeen}`}${target === undefined ? "" : ` at ${target}`}`,
      `  file  ${join(folder, fileNameOf(failure))}`,
    ];
  });
  return `${lines.map(visible).join("\n")}\n`;
}

/** The same for programs. */
export function listedAsJson(failures: readonly StoredFailure[], folder: string): string {
  const all = failures.map((failure) => ({ file: join(folder, fileNameOf(failure)), ...failure }));
  return `${visibleJson(all)}\n`;
}
