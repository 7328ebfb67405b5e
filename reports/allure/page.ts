/** Allure's page with a pass rate that counts required clauses: a plugin of its generator, which loads it by path in a process of its own. */
import AwesomePlugin from "@allurereport/plugin-awesome";
import { KIND_LABEL } from "./details.js";

type Context = Parameters<AwesomePlugin["done"]>[0];
type Store = Parameters<AwesomePlugin["done"]>[1];
type Options = ConstructorParameters<typeof AwesomePlugin>[0];

/** Allure's own page, but for what it counts. */
export default class RequiredCounted {
  readonly #page: AwesomePlugin;

  constructor(options: Options) {
    this.#page = new AwesomePlugin(options);
  }

  start(context: Context): Promise<void> {
    return this.#page.start(context);
  }

  done(context: Context, store: Store): Promise<void> {
    return this.#page.done(context, countingRequired(store));
  }
}

function countingRequired(store: Store): Store {
  return new Proxy<Store>(store, {
    get: (target, name) => {
      if (name === "testsStatistic") return () => target.testsStatistic(isRequired);
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

/** Whether a result is that of a required clause. */
export function isRequired({
  labels,
}: {
  readonly labels: readonly { readonly name: string; readonly value?: string }[];
}): boolean {
  return labels.some(({ name, value }) => name === KIND_LABEL && value === "required");
}
