import { beforeEach, expect, test, vi } from "vitest";
import { language } from "../../../../graphkit/publish/view/src/common/words.js";
import { placeIn, readAddress, writeAddress } from "../../../../graphkit/publish/view/src/page/address.js";
import { freshState, state, theme } from "../../../../graphkit/publish/view/src/page/state.js";
import { openApp, rows } from "./small_graph.js";

vi.stubGlobal("requestAnimationFrame", (work) => work());
const VOICES = { columns: [], voices: [rows("BRB"), rows("JAM")], cells: [], stress: [], pairs: [] };
beforeEach(() => openApp({}, { comparison: VOICES }));

test("the first state needs no address", () => {
  expect(writeAddress()).toBe("");
  readAddress("");
  expect(state).toEqual(freshState());
});

test.each([
  "page=gaps&gaps=BRB&and=gcm%3A3",
  "preset=one&centre=BRB&node=BRB",
  "labels=State+Objective&detail=0&unfold=1&table=1&overview=0",
  "camera=10+-20+300",
  "also=JAM&also=cepal",
  "tie=BRB&and=gcm%3A3",
  "gaps=BRB&and=gcm%3A21&text=early&at=s1&blank=BRB&blank=gcm%3A21",
  "left=BRB&right=JAM",
  "in-documents=late&in-kinds=practice&in-relations=SAID_BY&from=2018&to=2022&sure=0.35",
  "page=statements&find=ni%C3%B1ez+%26+%23&sort=score-",
  "page=overlap&principles-rows=name&by=gcm%3A3&lang=es&theme=dark",
])("%s is written as it was read", (address) => {
  readAddress(address);
  expect(writeAddress()).toBe(address);
});

test("language and colours come from the address too", () => {
  readAddress("lang=es&theme=dark");
  expect([language, theme]).toEqual(["es", "dark"]);
});

test.each([
  "page=nothing&preset=x&centre=XXX&detail=77&camera=1+2+nan&lang=xx&theme=blue",
  "node=XXX&tie=BRB&and=XXX&at=nowhere&also=XXX&text=XXX&blank=BRB&blank=s1&left=XXX&right=gcm%3A3",
  "in-documents=XXX&in-kinds=XXX&in-relations=XXX&from=abc&to=99999&sure=7",
  "gaps-rows=sideways&by=XXX&sort=nothing-&__proto__=1&constructor=2",
  "preset=clusters",
  "preset=one",
])("what the page doesn't know in %s is ignored", (address) => {
  readAddress(address);
  expect(state).toEqual(freshState());
});

test("a selection needs as many ids as its type has ends", () => {
  readAddress("node=BRB&and=JAM");
  expect(state.selected).toBeNull();
  readAddress("tie=BRB");
  expect(state.selected).toBeNull();
});

test("another selection is another place, another camera is not", () => {
  expect(placeIn("node=BRB&camera=1+2+3&find=x")).toBe(placeIn("node=BRB&sure=0.5"));
  expect(placeIn("node=BRB")).not.toBe(placeIn("node=JAM"));
  expect(placeIn("page=gaps")).not.toBe(placeIn(""));
});
