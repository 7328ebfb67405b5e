/** What a request says besides its one defect: a check that only happens without it is none. */
import type { RequestDraft } from "../contract/request.js";
import { plainTags } from "./tag.js";

type OtherParameters = Pick<RequestDraft, "listenerDescription" | "clientToken" | "tags">;

/** Nothing, each of the parameters that go with every other one, and all of them. */
export const OTHER_PARAMETERS: readonly OtherParameters[] = [
  {},
  { listenerDescription: "companion" },
  { clientToken: { is: "unique", text: "companion" } },
  { tags: plainTags(1) },
  {
    listenerDescription: "企业".repeat(100),
    clientToken: { is: "unique", text: "companion-of-all" },
    tags: plainTags(20),
  },
];
