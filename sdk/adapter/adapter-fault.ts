/** What an adapter did against the protocol: never charged to the SDK. */

const SHOWN = 300;

/** Breaks off what is being asked of an adapter. */
export class AdapterFault extends Error {
  /** The line that did it, shortened; absent where it was silence or an exit. */
  readonly line: string | undefined;

  /**
   * @param what one sentence without a full stop
   * @param line as the adapter wrote it
   */
  constructor(what: string, line?: string) {
    super(line === undefined ? what : `${what}: ${JSON.stringify(shortened(line))}`);
    this.line = line === undefined ? undefined : shortened(line);
  }
}

function shortened(line: string): string {
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)}… (${line.length} characters)`;
}
