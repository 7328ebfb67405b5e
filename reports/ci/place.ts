/** Where a clause stands, as a CI server wants it named. */
import { isAbsolute, relative, sep } from "node:path";

/** A line of a file. */
export interface Place {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Finds the line on which a clause is declared. */
export type PlaceOf = (id: string) => Place | undefined;

/**
 * A file as seen from the folder that a CI server has checked out.
 * @param file absolute
 * @param root absolute path of that folder
 * @returns with forward slashes; of a file outside of it what stands below the folder of specs
 */
export function pathFrom(root: string, file: string): string {
  const path = relative(root, file);
  const inside = path !== "" && !isAbsolute(path) && path !== ".." && !path.startsWith(`..${sep}`);
  const named = inside ? path : (/(?:sdk[\\/])?specs[\\/].*$/u.exec(file)?.[0] ?? file);
  return named.split(sep).join("/");
}
