/** Reading the evidence of shards from the folders that people name. */
import { open } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../contract/error-code.js";
import { parseShard, type ShardEvidence } from "../../evidence/shard-evidence.js";
import { visible } from "../../evidence/text.js";
import { SHARD_FILE } from "../../reports/names.js";
import type { FoundShard } from "../../verdict/shards.js";

const MAXIMUM_BYTES = 512 * 1024 * 1024;

/** What was found in the folders. */
export interface ReadShards {
  readonly found: readonly FoundShard[];
  /** Folders that hold no evidence of a shard, in sentences. */
  readonly problems: readonly string[];
}

/**
 * Reads the evidence of shards.
 * @param places output folders of shards, or the files in them; one that is named twice is read once
 */
export async function readShards(places: readonly string[]): Promise<ReadShards> {
  const found: FoundShard[] = [];
  const problems: string[] = [];
  for (const place of new Set(places)) {
    const read = await readShard(place.endsWith(".json") ? place : join(place, SHARD_FILE));
    if ("problem" in read) problems.push(`${visible(place)}: no evidence of a shard: ${read.problem}`);
    else found.push({ source: place, evidence: read });
  }
  return { found, problems };
}

async function readShard(path: string): Promise<ShardEvidence | { readonly problem: string }> {
  try {
    await using file = await open(path, "r");
    const status = await file.stat();
    if (!status.isFile() || status.size > MAXIMUM_BYTES)
      return { problem: `${SHARD_FILE} is not a file of at most 512 MiB` };
    return parseShard(await file.readFile("utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT")
      return { problem: `there is no such file, as after \`run --shard\` that came to its end` };
    return { problem: `${SHARD_FILE} cannot be read (${error instanceof Error ? error.message : String(error)})` };
  }
}
