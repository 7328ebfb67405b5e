/** The part of the generated package `@alicloud/gwlb20240415` that the adapter calls with `--generated`: not every registry serves it. */
declare module "@alicloud/gwlb20240415" {
  import type { Model } from "@darabonba/typescript";

  type Members = Readonly<Record<string, unknown>>;
  class Request {
    constructor(members: Members);
  }
  class Client {
    constructor(config: object);
    createListener(request: Request): Promise<Model>;
    getListenerAttribute(request: Request): Promise<Model>;
  }
  const exported: {
    readonly default: typeof Client;
    readonly CreateListenerRequest: typeof Request;
    readonly GetListenerAttributeRequest: typeof Request;
  };
  export default exported;
}
