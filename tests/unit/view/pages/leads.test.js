import { expect, test } from "vitest";
import { isReached } from "../../../../graphkit/publish/view/src/matrix/leads.js";

const node = (id) => ({ id, ties: [] });
function tie(source, type, target) {
  const fact = { source, type, target };
  source.ties.push(fact);
  target.ties.push(fact);
}

test("a forum reaches its members, its participants and the members of a body that takes part", () => {
  const [state, other, body, pact, far] = ["S", "O", "B", "P", "F"].map(node);
  tie(state, "MEMBER_OF", body);
  tie(body, "TAKES_PART_IN", pact);
  tie(other, "TAKES_PART_IN", far);
  expect([body, pact, far, state].map((forum) => isReached(state, forum))).toEqual([true, true, false, false]);
  expect([body, pact, far].map((forum) => isReached(other, forum))).toEqual([false, false, true]);
});
