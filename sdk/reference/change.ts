/** What a fault and a legitimate difference of the client are: a change of its parts, with a description. */
import type { SdkRequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { ClientParts } from "./parts.js";

/** To be called whenever changed behaviour differs from the correct one. */
export type Fire = () => void;

/** A change of the client: parts in, changed parts out. */
export type Change = (parts: ClientParts, fire: Fire) => ClientParts;

/** The client with one named fault. */
export interface ClientFault {
  /** Kebab case, unique. */
  readonly name: string;
  readonly area: string;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** The clause whose check has to fail. */
  readonly requirement: SdkRequirementId;
  /** The least profile that has to notice; absent: `standard`. */
  readonly profile?: Profile;
  /** How many adapters have to run side by side for it to show; absent: 1. */
  readonly adapters?: 2;
  /** False where the clause is no required one. */
  readonly graded?: false;
  readonly change: Change;
}

/** A fault before its area is put on it. */
type FaultText = Omit<ClientFault, "area">;

/**
 * The faults of one area.
 * @param area its name
 * @param faults as they stand in its file
 */
export function faultsOf(area: string, faults: readonly FaultText[]): readonly ClientFault[] {
  return faults.map((fault) => ({ ...fault, area }));
}

/** The client with one legitimate difference. */
export interface ClientDifference {
  /** Kebab case, unique. */
  readonly name: string;
  /** How it differs, in one sentence. */
  readonly title: string;
  /** Why that is allowed. */
  readonly because: string;
  readonly change: Change;
}
