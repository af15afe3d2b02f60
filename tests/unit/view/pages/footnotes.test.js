import { beforeEach, expect, test } from "vitest";
import { setLanguage } from "../../../../graphkit/publish/view/src/common/words.js";
import { app } from "../../../../graphkit/publish/view/src/graph/app.js";
import { footnoteOf } from "../../../../graphkit/publish/view/src/graph/names.js";
import { openApp } from "./small_graph.js";

beforeEach(() => openApp());

const found = (id) => app.graph.statements.find((s) => s.id === id);

test("a footnote names who, what, when and the exact wording", () => {
  expect(footnoteOf(found("s1"))).toBe("Barbados, Early text (2018): “Publish visa rules.”");
});

test("a footnote has the address that a person cites, else paragraph and page", () => {
  const cited = { ...found("s1"), page: 7, para: "12" };
  expect(footnoteOf({ ...cited, address: "A/HRB/1, para. 12" })).toBe("Barbados, Early text (2018), A/HRB/1, para. 12, page 7: “Publish visa rules.”");
  expect(footnoteOf(cited)).toBe("Barbados, Early text (2018), para. 12, page 7: “Publish visa rules.”");
});

test("a footnote is in the language of the page, a voice is named once and a year that is not known is left out", () => {
  setLanguage("es");
  app.graph.byId.get("early").facts.year = null;
  const twice = { ...found("s1"), links: [...found("s1").links, ...found("s1").links], page: 7 };
  expect(footnoteOf(twice)).toBe("Barbados, Early text, página 7: “Publish visa rules.”");
});
