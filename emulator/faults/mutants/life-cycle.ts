/** Mutants in the states of a listener and of its load balancer, and in what single reads and lists show. */
import type { Call, Reply } from "../../server/parts.js";
import { notFound } from "../../server/refusal.js";
import type { Listener } from "../../server/world.js";
import { replaceOperation, show } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Longer than a first read takes on a busy machine. */
const NOT_YET_MS = 400;

/** Milliseconds since a listener was made; seeded ones are a day old. */
const age = (listener: Listener, { now }: Call) => now - listener.createdAt;

/** Shows another state than the true one; undefined leaves it. */
function showsStatus(
  change: (status: string, ageMs: number, listener: Listener) => string | undefined,
  where: "read" | "list" | "both" = "both",
): Change {
  return show((view, listener, call) => {
    const status = change(String(view.ListenerStatus), age(listener, call), listener);
    return status === undefined || status === view.ListenerStatus ? undefined : { ...view, ListenerStatus: status };
  }, where);
}

/** Does not find a listener that is there. */
function hides(when: (listener: Listener, ageMs: number) => boolean): Change {
  const hidden = (listener: Listener, call: Call) =>
    listener.deletedAt === undefined && when(listener, age(listener, call));
  return replaceOperation("GetListenerAttribute", (operation, fire) => (call) => {
    const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
    if (listener === undefined || !hidden(listener, call)) return operation(call);
    fire();
    return { is: "refusal", refusal: notFound("Listener") };
  });
}

const YOUNG_MS = 10_000;
const isNew = (ageMs: number) => ageMs < YOUNG_MS;

const STATES: readonly MutantText[] = [
  {
    name: "never-running",
    title: "A listener stays Provisioning for ever.",
    requirement: "create-listener.asynchronous.reaches-running",
    mutate: showsStatus((status, _, { createdAt }) =>
      status === "Running" && createdAt > 0 ? "Provisioning" : undefined,
    ),
  },
  {
    name: "never-running-with-tags",
    title: "A listener with more than ten tags stays Provisioning for ever.",
    requirement: "create-listener.asynchronous.reaches-running",
    mutate: showsStatus((status, _, { attributes }) =>
      status === "Running" && attributes.tags.length > 10 ? "Provisioning" : undefined,
    ),
  },
  {
    name: "configuring-for-a-moment",
    title: "A Running listener is Configuring for sixty milliseconds.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: showsStatus((status, ageMs) =>
      status === "Running" && ageMs > 250 && ageMs < 310 ? "Configuring" : undefined,
    ),
  },
  {
    name: "provisioning-again",
    title: "A Running listener is Provisioning again for a while.",
    requirement: "create-listener.asynchronous.never-backwards",
    mutate: showsStatus((status, ageMs) =>
      status === "Running" && ageMs > 120 && ageMs < 320 ? "Provisioning" : undefined,
    ),
  },
  {
    name: "configuring-after-running",
    title: "A Running listener that nobody changes is Configuring for a while.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: showsStatus((status, ageMs) =>
      status === "Running" && ageMs > 120 && ageMs < 320 ? "Configuring" : undefined,
    ),
  },
  {
    name: "deleting-after-running",
    title: "A Running listener that nobody deletes is Deleting after a while.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: showsStatus((status, ageMs) =>
      status === "Running" && ageMs > 150 && isNew(ageMs) ? "Deleting" : undefined,
    ),
  },
  {
    name: "first-state-configuring",
    title: "A new listener is Configuring at first.",
    requirement: "create-listener.asynchronous.first-state",
    mutate: showsStatus((status, ageMs) => (status === "Provisioning" || ageMs < 100 ? "Configuring" : undefined)),
  },
  {
    name: "first-state-undocumented",
    title: "A new listener is Pending at first.",
    requirement: "create-listener.asynchronous.first-state",
    mutate: showsStatus((status, ageMs) => (status === "Provisioning" || ageMs < 100 ? "Pending" : undefined)),
  },
  {
    name: "state-between",
    title: "A listener is Starting between Provisioning and Running.",
    requirement: "create-listener.asynchronous.documented-states",
    mutate: showsStatus((status, ageMs) => {
      if (ageMs < 80) return "Provisioning";
      return status === "Running" && ageMs < 300 ? "Starting" : undefined;
    }),
  },
  {
    name: "state-active",
    title: "A listener that is ready is called Active, like a load balancer.",
    requirement: "create-listener.asynchronous.documented-states",
    mutate: showsStatus((status) => (status === "Running" ? "Active" : undefined)),
  },
  {
    name: "state-in-small-letters",
    title: "States are spelled in small letters.",
    requirement: "create-listener.asynchronous.documented-states",
    mutate: showsStatus((status) => status.toLowerCase()),
  },
  {
    name: "state-missing",
    title: "A listener has no state.",
    requirement: "create-listener.asynchronous.documented-states",
    mutate: show(({ ListenerStatus, ...view }) => view),
  },
];

const EXISTENCE: readonly MutantText[] = [
  {
    name: "not-readable-at-first",
    title: "A new listener is not found for 150 milliseconds.",
    requirement: "create-listener.asynchronous.readable",
    mutate: hides((_, ageMs) => ageMs < 150),
  },
  {
    name: "not-readable-until-running",
    title: "A listener is not found before it is Running.",
    requirement: "create-listener.asynchronous.readable",
    mutate: replaceOperation("GetListenerAttribute", (operation, fire) => (call) => {
      const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
      const status = listener && call.parts.lifeCycle.listenerStatus(listener, call.now);
      if (status !== "Provisioning") return operation(call);
      fire();
      return { is: "refusal", refusal: notFound("Listener") };
    }),
  },
  {
    name: "vanishes",
    title: "A listener vanishes a moment after it was Running.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: hides((_, ageMs) => ageMs > 150 && isNew(ageMs)),
  },
  {
    name: "vanishes-for-a-while",
    title: "A Running listener is not found for a moment.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: hides((_, ageMs) => ageMs > 120 && ageMs < 320),
  },
  {
    name: "not-found-by-its-id",
    title: "The id in the answer is not the listener's.",
    requirement: "create-listener.asynchronous.readable",
    mutate: hides(({ createdAt }) => createdAt > 0),
  },
  {
    name: "attributes-change-later",
    title: "The time-out of a Running listener changes by itself.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: show((view, listener, call) => {
      const ageMs = age(listener, call);
      return ageMs > 150 && isNew(ageMs) ? { ...view, TcpIdleTimeout: 900 } : undefined;
    }),
  },
  {
    name: "description-lost-later",
    title: "The description of a Running listener is lost after a while.",
    requirement: "create-listener.asynchronous.stays-running",
    mutate: show((view, listener, call) => {
      const ageMs = age(listener, call);
      return view.ListenerDescription && ageMs > 150 && isNew(ageMs) ? { ...view, ListenerDescription: "" } : undefined;
    }),
  },
  {
    name: "attributes-only-once-running",
    title: "Description and tags are only shown some time after the creation.",
    requirement: "create-listener.attributes.as-sent",
    mutate: show((view, listener, call) =>
      age(listener, call) < NOT_YET_MS ? { ...view, ListenerDescription: "", Tags: [] } : undefined,
    ),
  },
  {
    name: "timeout-default-until-running",
    title: "The time-out is the default for some time after the creation.",
    requirement: "create-listener.attributes.as-sent",
    besides: ["create-listener.tcp-idle-timeout.read-back"],
    mutate: show((view, listener, call) =>
      age(listener, call) < NOT_YET_MS && view.TcpIdleTimeout !== 350 ? { ...view, TcpIdleTimeout: 350 } : undefined,
    ),
  },
];

/** The listeners of a successful ListListeners, changed. */
function lists(change: (listeners: readonly unknown[]) => readonly unknown[] | undefined): Change {
  return replaceOperation("ListListeners", (operation, fire) => async (call): Promise<Reply> => {
    const reply = await operation(call);
    if (reply.is === "refusal" || !Array.isArray(reply.body.Listeners)) return reply;
    const changed = change(reply.body.Listeners);
    if (changed === undefined) return reply;
    fire();
    return { is: "success", body: { ...reply.body, Listeners: [...changed].map(asJson), TotalCount: changed.length } };
  });
}

function hasManyTags(listener: unknown): boolean {
  const { Tags: tags } = asObject(listener);
  return Array.isArray(tags) && tags.length > 10;
}

const asObject = (value: unknown): { readonly Tags?: unknown } =>
  typeof value === "object" && value !== null ? value : {};

function asJson(value: unknown): { [member: string]: string } {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

const LISTS: readonly MutantText[] = [
  {
    name: "list-state-differs",
    title: "ListListeners shows every listener as Provisioning.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: showsStatus((status) => (status === "Running" ? "Provisioning" : undefined), "list"),
  },
  {
    name: "list-timeout-differs",
    title: "ListListeners shows the default time-out.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: show((view) => (view.TcpIdleTimeout === 350 ? undefined : { ...view, TcpIdleTimeout: 350 }), "list"),
  },
  {
    name: "list-without-tags",
    title: "ListListeners shows no tags.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: show(({ Tags, ...view }) => (Array.isArray(Tags) && Tags.length > 0 ? view : undefined), "list"),
  },
  {
    name: "list-without-description",
    title: "ListListeners shows no descriptions.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: show((view) => (view.ListenerDescription ? { ...view, ListenerDescription: "" } : undefined), "list"),
  },
  {
    name: "list-cuts-description",
    title: "ListListeners shows the first hundred characters of a description.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: show(({ ListenerDescription: text = "", ...view }) => {
      const whole = String(text);
      return whole.length > 100 ? { ...view, ListenerDescription: whole.slice(0, 100) } : undefined;
    }, "list"),
  },
  {
    name: "list-without-many-tags",
    title: "ListListeners does not show listeners with more than ten tags.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: lists((listeners) => {
      const few = listeners.filter((one) => !hasManyTags(one));
      return few.length < listeners.length ? few : undefined;
    }),
  },
  {
    name: "list-other-group",
    title: "ListListeners shows another server group.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: show((view) => ({ ...view, ServerGroupId: "sgp-other" }), "list"),
  },
  {
    name: "list-empty",
    title: "ListListeners does not show listeners.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: lists((listeners) => (listeners.length > 0 ? [] : undefined)),
  },
  {
    name: "list-twice",
    title: "ListListeners shows a listener twice.",
    requirement: "create-listener.attributes.list-agrees",
    mutate: lists((listeners) => (listeners.length > 0 ? [...listeners, listeners[0]] : undefined)),
  },
];

export const lifeCycleMutants = area("life-cycle", [
  ...STATES,
  ...EXISTENCE,
  ...LISTS,
  {
    name: "state-differs-between-reads",
    title: "Every second read shows a Running listener as Provisioning.",
    requirement: "create-listener.asynchronous.never-backwards",
    mutate: (parts, fire) => {
      let reads = 0;
      return showsStatus((status) => {
        reads += 1;
        return status === "Running" && reads % 2 === 0 ? "Provisioning" : undefined;
      }, "read")(parts, fire);
    },
  },
]);
