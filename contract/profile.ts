/** How thorough a run is. */
export const PROFILES = ["smoke", "standard", "full"] as const;
export type Profile = (typeof PROFILES)[number];
