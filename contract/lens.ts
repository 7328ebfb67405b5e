/** The two lenses. */
export const LENSES = ["dry-run", "create"] as const;
/** How a request is put to the target: `dry-run` changes nothing, `create` is the real thing. */
export type Lens = (typeof LENSES)[number];
