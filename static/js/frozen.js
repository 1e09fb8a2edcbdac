// Searches a frozen copy in the page itself, from the file system too: nothing is fetched.
"use strict";

const form = document.querySelector("[data-frozen-search]");
const [box, told, list] = ["input", "[role=status]", "ul"].map((part) => form.querySelector(part));
const briefs = JSON.parse(window.BRIEFS);
const COMMON = new Set("a about and are as at be by can do does for from how i in is it my of on or our the their there to us we what who why with you your".split(" "));
const index = new MiniSearch({
  fields: ["title", "asked", "line", "answer", "text"],
  storeFields: ["title", "line", "kind"],
  processTerm: (term) => (COMMON.has(term.toLowerCase()) ? null : term.toLowerCase()),
  searchOptions: { boost: { title: 3, asked: 2, line: 2, answer: 1.5 }, prefix: (term) => term.length > 3, fuzzy: (term) => (term.length > 4 ? 0.2 : false) },
});
index.addAll(briefs);

const MOST = 20;
const element = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};
const line = ({ id, title, line: answer, kind }) => element("li", { className: "line" },
  element("a", { className: "line__title", href: `briefs/${id}.html` }, title),
  element("p", { className: "line__answer" }, answer),
  element("p", { className: "line__foot" }, kind));

const search = () => {
  const asked = box.value.trim();
  const found = asked ? index.search(asked).slice(0, MOST) : [];
  list.replaceChildren(...found.map(line));
  told.textContent = !asked ? "" : found.length ? form.dataset.sayFound.replace("{count}", found.length) : form.dataset.sayNone;
};
form.hidden = false;
form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
box.addEventListener("input", search);
