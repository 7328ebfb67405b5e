/** Waits for people, or whatever runs the program, to ask it to stop. */
interface Stopping {
  /** Aborted by the first signal that asks to stop. */
  readonly signal: AbortSignal;
  /** Stops listening: further signals end the process as they would have. */
  end(): void;
}

/** What asks a program to stop: Ctrl-C, whatever runs it, and a terminal that is closed. */
export const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Listens for the signals that ask to stop. After the first one the next ends the process at once. */
export function listenForStop(): Stopping {
  const controller = new AbortController();
  const end = () => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  };
  const stop = () => {
    end();
    controller.abort();
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  return { signal: controller.signal, end };
}
