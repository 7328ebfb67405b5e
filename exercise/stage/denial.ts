/** Why a case gets no turn on the stage: each reason is noted in another way. */

/** Raised when a case needs more load balancers than are left. */
export class NoLoadBalancerLeft extends Error {
  /** Whether there were never enough, as opposed to some having been taken out. */
  readonly never: boolean;
  constructor(needed: number, left: number, supplied: number) {
    super(`needs ${needed} idle load balancer${needed === 1 ? "" : "s"}, ${left} of ${supplied} left`);
    this.name = "NoLoadBalancerLeft";
    this.never = supplied < needed;
  }
}

/** Raised when a case is not begun any more. */
export class TurnDenied extends Error {
  /** `deepening`: enough was seen of its clause, and the time for more is over. `over`: the time of the run is. */
  readonly because: "deepening" | "over";
  constructor(because: TurnDenied["because"]) {
    super(because === "over" ? "the time of the run was over" : "the time for deeper cases was over");
    this.name = "TurnDenied";
    this.because = because;
  }
}

/** Raised when there is no load balancer left to make a listener on. */
export class UsedUp extends Error {
  constructor(wanted: number) {
    const words = wanted === 1 ? "an idle load balancer" : `${wanted} idle load balancers`;
    super(
      `needs ${words} to make listeners on; those that there were are used up, since listeners cannot be removed here`,
    );
    this.name = "UsedUp";
  }
}

/** Raised where clauses on the limit of listeners cannot be put: a load balancer takes more than is expected, and nobody knows how many. */
export class LimitUnknown extends Error {
  /** @param taken listeners that it took */
  constructor(taken: number) {
    super(`a load balancer took ${taken} listeners, and how many it takes could not be found out`);
    this.name = "LimitUnknown";
  }
}

/** Raised where a load balancer could not be given the listeners that a case needs on it. */
export class NotFilled extends Error {
  constructor(loadBalancerId: string) {
    super(`${loadBalancerId} could not be given as many listeners as it takes but one`);
    this.name = "NotFilled";
  }
}

/** Raised when a case needs a real creation and may not have one. */
export class CreationNotAllowed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "CreationNotAllowed";
  }
}
