// Makes quicker what works without it: suggestions while typing, copying a brief, a password shown, a form sent once.
"use strict";

const every = (selector, act) => document.querySelectorAll(selector).forEach(act);
// What a script says stands in the page, in its language: in data-say-… of the part it is about, with {names} for values.
const say = (one, words, values = {}) => one.dataset[`say${words}`].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Leaving puts a page that says nothing about the reader in place of this one, in the history of the browser too.
every("[data-leave]", (link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(link.href);
}));

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
      const address = new URL(box.dataset.suggest, location);
      address.searchParams.set("q", box.value);
      const answer = await fetch(address);
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

const fetchText = (address) => fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)));

every("[data-copy]", (button) => {
  const instead = button.parentElement.querySelector("[data-copy-instead]");
  const told = (button.closest(".share") || button.closest("ul")).querySelector("[role=status]");
  if (!navigator.clipboard || !window.ClipboardItem) return;
  button.hidden = false;
  if (instead) instead.hidden = true;
  button.addEventListener("click", async () => {
    try {
      // Safari lets a page copy only right after a tap, so it is given the promise of the text.
      const text = fetchText(button.dataset.copy).then((said) => new Blob([said], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
      told.textContent = say(button, "Done");
    } catch {
      told.textContent = say(button, "Failed");
      if (instead) instead.hidden = false;
    }
  });
});

// A mail keeps its layout only if it is handed over as it is: the newer way would read it under this page's policy and
// take its styles out. It is fetched as soon as somebody reaches for the button, so that it is there at the tap.
every("[data-copy-mail]", (button) => {
  const told = button.closest(".share").querySelector("[role=status]");
  let kinds, asked;
  const ask = () => {
    asked ??= Promise.all([fetchText(button.dataset.copyMail), fetchText(button.dataset.copyText)])
      .then(([html, text]) => { kinds = { "text/html": html, "text/plain": text }; })
      .catch(() => { asked = undefined; });
    return asked;
  };
  const hand = (event) => {
    Object.entries(kinds).forEach(([type, said]) => event.clipboardData.setData(type, said));
    event.preventDefault();
  };
  button.hidden = false;
  ["pointerenter", "pointerdown", "focus"].forEach((reach) => button.addEventListener(reach, ask));
  button.addEventListener("click", async () => {
    if (!kinds) await ask();
    addEventListener("copy", hand, { once: true });
    const done = Boolean(kinds) && document.execCommand("copy");
    removeEventListener("copy", hand);
    told.textContent = say(button, done ? "Done" : "Failed");
  });
});

// With a mouse, beside the results: at once. By keyboard and on a phone the button does it, after as many as are wanted.
every("[data-filters]", (filters) => {
  const quick = matchMedia("(min-width: 50em) and (pointer: fine)");
  filters.addEventListener("click", ({ target, detail }) => {
    if (target.type === "checkbox" && detail && quick.matches) target.form.requestSubmit(filters.querySelector("button"));
  });
});

every("[data-module=govuk-password-input]", (group) => {
  const input = group.querySelector("input"), button = group.querySelector("button");
  const told = document.createElement("span");
  told.className = "govuk-visually-hidden";
  told.setAttribute("role", "status");
  input.after(told);
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    const now = shown ? "hide" : "show";
    button.textContent = group.getAttribute(`data-i18n.${now}-password`);
    button.setAttribute("aria-label", group.getAttribute(`data-i18n.${now}-password-aria-label`));
  };
  button.addEventListener("click", () => {
    show(input.type === "password");
    told.textContent = group.getAttribute(`data-i18n.password-${input.type === "text" ? "shown" : "hidden"}-announcement`);
  });
  input.form.addEventListener("submit", () => show(false));
  addEventListener("pageshow", () => show(false));
  button.hidden = false;
});

every("form[method=post]:not([data-desk])", (form) => {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return; // A preview opens elsewhere; this form is still to be sent.
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
});

// A box for one thing in a form for many: Enter presses its own button.
every("[data-enter]", (box) => {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    box.parentElement.querySelector("button").click();
  });
});

// Some browsers give the focus only to fields by themselves.
every(".govuk-error-summary[autofocus]", (summary) => summary.focus());

// The language that somebody chose is remembered on their device, and the same page opened in it next time.
const tongues = [...document.querySelectorAll("[data-language]")];
tongues.forEach((link) => link.addEventListener("click", () => {
  try { localStorage.setItem("language", link.dataset.language); } catch { /* It still opens. */ }
}));
try {
  const chosen = tongues.find((link) => link.dataset.language === localStorage.getItem("language"));
  const open = new URL(location).searchParams.has("lang") || document.querySelector("form[method=post] .govuk-error-message");
  if (chosen && !open && !chosen.hasAttribute("aria-current")) location.replace(chosen.href + location.hash);
} catch { /* Without storage nothing is remembered. */ }
