/** HTTP interim answers (1xx) are taken off a connection before undici sees them: it ends a connection for a 100 that it did not ask for. */
import type { Socket } from "node:net";

const STATUS_LINE_BYTES = "HTTP/1.1 100".length;
/** An interim answer longer than this is left to undici, which refuses it. */
const LONGEST_BYTES = 16_384;
const NOTHING = Buffer.alloc(0);

/**
 * Makes a socket give its bytes without interim answers, as RFC 9110 section 15.2 wants of every client. Only for connections that carry one
 * request at a time: the bytes after a request are then the start of its answer.
 * @param socket just connected; its `read` is replaced
 * @returns the same socket
 */
export function withoutInterimAnswers(socket: Socket): Socket {
  const filter = new InterimFilter();
  const read = socket.read.bind(socket);
  let written = socket.bytesWritten;
  socket.read = (size?: number): unknown => {
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      filter.expectAnswer();
    }
    for (;;) {
      const chunk: unknown = read(size);
      if (!Buffer.isBuffer(chunk)) return chunk;
      const kept = filter.push(chunk);
      if (kept.length > 0) return kept;
    }
  };
  return socket;
}

/** Drops interim answers at the start of an answer, however its bytes are cut up. */
export class InterimFilter {
  #expecting = false;
  #held: Buffer = NOTHING;

  /** A request has been written: what comes next is the start of its answer. */
  expectAnswer(): void {
    this.#expecting = true;
    this.#held = NOTHING;
  }

  /** Takes the next bytes. @returns what is to be passed on now, which may be nothing */
  push(chunk: Buffer): Buffer {
    if (!this.#expecting) return chunk;
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    while (isInterim(rest)) {
      const end = endOfHead(rest);
      if (end === undefined && rest.length > LONGEST_BYTES) break;
      if (end === undefined) return this.#hold(rest);
      rest = rest.subarray(end);
    }
    if (mayBecomeInterim(rest)) return this.#hold(rest);
    this.#expecting = false;
    this.#held = NOTHING;
    return rest;
  }

  #hold(bytes: Buffer): Buffer {
    this.#held = bytes;
    return NOTHING;
  }
}

/** 101 is none: it changes the protocol, and nobody asked for that. */
function isInterim(bytes: Buffer): boolean {
  return /^HTTP\/1\.\d 1(?!01)\d{2}/u.test(bytes.toString("latin1", 0, STATUS_LINE_BYTES));
}

function mayBecomeInterim(bytes: Buffer): boolean {
  return bytes.length < STATUS_LINE_BYTES && "HTTP/1.".startsWith(bytes.toString("latin1", 0, "HTTP/1.".length));
}

function endOfHead(bytes: Buffer): number | undefined {
  const ends = ["\r\n\r\n", "\n\n"].map((mark) => ({ at: bytes.indexOf(mark, 0, "latin1"), mark }));
  const found = ends.filter(({ at }) => at >= 0).map(({ at, mark }) => at + mark.length);
  return found.length === 0 ? undefined : Math.min(...found);
}
