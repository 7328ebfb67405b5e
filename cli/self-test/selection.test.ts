import assert from "node:assert/strict";
import { test } from "node:test";
import type { MutantDescription, VariantDescription } from "../../emulator/index.js";
import { UsageError } from "../usage-error.js";
import { jobsOf, select } from "./selection.js";

const mutant = (name: string, area: string): MutantDescription => ({
  name,
  area,
  title: "Something is wrong.",
  requirement: "create-listener.tag.count",
  mutate: (parts) => parts,
});
const variant = (name: string): VariantDescription => ({
  name,
  title: "Something differs.",
  because: "The page is silent.",
  vary: (parts) => parts,
});

const all = {
  mutants: [mutant("tag-lost", "tag"), mutant("tag.lost", "tag"), mutant("timeout-59-accepted", "timeout")],
  variants: [variant("slow"), variant("slower")],
};
const names = (described: readonly { readonly name: string }[]) => described.map(({ name }) => name);

test("without options everything is run", () => {
  const selection = select({}, all);
  assert.deepEqual(selection, { ...all, everything: true });
});

test("who names mutants only gets no variants, and the other way round", () => {
  const ofMutants = select({ mutants: "tag*" }, all);
  assert.deepEqual([names(ofMutants.mutants), names(ofMutants.variants)], [["tag-lost", "tag.lost"], []]);
  assert.equal(ofMutants.everything, false);
  const ofVariants = select({ variants: "slow" }, all);
  assert.deepEqual([names(ofVariants.mutants), names(ofVariants.variants)], [[], ["slow"]]);
  const ofBoth = select({ mutants: "*59*", variants: "*" }, all);
  assert.deepEqual([names(ofBoth.mutants), names(ofBoth.variants)], [["timeout-59-accepted"], ["slow", "slower"]]);
});

test("who wants none of the one kind gets all of the other, or what is named of it", () => {
  const noVariants = select({ variants: "none" }, all);
  assert.deepEqual([noVariants.mutants, noVariants.variants, noVariants.everything], [all.mutants, [], false]);
  const noMutants = select({ mutants: "none" }, all);
  assert.deepEqual([noMutants.mutants, noMutants.variants, noMutants.everything], [[], all.variants, false]);
  const some = select({ mutants: "tag-lost", variants: "none" }, all);
  assert.deepEqual([names(some.mutants), some.variants], [["tag-lost"], []]);
  assert.throws(() => select({ mutants: "none", variants: "none" }, all), UsageError);
  assert.throws(() => select({ mutants: "none", area: "tag" }, all), UsageError);
});

test("a pattern is the whole name, and only the asterisk is special in it", () => {
  assert.deepEqual(names(select({ mutants: "tag.lost" }, all).mutants), ["tag.lost"]);
  assert.throws(() => select({ mutants: "lost" }, all), UsageError);
});

test("an area and a name must both match", () => {
  assert.deepEqual(names(select({ area: "t*", mutants: "*-*" }, all).mutants), ["tag-lost", "timeout-59-accepted"]);
});

test("what matches nothing is told with what there is", () => {
  assert.throws(() => select({ area: "tags" }, all), /no mutant matches area "tags"; the areas are tag, timeout/);
  assert.throws(() => select({ variants: "fast" }, all), /no variant matches "fast"; the variants are slow, slower/);
});

test("variants come first and have a job per seed, mutants have one", () => {
  const jobs = jobsOf(select({ mutants: "tag-lost", variants: "slow" }, all), { seed: 7, seeds: 2, whole: true });
  assert.deepEqual(jobs, [
    { is: "variant", subject: "endpoint", id: 0, name: "slow", seed: 7, profile: "standard" },
    { is: "variant", subject: "endpoint", id: 1, name: "slow", seed: 8, profile: "standard" },
    { is: "mutant", subject: "endpoint", id: 2, name: "tag-lost", seed: 7, aim: "whole" },
  ]);
});
