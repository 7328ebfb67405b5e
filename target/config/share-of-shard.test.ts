import assert from "node:assert/strict";
import { test } from "node:test";
import type { Config } from "./config.js";
import { ConfigError, loadConfig, type PartialConfigFlags } from "./load-config.js";
import { shareOfShard } from "./share-of-shard.js";

const IDLE = ["lb-1", "lb-2", "lb-3", "lb-4", "lb-5"];

function shareOf(flags: PartialConfigFlags, changes: Partial<Config> = {}): Config {
  const config = loadConfig({ env: {}, flags });
  return shareOfShard({ ...config, situations: { "load-balancer/idle": IDLE }, ...changes });
}

const idleOf = ({ situations }: Config) => situations["load-balancer/idle"];

test("shards share the load balancers, the rates and the listeners of one configuration", () => {
  const rate = "CreateListener=3,*=9";
  const shares = ["1/2", "2/2"].map((shard) => shareOf({ shard, rate, creates: 101 }));
  assert.deepEqual(shares.map(idleOf), [
    ["lb-1", "lb-3", "lb-5"],
    ["lb-2", "lb-4"],
  ]);
  for (const { limits } of shares) {
    assert.deepEqual(limits.requestsPerSecond, { CreateListener: 1.5, "*": 4.5 });
    assert.equal(limits.creates, 50);
  }
});

test("load balancers that are to be made are shared too, one at least", () => {
  const provision = { vpcId: "v", zoneMappings: [], loadBalancers: 3 };
  const made = ["1/4", "3/4", "4/4"].map((shard) => shareOf({ shard }, { provision }).provision?.loadBalancers);
  assert.deepEqual(made, [1, 1, 1]);
  assert.equal(shareOf({ shard: "1/2" }, { provision }).provision?.loadBalancers, 2);
});

test("a shard with load balancers of its own has all of them, and its share of the rate", () => {
  const share = shareOf({ shard: "2/4", shardLoadBalancers: "own", rate: 8 });
  assert.deepEqual([idleOf(share), share.limits.requestsPerSecond], [IDLE, 2]);
});

test("a run that is no shard has everything", () => {
  const config = loadConfig({ env: {}, flags: { rate: 8 } });
  assert.equal(shareOfShard(config), config);
});

test("more shards than load balancers are refused, with what to do", () => {
  assert.throws(
    () => shareOf({ shard: "1/6" }),
    (error) =>
      error instanceof ConfigError && /^shard 1\/6: .*names 5, fewer .*--shard-load-balancers own/u.test(error.message),
  );
});

test("what is no shard is refused, with what to write", () => {
  for (const shard of ["0/4", "5/4", "2", "2/", "a/b", "1/1000", "-1/2", ""]) {
    assert.throws(
      () => loadConfig({ env: {}, flags: { shard } }),
      /--shard.*(write K\/N, such as 2\/4|must not be empty)/u,
      shard,
    );
  }
  assert.deepEqual(loadConfig({ env: { GWLB_CONFORMANCE_SHARD: " 2 / 4" } }).run.shard, { index: 2, count: 4 });
});
