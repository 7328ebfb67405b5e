/** Faults of the waiter: when it ends, and with what. */
import { waiting } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import { ServiceError, TimeoutError } from "../errors.js";

/** Another end of the wait. */
function ends(isReady: (status: string | undefined) => boolean): Change {
  return waiting((correct, fire) => ({
    isReady: (status) => {
      const ready = isReady(status);
      if (ready !== correct.isReady(status)) fire();
      return ready;
    },
  }));
}

const isGone = (error: unknown) =>
  error instanceof ServiceError && (error.details.code ?? "").startsWith("ResourceNotFound");

export const waiterFaults: readonly ClientFault[] = faultsOf("waiter", [
  {
    name: "waits-for-active",
    title: "The waiter waits for Active, the state of another product's listeners.",
    requirement: "sdk.waiter.ends-at-running",
    change: ends((status) => status === "Active"),
  },
  {
    name: "looks-once-at-the-end",
    title: "The waiter looks once, when its time is over.",
    requirement: "sdk.waiter.ends-at-running",
    change: waiting((_, fire) => ({
      isReady: (status) => {
        if (status === "Running") fire();
        return false;
      },
      atTimeOut: (last) => last ?? {},
    })),
  },
  {
    name: "gives-up-after-three-seconds",
    title: "The waiter gives up three seconds after its first read, long before its time is over.",
    requirement: "sdk.waiter.ends-at-running",
    change: waiting((correct, fire) => {
      let firstAt: number | undefined;
      return {
        isReady: (status) => {
          firstAt ??= performance.now();
          const isOver = performance.now() - firstAt >= 3_000;
          if (isOver || correct.isReady(status)) firstAt = undefined;
          if (!isOver || correct.isReady(status)) return correct.isReady(status);
          fire();
          throw new TimeoutError("the listener was not Running after three seconds");
        },
      };
    }),
  },
  {
    name: "ends-at-once",
    title: "The waiter ends with the first state that it sees.",
    requirement: "sdk.waiter.not-before",
    change: ends(() => true),
  },
  {
    name: "ends-when-not-provisioning",
    title: "The waiter ends with any state but Provisioning.",
    requirement: "sdk.waiter.not-before",
    change: ends((status) => status !== "Provisioning"),
  },
  {
    name: "success-at-time-out",
    title: "The waiter gives the last state when its time is over.",
    requirement: "sdk.waiter.time-out",
    change: waiting((_, fire) => ({
      atTimeOut: (last) => {
        fire();
        return last ?? {};
      },
    })),
  },
  {
    name: "running-at-time-out",
    title: "The waiter takes a listener for Running when its time is over.",
    requirement: "sdk.waiter.time-out",
    change: waiting((_, fire) => ({
      atTimeOut: () => {
        fire();
        return { ListenerStatus: "Running" };
      },
    })),
  },
  {
    name: "waits-four-times-as-long",
    title: "The waiter takes four times the time that the caller allows.",
    requirement: "sdk.waiter.time-out",
    change: waiting((_, fire) => ({
      timeMs: (allowedMs) => {
        fire();
        return 4 * allowedMs;
      },
    })),
  },
  {
    name: "gone-is-success",
    title: "The waiter ends with success for a listener that is gone.",
    requirement: "sdk.waiter.listener-gone",
    change: waiting((correct, fire) => ({
      atError: (error) => {
        if (!isGone(error)) return correct.atError(error);
        fire();
        return {};
      },
    })),
  },
  {
    name: "gone-goes-on",
    title: "The waiter gives the last state that it saw of a listener that is gone, when its time is over.",
    requirement: "sdk.waiter.listener-gone",
    change: waiting((correct, fire) => ({
      atError: (error) => {
        if (!isGone(error)) return correct.atError(error);
        fire();
        return undefined;
      },
      atTimeOut: (last) => last ?? { ListenerStatus: "Running" },
    })),
  },
  {
    name: "reads-without-a-pause",
    title: "The waiter reads again at once.",
    requirement: "sdk.waiter.reads-spaced",
    graded: false,
    change: waiting((correct, fire) => ({
      pauseMs: () => 1,
      isReady: (status) => {
        fire();
        return correct.isReady(status);
      },
    })),
  },
]);
