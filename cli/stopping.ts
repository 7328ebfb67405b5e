/** Waits for people, or whatever runs the program, to ask it to stop. */
export interface Stopping {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Stops listening: further signals end the process as they would have. */
  end(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Listens for SIGINT and SIGTERM. After the first one the next ends the process at once. */
export function listenForStop(): Stopping {
  const controller = new AbortController();
  const end = () => {
    for (const name of SIGNALS) process.off(name, stop);
  };
  const stop = () => {
    end();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return { signal: controller.signal, end };
}
