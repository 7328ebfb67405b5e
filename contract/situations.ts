/** States of the world that a requirement may need. The names are the public ones: they are keys of the config file. */

export const LOAD_BALANCER_SITUATIONS = [
  "load-balancer/idle",
  "load-balancer/occupied",
  "load-balancer/provisioning",
  "load-balancer/configuring",
  "load-balancer/financially-locked",
  "load-balancer/inactive",
] as const;

export const SERVER_GROUP_SITUATIONS = [
  "server-group/available",
  "server-group/creating",
  "server-group/configuring",
  "server-group/other-vpc",
  "server-group/scheduler-3tch",
  "server-group/scheduler-2tch",
  "server-group/ip-in-use",
] as const;

export const CALLER_SITUATIONS = ["caller/denied", "caller/unknown", "caller/wrong-secret"] as const;

export const SITUATIONS = [...LOAD_BALANCER_SITUATIONS, ...SERVER_GROUP_SITUATIONS, ...CALLER_SITUATIONS] as const;

export type LoadBalancerSituation = (typeof LOAD_BALANCER_SITUATIONS)[number];
export type ServerGroupSituation = (typeof SERVER_GROUP_SITUATIONS)[number];
export type CallerSituation = (typeof CALLER_SITUATIONS)[number];
export type Situation = (typeof SITUATIONS)[number];
