/** Reading a configuration file, and finding the line of a key for messages about it. */
import { readFileSync, statSync } from "node:fs";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from "yaml";
import { codeOf, reasonOf } from "../../contract/error-code.js";
import { ConfigError } from "./config-error.js";

const LARGEST_FILE_BYTES = 1_048_576;

/** A key path, outermost first. */
export type KeyPath = readonly (string | number)[];

/** A configuration file as read, before it is checked. */
export interface ConfigFile {
  /** Whatever the file holds; an empty file is an empty object. */
  readonly value: unknown;
  /**
   * Says where a key is written.
   * @param path key path; where it is absent, the nearest key above it counts
   * @returns `file:line:column`, both from 1
   */
  locate(path: KeyPath): string;
  /** Tells whether a key is written in the file. */
  has(path: KeyPath): boolean;
}

/**
 * Reads a configuration file, YAML or JSON.
 * @param file absolute path
 * @param shown the path as the user gave it, for messages
 * @throws ConfigError when it cannot be read or is malformed; text of the file is never quoted, it may hold secrets
 */
export function readConfigFile(file: string, shown: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(readText(file, shown), { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${shown}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const faults = [...document.errors, ...document.warnings].slice(0, 5);
  if (faults.length > 0) {
    throw new ConfigError(faults.map((fault) => `${at(fault.pos[0])}: ${faultWords(fault)}`).join("\n"));
  }
  const locate = (path: KeyPath): string => {
    const node = keyOf(document, path) ?? document.getIn(path, true);
    if (isNode(node) && node.range) return at(node.range[0]);
    return path.length === 0 ? at(0) : locate(path.slice(0, -1));
  };
  return { value: toValue(() => document.toJS() ?? {}, shown), locate, has: (path) => document.hasIn(path) };
}

function faultWords({ code, message }: YAMLError): string {
  if (code === "MULTIPLE_DOCS") return "a second document begins here; a configuration file holds one";
  return `not valid YAML: ${message}`;
}

/** The key itself, not its value, which may be on another line; list items have none. */
function keyOf(document: Document, path: KeyPath): unknown {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const name = String(path.at(-1));
  return parent.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key;
}

function toValue(convert: () => unknown, shown: string): unknown {
  try {
    return convert();
  } catch (error) {
    throw new ConfigError(`${shown}: not usable YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readText(file: string, shown: string): string {
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) throw new ConfigError(`${shown}: is a folder; give the configuration file itself`);
    if (stats.size > LARGEST_FILE_BYTES)
      throw new ConfigError(`${shown}: larger than 1 MiB; is it a configuration file?`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (codeOf(error) === "ENOENT") {
      throw new ConfigError(`${shown}: no such file; "gwlb-conformance init" writes a commented one`);
    }
    throw new ConfigError(`${shown}: cannot be read (${reasonOf(error)})`);
  }
}
