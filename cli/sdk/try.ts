import type { AdapterOptions } from "../adapter-options.js";
import type { Io } from "../io.js";
export async function tryCommand(_options: AdapterOptions, _io: Io): Promise<number> {
  return 0;
}
