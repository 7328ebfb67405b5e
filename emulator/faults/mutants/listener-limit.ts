/** Mutants whose load balancers take another number of listeners than is expected. */
import { takes } from "../listener-limit.js";
import { area, type MutantText } from "./area.js";

const requirement = "create-listener.error.listeners-per-load-balancer";

const MUTANTS: readonly MutantText[] = [
  {
    name: "ten-listeners-taken",
    title: "A load balancer takes ten listeners, where one is expected.",
    requirement,
    profile: "smoke",
    graded: false,
    mutate: takes(10),
  },
  {
    name: "one-listener-more-than-expected",
    title: "A load balancer takes a fourth listener, where three are expected.",
    requirement,
    profile: "smoke",
    graded: false,
    expectedLimit: 3,
    mutate: takes(4),
  },
  {
    name: "one-listener-less-than-expected",
    title: "A load balancer refuses the third listener, where three are expected.",
    requirement,
    profile: "smoke",
    graded: false,
    expectedLimit: 3,
    mutate: takes(2),
  },
];

export const listenerLimitMutants = area("listener-limit", MUTANTS);
