/** Rules that are passed over as soon as a request says something else as well. */
import type { CreateListenerRequest } from "../../server/listener/request.js";
import { spare } from "../alterations.js";
import { area, type MutantText } from "./area.js";

type Unchecked = readonly [
  name: string,
  title: string,
  requirement: MutantText["requirement"],
  rule: string,
  says: (request: CreateListenerRequest) => boolean,
];

const hasDescription = ({ description }: CreateListenerRequest) => description !== undefined;
const hasTimeout = ({ tcpIdleTimeout }: CreateListenerRequest) => tcpIdleTimeout !== undefined;
const hasToken = ({ clientToken }: CreateListenerRequest) => clientToken !== undefined;
const hasTags = ({ tags }: CreateListenerRequest) => tags.length > 0;

const UNCHECKED: readonly Unchecked[] = [
  [
    "timeout-unchecked-beside-description",
    "The time-out is not checked when there is a description.",
    "create-listener.tcp-idle-timeout.minimum",
    "tcp-idle-timeout-range",
    hasDescription,
  ],
  [
    "description-unchecked-beside-tags",
    "The characters of a description are not checked when there are tags.",
    "create-listener.listener-description.forbidden-ascii",
    "description-characters",
    hasTags,
  ],
  [
    "tag-duplicates-unchecked-beside-timeout",
    "The same key may come twice when there is a time-out.",
    "create-listener.tag-key.unique",
    "tag-key-duplicate",
    hasTimeout,
  ],
  [
    "tag-count-unchecked-beside-token",
    "Tags are not counted when there is a token.",
    "create-listener.tag.count",
    "tag-count",
    hasToken,
  ],
  [
    "token-unchecked-beside-tags",
    "A token may hold any character when there are tags.",
    "create-listener.client-token.non-ascii",
    "client-token-ascii",
    hasTags,
  ],
];

export const besideOtherMutants = area(
  "beside-others",
  UNCHECKED.map(
    ([name, title, requirement, rule, says]): MutantText => ({
      name,
      title,
      requirement,
      profile: "smoke",
      mutate: spare(rule, says),
    }),
  ),
);
