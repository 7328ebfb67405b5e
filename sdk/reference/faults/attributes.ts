/** Faults of reading a listener: its attributes, their types, its state and its tags. */
import { isJsonObject } from "../../../contract/answer.js";
import { parse, show, write } from "../answer-alterations.js";
import { type ClientFault, faultsOf } from "../change.js";
import type { ListenerAttributes } from "../requests.js";

const STATES = new Set(["Provisioning", "Running", "Configuring", "Deleting"]);

export const attributeFaults: readonly ClientFault[] = faultsOf("attribute", [
  {
    name: "description-not-read",
    title: "The description of a listener is not read.",
    requirement: "sdk.answer.attributes",
    change: show(({ ListenerDescription: _, ...rest }) => rest),
  },
  {
    name: "ids-swapped",
    title: "Load balancer and server group of a listener are swapped.",
    requirement: "sdk.answer.attributes",
    change: show((result) => ({
      ...result,
      ...(result.ServerGroupId === undefined ? {} : { LoadBalancerId: result.ServerGroupId }),
      ...(result.LoadBalancerId === undefined ? {} : { ServerGroupId: result.LoadBalancerId }),
    })),
  },
  {
    name: "timeout-default-given",
    title: "The idle timeout of a listener is given as the default, whatever it is.",
    requirement: "sdk.answer.attributes",
    change: show((result) => ({ ...result, TcpIdleTimeout: 350 })),
  },
  {
    name: "timeout-default-where-none-is-given",
    title: "An idle timeout that the answer does not have is given as the default.",
    requirement: "sdk.answer.attributes",
    change: show((result) => ({ TcpIdleTimeout: 350, ...result })),
  },
  {
    name: "listener-kept-once-read",
    title: "A listener that was read once is given as it was then.",
    requirement: "sdk.answer.states",
    change: (parts, fire) => {
      const kept = new Map<string, ListenerAttributes>();
      return show((result, _, { parameters, settings }) => {
        const key = JSON.stringify([parameters, settings.credentials.accessKeyId]);
        const known = kept.get(key) ?? result;
        kept.set(key, known);
        return known;
      })(parts, fire);
    },
  },
  {
    name: "integer-as-text",
    title: "An integer of an answer is given as text.",
    requirement: "sdk.answer.types",
    change: write(({ TcpIdleTimeout, ...rest }) =>
      TcpIdleTimeout === undefined ? rest : { ...rest, TcpIdleTimeout: String(TcpIdleTimeout) },
    ),
  },
  {
    name: "digits-as-number",
    title: "A text that has only digits is given as a number.",
    requirement: "sdk.answer.types",
    change: write(eachText((value) => (/^\d+$/u.test(value) ? Number(value) : value))),
  },
  {
    name: "words-as-booleans",
    title: "A text that is the word true or false is given as a boolean.",
    requirement: "sdk.answer.types",
    change: write(eachText((value) => (value === "true" || value === "false" ? value === "true" : value))),
  },
  {
    name: "states-in-lower-case",
    title: "States are given in lower case.",
    requirement: "sdk.answer.states",
    change: show(({ ListenerStatus, ...rest }) => ({
      ...rest,
      ...(ListenerStatus === undefined ? {} : { ListenerStatus: ListenerStatus.toLowerCase() }),
    })),
  },
  {
    name: "configuring-taken-for-provisioning",
    title: "A listener that is Configuring is given as Provisioning.",
    requirement: "sdk.answer.states",
    change: show((result) =>
      result.ListenerStatus === "Configuring" ? { ...result, ListenerStatus: "Provisioning" } : result,
    ),
  },
  {
    name: "unknown-state-refused",
    title: "A state that the client does not know makes the answer unreadable.",
    requirement: "sdk.answer.unknown-states",
    change: show((result) => {
      if (!STATES.has(result.ListenerStatus ?? "Running")) throw new TypeError("no such state");
      return result;
    }),
  },
  {
    name: "unknown-state-left-out",
    title: "A state that the client does not know is left out.",
    requirement: "sdk.answer.unknown-states",
    change: show(({ ListenerStatus, ...rest }) =>
      ListenerStatus !== undefined && STATES.has(ListenerStatus) ? { ...rest, ListenerStatus } : rest,
    ),
  },
  {
    name: "absent-tags-not-expected",
    title: "A listener without the member Tags cannot be read.",
    requirement: "sdk.answer.absent-tags",
    change: show((result, { Tags }) => {
      if (Tags === undefined) throw new TypeError("Tags is undefined");
      return result;
    }),
  },
  {
    name: "empty-tags-not-expected",
    title: "A listener whose list of tags is empty cannot be read.",
    requirement: "sdk.answer.empty-tags",
    change: show((result, { Tags }) => {
      if (Array.isArray(Tags) && Tags.length === 0) throw new RangeError("no first tag");
      return result;
    }),
  },
  {
    name: "empty-tag-invented",
    title: "An empty list of tags is given as one tag without a key.",
    requirement: "sdk.answer.empty-tags",
    change: show((result) => (result.Tags?.length === 0 ? { ...result, Tags: [{ Key: "", Value: "" }] } : result)),
  },
  {
    name: "null-tags-not-expected",
    title: "A listener whose tags are null cannot be read.",
    requirement: "sdk.answer.null-tags",
    change: parse((_, body) => {
      if (isJsonObject(body) && body.Tags === null) throw new TypeError("Tags is null");
      return body;
    }),
  },
]);

function eachText(change: (value: string) => unknown) {
  return (result: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(result).map(([name, value]) => [name, typeof value === "string" ? change(value) : value]),
    );
}
