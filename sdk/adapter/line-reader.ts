/** Cutting a stream of bytes into lines of bounded length. */

/** Collects bytes until a line is whole. */
export class LineReader {
  readonly #limit: number;
  #pieces: Buffer[] = [];
  #length = 0;

  /** @param limit bytes of the longest line that is read */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes bytes in.
   * @returns the lines that are whole now; `tooLong` is the beginning of one that is longer than allowed, after which nothing more can be read
   */
  push(chunk: Buffer): { readonly lines: readonly Buffer[]; readonly tooLong?: Buffer } {
    const lines: Buffer[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, from);
      const piece = chunk.subarray(from, end < 0 ? chunk.length : end);
      this.#pieces.push(piece);
      this.#length += piece.length;
      if (this.#length > this.#limit) return { lines, tooLong: Buffer.concat(this.#pieces).subarray(0, 1000) };
      if (end < 0) return { lines };
      lines.push(Buffer.concat(this.#pieces));
      this.#pieces = [];
      this.#length = 0;
      from = end + 1;
    }
  }
}
