/** What a shard may use of what the configuration names for the whole run: load balancers, rates, listeners. */
import { shardInWords } from "../../contract/shard.js";
import type { Config } from "./config.js";
import { ConfigError } from "./config-error.js";
import { shareOfRates } from "./rates.js";

/**
 * The configuration that a shard goes by.
 * @param config of the whole run, with the shard
 * @returns the same where there is none
 * @throws ConfigError when there are fewer load balancers than shards
 */
export function shareOfShard(config: Config): Config {
  const { shard, shardLoadBalancers } = config.run;
  if (shard === undefined) return config;
  const { limits } = config;
  const { requestsPerSecond } = limits;
  return {
    ...config,
    ...(shardLoadBalancers === "own" ? {} : partOfPlaces(config)),
    limits: {
      ...limits,
      creates: Math.max(1, Math.floor(limits.creates / shard.count)),
      ...(requestsPerSecond === undefined ? {} : { requestsPerSecond: shareOfRates(requestsPerSecond, shard.count) }),
    },
  };
}

/** Every N-th load balancer, of those that are named and of those that are to be made. */
function partOfPlaces({ run, situations, provision }: Config): Pick<Config, "situations" | "provision"> {
  const { index, count } = run.shard ?? { index: 1, count: 1 };
  const mine = (_: unknown, i: number) => i % count === index - 1;
  const idle = situations["load-balancer/idle"];
  const name = shardInWords({ index, count });
  if (idle !== undefined && idle.length < count) {
    throw new ConfigError(
      `shard ${name}: situations.load-balancer/idle names ${idle.length}, fewer than there are shards; name more, or give each shard ` +
        "load balancers of its own and say so with --shard-load-balancers own",
    );
  }
  return {
    situations: idle === undefined ? situations : { ...situations, "load-balancer/idle": idle.filter(mine) },
    ...(provision === undefined
      ? {}
      : {
          provision: {
            ...provision,
            loadBalancers: Math.max(1, Array.from({ length: provision.loadBalancers }).filter(mine).length),
          },
        }),
  };
}
