/** Reading listeners with what the target has for it. */
import type { TargetClient } from "../../target/wire/client.js";
import { readListedListener, readListener, type ShownRead } from "./listener-reads.js";

/** Which neighbour operations the target answers; what it does not offer is not judged. */
export interface Capabilities {
  /** `undefined`: it cannot be told until one was read. */
  readonly readsListeners: boolean | undefined;
  readonly listsListeners: boolean;
  readonly readsLoadBalancers: boolean;
}

/** Reads the listeners of one session. */
export class ListenerReader {
  readonly #capabilities: Capabilities;
  #hasRead = false;

  constructor(capabilities: Capabilities) {
    this.#capabilities = capabilities;
  }

  /** Whether anything shows the state of a listener here. */
  get shows(): boolean {
    const { readsListeners, listsListeners } = this.#capabilities;
    return (readsListeners ?? this.#hasRead) || listsListeners;
  }

  /** Reads a listener: by itself, or in the list where the target has no operation for that. */
  async read(client: TargetClient, listenerId: string, loadBalancerId: string): Promise<ShownRead> {
    const { readsListeners, listsListeners } = this.#capabilities;
    if (readsListeners === false && listsListeners) return readListedListener(client, loadBalancerId, listenerId);
    const read = await readListener(client, listenerId);
    if (read.is === "found") this.#hasRead = true;
    if (read.is !== "not-found" || readsListeners === true || this.#hasRead) return read;
    // Nothing tells so far whether the listener is missing here, or the operation.
    if (listsListeners) return readListedListener(client, loadBalancerId, listenerId);
    return { exchange: read.exchange, is: "unreadable", reason: "no listener could be read here so far" };
  }
}
