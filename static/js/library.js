// Makes quicker what works without it: suggestions while typing, copying a brief, words left, a form sent once.
"use strict";

const every = (selector, act) => document.querySelectorAll(selector).forEach(act);

every("[data-suggest]", (box) => {
  const list = document.getElementById(box.getAttribute("list"));
  let asked = 0;
  box.addEventListener("input", async ({ inputType }) => {
    const chosen = !inputType || inputType === "insertReplacementText";
    const found = chosen && [...list.options].find((option) => option.value === box.value);
    if (found) { location.assign(found.dataset.url); return; }
    if (box.value.trim().length < 2) { list.replaceChildren(); return; }
    const mine = ++asked;
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(box.value)}`);
      if (!answer.ok || mine !== asked) return;
      list.replaceChildren(...(await answer.json()).map(({ text, url }) => {
        const option = document.createElement("option");
        option.value = text;
        option.dataset.url = url;
        return option;
      }));
    } catch { /* Without an answer the search itself still works. */ }
  });
});

every("[data-copy]", (button) => {
  const row = button.closest("li");
  const instead = row.querySelector("[data-copy-instead]");
  const told = row.querySelector("[role=status]");
  if (!navigator.clipboard || !window.ClipboardItem) return;
  button.hidden = false;
  instead.hidden = true;
  button.addEventListener("click", async () => {
    try {
      const text = fetch(button.dataset.copy).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)));
      // Safari lets a page copy only right after a tap, so it is given the promise of the text.
      const item = new ClipboardItem({ "text/plain": text.then((said) => new Blob([said], { type: "text/plain" })) });
      await navigator.clipboard.write([item]);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "That did not work: use the plain text.";
      instead.hidden = false;
    }
  });
});

// With a mouse, beside the results: at once. By keyboard and on a phone the button does it, after as many as are wanted.
every("[data-filters]", (filters) => {
  const quick = matchMedia("(min-width: 50em) and (pointer: fine)");
  filters.addEventListener("click", ({ target, detail }) => {
    if (target.type === "checkbox" && detail && quick.matches) target.form.requestSubmit();
  });
});

every("[data-words]", (box) => {
  const hint = document.getElementById(`${box.id}-hint`);
  if (!hint) return;
  const most = Number(box.dataset.words);
  const left = document.createElement("span");
  hint.append(" ", left);
  const count = () => {
    const words = box.value.trim() ? box.value.trim().split(/\s+/).length : 0;
    left.textContent = words > most ? `(${words - most} too many)` : `(${most - words} left)`;
  };
  box.addEventListener("input", count);
  count();
});

every("form[method=post]", (form) => {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
});

every("[data-keep]", (form) => {
  let typed = form.dataset.keep === "unsaved";
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
});
