/** Reading JSON files that people name: within bounds, and believed only when they fit their published schema. */
import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import type { ValidateFunction } from "ajv/dist/2020.js";
import { validatorOf } from "../contract/validator.js";
import { visible } from "./text.js";

/** A file cannot be used. The message says which one, why, and what to do. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** What a file should be. */
export interface PublishedKind {
  /** Its schema, in the folder `schemas` of the package. */
  readonly schema: string;
  /** What it is called: "a report of this version". */
  readonly name: string;
  readonly mostMebibytes: number;
  /** What to do where it is something else. */
  readonly remedy: string;
}

/** Files of one kind. */
export class PublishedFile<Data> {
  /** Of the published schema. */
  readonly validator: () => ValidateFunction<Data>;
  readonly #kind: PublishedKind;

  constructor(kind: PublishedKind) {
    this.#kind = kind;
    const schema = new URL(`../../schemas/${kind.schema}`, import.meta.url);
    this.validator = validatorOf<Data>(() => JSON.parse(readFileSync(schema, "utf8")));
  }

  /**
   * Reads a file.
   * @throws FileError if it cannot be read, is no JSON or does not fit the schema
   */
  async read(path: string): Promise<Data> {
    return this.fitting(await this.json(path), path);
  }

  /**
   * What a file holds, whatever it is.
   * @throws FileError if it cannot be read or is no JSON
   */
  async json(path: string): Promise<unknown> {
    return this.parsed(await this.text(path), path);
  }

  /**
   * The text of a file.
   * @throws FileError if it cannot be read, or is too large
   */
  async text(path: string): Promise<string> {
    const { mostMebibytes, remedy } = this.#kind;
    try {
      await using file = await open(path, "r");
      const status = await file.stat();
      if (!status.isFile() || status.size > mostMebibytes * 1024 * 1024)
        throw new FileError(`${path}: not a regular file of at most ${mostMebibytes} MiB; ${remedy}`);
      return await file.readFile("utf8");
    } catch (error) {
      if (error instanceof FileError) throw error;
      throw new FileError(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
    }
  }

  /**
   * The JSON in a text.
   * @param source what to call it in messages
   * @throws FileError if it is none
   */
  parsed(text: string, source: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw new FileError(`${source}: not JSON; ${this.#kind.remedy}`);
    }
  }

  /**
   * Data as what it should be.
   * @param source what to call it in messages
   * @throws FileError if it does not fit the schema
   */
  fitting(data: unknown, source: string): Data {
    const isData = this.validator();
    if (isData(data)) return data;
    const { name, remedy } = this.#kind;
    const [first] = isData.errors ?? [];
    const where = visible(first?.instancePath || "the top level");
    throw new FileError(
      `${source}: not ${name}: at ${where}: ${first?.message ?? "does not fit the schema"}; ${remedy}`,
    );
  }
}
