/** Situations that are made through GWLB itself, and removed again. */
import { randomUUID } from "node:crypto";
import { textMember } from "../../contract/answer.js";
import type { Parameter } from "../../contract/request.js";
import type { Situation } from "../../contract/situations.js";
import type { Config, Provision } from "../config/config.js";
import { LearnedDeletions } from "../ledger/deletions.js";
import type { Ledger, LedgerEntry, ResourceKind } from "../ledger/ledger.js";
import { removeOwned } from "../ledger/owned.js";
import { call, type NeighbourAnswer, RESOURCES } from "../neighbours/neighbour.js";
import { poll, WaitExperiences } from "../neighbours/polling.js";
import type { TargetClient } from "../wire/client.js";

/** Resources in one situation, and who supplied them. */
export interface Supply {
  readonly by: "static" | "api";
  /** At least one. */
  readonly ids: readonly string[];
  /** The state may be over before a request arrives: an acceptance proves nothing then. */
  readonly racy: boolean;
}

/** A resource in a passing state. */
export interface FreshResource {
  readonly id: string;
  /** Removes it. It is in the ledger should that fail. */
  release(): Promise<void>;
}

interface WorkshopOptions {
  readonly client: TargetClient;
  readonly ledger: Ledger;
  readonly waits: Config["waits"];
  /** Absent: nothing is made. */
  readonly provision: Provision | undefined;
  /** Tells the situations that others supply. */
  readonly isGiven: (situation: Situation) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What is made for a situation. */
interface Recipe {
  readonly kind: Exclude<ResourceKind, "listener">;
  readonly parameters: readonly Parameter[];
  readonly count: number;
}

/** A resource that was made, with its line in the ledger. */
interface Made {
  readonly situation: Situation;
  readonly entry: LedgerEntry;
  readonly kind: Recipe["kind"];
  readonly id: string;
  /** `passing`: its state is what it was made for, and will not last. */
  state: "not-ready" | "ready" | "passing";
}

/** What can be made for which situation. */
export function recipes(provision: Provision): Map<Situation, Recipe> {
  const group = (vpcId: string, scheduler: string): Recipe => ({
    kind: "server-group",
    // Groups of IP addresses need no servers to exist.
    parameters: [["VpcId", vpcId], ["ServerGroupType", "Ip"], ["Scheduler", scheduler], ...resourceGroup(provision)],
    count: 1,
  });
  return new Map<Situation, Recipe>([
    ["load-balancer/idle", loadBalancerRecipe(provision, provision.loadBalancers)],
    ["server-group/available", group(provision.vpcId, "5TCH")],
    ["server-group/scheduler-3tch", group(provision.vpcId, "3TCH")],
    ["server-group/scheduler-2tch", group(provision.vpcId, "2TCH")],
    ...(provision.otherVpcId === undefined
      ? []
      : [["server-group/other-vpc", group(provision.otherVpcId, "5TCH")] as const]),
  ]);
}

function passingRecipe(situation: Situation, provision: Provision): Recipe | undefined {
  if (situation === "load-balancer/provisioning") return loadBalancerRecipe(provision, 1);
  const available = recipes(provision).get("server-group/available");
  return situation === "server-group/creating" ? available : undefined;
}

function loadBalancerRecipe(provision: Provision, count: number): Recipe {
  const zones = provision.zoneMappings.flatMap(({ zoneId, vSwitchId }, index): Parameter[] => [
    [`ZoneMappings.${index + 1}.ZoneId`, zoneId],
    [`ZoneMappings.${index + 1}.VSwitchId`, vSwitchId],
  ]);
  const parameters: Parameter[] = [["VpcId", provision.vpcId], ...zones, ...resourceGroup(provision)];
  return { kind: "load-balancer", parameters, count };
}

function resourceGroup({ resourceGroupId }: Provision): Parameter[] {
  return resourceGroupId === undefined ? [] : [["ResourceGroupId", resourceGroupId]];
}

const CREATION = {
  "load-balancer": {
    operation: "CreateLoadBalancer",
    name: "LoadBalancerName",
    status: "LoadBalancerStatus",
    ready: "Active",
  },
  "server-group": {
    operation: "CreateServerGroup",
    name: "ServerGroupName",
    status: "ServerGroupStatus",
    ready: "Available",
  },
} as const;

/** Makes load balancers and server groups through GWLB itself. What `Situations` has under the same names is said there. */
export class Workshop {
  readonly #options: WorkshopOptions;
  readonly #made: Made[] = [];
  readonly #reasons = new Map<Situation, string>();
  readonly #learned = new LearnedDeletions();
  readonly #experiences = new WaitExperiences();

  constructor(options: WorkshopOptions) {
    this.#options = options;
  }

  /** Makes what the situations of a run lack, and waits until it is ready for use. What cannot be made is missing, with a reason. */
  async makeAll(): Promise<void> {
    const { provision, isGiven } = this.#options;
    const wanted = provision === undefined ? [] : [...recipes(provision)];
    const lacking = wanted.filter(([situation]) => !isGiven(situation));
    const makings = lacking.flatMap(([situation, recipe]) =>
      Array.from({ length: recipe.count }, () => this.#makeReady(situation, recipe)),
    );
    await Promise.all(makings);
  }

  find(situation: Situation): Supply | undefined {
    const usable = this.#made.filter((made) => made.situation === situation && made.state !== "not-ready");
    const racy = usable.some(({ state }) => state === "passing");
    return usable.length === 0 ? undefined : { by: "api", ids: usable.map(({ id }) => id), racy };
  }

  reasonMissing(situation: Situation): string | undefined {
    return this.#reasons.get(situation);
  }

  async makeFresh(situation: Situation, signal?: AbortSignal): Promise<FreshResource | undefined> {
    const { provision } = this.#options;
    const recipe = provision === undefined ? undefined : passingRecipe(situation, provision);
    const made = recipe === undefined ? undefined : await this.#make(situation, recipe, signal);
    if (made === undefined) return undefined;
    made.state = "passing";
    return {
      id: made.id,
      release: async () => {
        await this.#remove(made);
      },
    };
  }

  async tearDown(): Promise<readonly string[]> {
    const left = await Promise.all([...this.#made].map((made) => this.#remove(made)));
    return left.filter((reason) => reason !== undefined);
  }

  /** @returns why it is left, or undefined when it is gone */
  async #remove(made: Made): Promise<string | undefined> {
    const { client, ledger, waits } = this.#options;
    this.#made.splice(this.#made.indexOf(made), 1);
    const entry = { ...made.entry, id: made.id };
    const removal = await removeOwned(client, entry, { waits, justMade: true, learned: this.#learned });
    if (removal.is === "left") return `${made.id}: ${removal.reason}`;
    ledger.removed(made.entry);
    return removal.is === "not-ours" ? `${made.id}: not ours any more, left alone: ${removal.reason}` : undefined;
  }

  async #makeReady(situation: Situation, recipe: Recipe): Promise<void> {
    const { client, waits, signal } = this.#options;
    const made = await this.#make(situation, recipe, signal);
    if (made === undefined) return;
    const { status, ready } = CREATION[recipe.kind];
    const { read, budget } = RESOURCES[recipe.kind];
    let last = "unknown";
    const isReady = await poll(
      waits[budget],
      this.#experiences.of(recipe.kind),
      async () => {
        const reading = await read(client, made.id, signal);
        if (reading.is === "done") last = textMember(reading.body, status) ?? last;
        const isShown = reading.is !== "not-offered" && !(reading.is === "done" && reading.unreadable !== undefined);
        return last === ready || !isShown ? true : undefined;
      },
      { signal },
    );
    if (isReady) made.state = "ready";
    else this.#reasons.set(situation, `${made.id} is ${last}, not ${ready}, after ${waits[budget]} ms`);
  }

  /** Sends one creation, written to the ledger before. */
  async #make(situation: Situation, recipe: Recipe, signal: AbortSignal | undefined): Promise<Made | undefined> {
    const { client, ledger } = this.#options;
    const { operation, name: nameMember } = CREATION[recipe.kind];
    const name = `gwlb-conformance-${randomUUID().slice(0, 13)}`;
    const entry = ledger.intend(recipe.kind, { name, clientToken: name });
    const parameters: Parameter[] = [...recipe.parameters, [nameMember, name], ["ClientToken", name]];
    const reading = await call(client, operation, parameters, signal);
    const id = reading.is === "done" ? textMember(reading.body, RESOURCES[recipe.kind].idMember) : undefined;
    if (id !== undefined) {
      ledger.resolve(entry, { is: "created", id });
      const made: Made = { situation, entry, kind: recipe.kind, id, state: "not-ready" };
      this.#made.push(made);
      return made;
    }
    ledger.resolve(entry, { is: isRefusal(reading) ? "refused" : "unknown" });
    this.#reasons.set(situation, "reason" in reading ? reading.reason : `${operation} gave no id`);
    return undefined;
  }
}

/** Whether an answer says that nothing was made. A 5xx does not. */
function isRefusal(reading: NeighbourAnswer): boolean {
  return (
    reading.is === "not-found" || reading.is === "not-offered" || (reading.is === "refused" && reading.status < 500)
  );
}
