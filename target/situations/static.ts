/** Situations whose ids stand in the configuration. */
import type { Situation } from "../../contract/situations.js";
import type { StaticSituations } from "../config/config.js";
import type { SituationProvider } from "./supply.js";

/** Supplies the situations whose ids the user wrote into the configuration. It makes nothing and removes nothing. */
export function staticProvider(situations: StaticSituations): SituationProvider {
  return {
    find(situation: Situation) {
      const given = situations[situation];
      return Array.isArray(given) && given.length > 0 ? { by: "static", ids: given, racy: false } : undefined;
    },
    reasonMissing: () => undefined,
    tearDown: async () => [],
  };
}
