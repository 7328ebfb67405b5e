/** Faults of calls that overlap: what they share and ought not to. */
import { setTimeout as wait } from "node:timers/promises";
import { carry } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import type { HttpAnswer, Message } from "../parts.js";

/** One buffer for the requests of all calls: what is sent is what was written last. */
function sharedBuffer(least: number): Change {
  return carry((parts, fire) => {
    let last: Message | undefined;
    let underWay = 0;
    return async (message, settings) => {
      underWay += 1;
      last = message;
      try {
        await wait(1);
        if (last === message || underWay < least) return await parts.transport(message, settings);
        fire();
        return await parts.transport(last, settings);
      } finally {
        underWay -= 1;
      }
    };
  });
}

/** Answers are given to the calls in the order in which the calls were made. */
function answersInOrder(least: number): Change {
  return carry((parts, fire) => {
    const waiting: {
      readonly message: Message;
      readonly give: (answer: HttpAnswer) => void;
      readonly fail: (error: unknown) => void;
    }[] = [];
    return (message, settings) =>
      new Promise((give, fail) => {
        const own = { message, give, fail };
        waiting.push(own);
        const take = () => {
          const index = waiting.length >= least ? 0 : waiting.indexOf(own);
          const [first] = waiting.splice(Math.max(index, 0), 1);
          if (first !== own) fire();
          return first ?? own;
        };
        parts.transport(message, settings).then(
          (answer) => take().give(answer),
          (error) => take().fail(error),
        );
      });
  });
}

export const overlapFaults: readonly ClientFault[] = faultsOf("overlap", [
  {
    name: "request-buffer-shared",
    title: "Simultaneous calls write their request into one buffer.",
    requirement: "sdk.overlap.eight-calls",
    change: sharedBuffer(2),
  },
  {
    name: "answers-in-order-of-calls",
    title: "The first answer that comes is given to the call that waits longest.",
    requirement: "sdk.overlap.eight-calls",
    change: answersInOrder(2),
  },
  {
    name: "last-answer-shared",
    title: "Simultaneous calls keep the last answer in one place.",
    requirement: "sdk.overlap.eight-calls",
    change: carry((parts, fire) => {
      let last: HttpAnswer | undefined;
      return async (message, settings) => {
        const answer = await parts.transport(message, settings);
        last = answer;
        await wait(2);
        if (last !== answer) fire();
        return last;
      };
    }),
  },
  {
    name: "sent-twice-when-busy",
    title: "A call that meets another one sends its request twice.",
    requirement: "sdk.overlap.eight-calls",
    change: carry((parts, fire) => {
      let underWay = 0;
      return async (message, settings) => {
        underWay += 1;
        try {
          if (underWay > 1) {
            fire();
            await parts.transport(message, settings);
          }
          return await parts.transport(message, settings);
        } finally {
          underWay -= 1;
        }
      };
    }),
  },
  {
    name: "seventeenth-call-mixed-up",
    title: "There is room for sixteen calls: with more of them, answers are given to the wrong ones.",
    requirement: "sdk.overlap.thirty-two-calls",
    change: answersInOrder(17),
  },
  {
    name: "buffers-for-sixteen",
    title: "There are buffers for sixteen requests: with more of them, one is written over.",
    requirement: "sdk.overlap.thirty-two-calls",
    change: sharedBuffer(17),
  },
]);
