// The writing desk: saves while you type, keeps a copy where the line drops, shows how it looks, points at sentences.
"use strict";

every("[data-words]", (box) => {
  const hint = document.getElementById(`${box.id}-hint`);
  if (!hint) return;
  const most = Number(box.dataset.words);
  const left = document.createElement("span");
  hint.append(" ", left);
  const count = () => {
    const words = box.value.trim() ? box.value.trim().split(/\s+/).length : 0;
    left.textContent = words > most ? say(box.form, "Many", { count: words - most }) : say(box.form, "Left", { count: most - words });
  };
  box.addEventListener("input", count);
  count();
});

every("[data-desk]", (form) => {
  const PAUSE = 1500, TRY_AGAIN = 10000;
  const told = document.getElementById("saved");
  const kept = () => `desk:${form.dataset.desk}`;
  let typed = form.dataset.keep !== "", stopped = form.dataset.keep === "conflict";
  let sent = false, saving = null, timer = 0, away = false;

  const element = (name, text = "", more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });
  const fields = () => [...new FormData(form)].filter(([name]) => name !== "form_token");
  const address = () => form.getAttribute("action");

  const soon = (pause) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, pause);
  };

  const keepHere = () => {
    const now = new Date().toTimeString().slice(0, 5);
    try {
      localStorage.setItem(kept(), JSON.stringify({ at: now, address: address(), fields: fields() }));
      return say(form, "Kept");
    } catch { return say(form, "Only"); }
  };

  const heard = ({ lock, marks, merged, joined, others, saved_at, brief, address: now, missing, verdict, plainer, plainer_heading, sections, publishes, reason }) => {
    away = false;
    localStorage.removeItem(kept());
    form.elements.lock.value = lock;
    form.elements.marks.value = marks;
    every("#others", (one) => { one.textContent = others; one.hidden = !others; });
    if (form.dataset.desk === "new") {
      form.setAttribute("action", now);
      form.dataset.desk = brief;
      history.replaceState(null, "", now);
    }
    told.textContent = say(form, "Saved", { time: saved_at });
    if (merged || joined) told.append(".");
    if (merged) told.append(` ${say(form, "Merged", { fields: merged })}`);
    if (joined) told.append(` ${say(form, "Joined", { fields: joined })}`);
    if (merged || joined) told.append(" ", element("a", say(form, "Theirs"), { href: now }));
    unsay(missing);
    list("missing", missing, verdict);
    list("plainer", plainer, plainer_heading);
    const ready = document.getElementById("ready");
    ready.textContent = verdict;
    ready.hidden = missing.length > 0;
    document.querySelector("#verdict a").textContent = verdict;
    sections.forEach(({ id, words }) => every(`#section-${id} .part__words, .parts a[href="#section-${id}"]`, (one) => { one.textContent = words; }));
    goesOut(publishes, reason);
  };

  // The main button publishes, or sends for review where somebody else has to publish, and says why.
  const goesOut = (publishes, reason) => {
    every("#reason", (one) => { one.textContent = reason; one.hidden = publishes; });
    every("#publish", (one) => { one.hidden = !publishes; });
    every("#send", (one) => one.classList.toggle("govuk-button--secondary", publishes));
  };

  // What stands beside a field, or at the top since a button was refused, is removed once it is fixed.
  const unsay = (missing) => {
    const left = (name) => missing.filter(({ field }) => field === name);
    every("[data-fault]", (shown) => {
      const faults = left(shown.id.replace(/-error$/, ""));
      if (faults.length) { shown.lastChild.textContent = ` ${faults.map(({ message, sentence }) => message + (sentence && ` “${sentence}”`)).join(" ")}`; return; }
      shown.closest(".govuk-form-group, .row, .group")?.classList.remove("govuk-form-group--error");
      every(`[aria-describedby~="${shown.id}"]`, (one) => one.setAttribute("aria-describedby", one.getAttribute("aria-describedby").replace(shown.id, "").trim()));
      shown.remove();
    });
    every(".govuk-error-summary", (summary) => {
      summary.querySelectorAll("a[href^='#']").forEach((link) => {
        const name = link.hash.slice(1);
        if (document.getElementById(`${name}-error`)) return;
        if (!left(name).length) link.closest("li").remove();
      });
      if (!summary.querySelector("li")) summary.remove();
    });
  };

  const clash = ({ by }) => {
    stopped = true;
    told.replaceChildren(
      element("strong", `${say(form, "Clash", { by })} `),
      `${say(form, "Safe")} `,
      element("button", say(form, "Both"), { name: "action", value: "save", className: "as-link" }),
    );
  };

  const failed = (status) => {
    typed = away = true;
    const where = keepHere();
    if (status === 401) told.replaceChildren(`${say(form, "Out", { where })} `, element("a", say(form, "In"), { href: form.dataset.signIn, target: "_blank" }), say(form, "Then"));
    else if (status === 400) told.textContent = say(form, "Long", { where });
    else told.textContent = say(form, "Unsaved", { where });
    stopped = status === 400 || status === 401;
    soon(TRY_AGAIN);
  };

  async function send() {
    const data = new URLSearchParams([...new FormData(form), ["action", "save"]]);
    typed = false;
    try {
      const answer = await fetch(address(), { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (answer.ok) heard(await answer.json());
      else if (answer.status === 409) { typed = true; clash(await answer.json()); }
      else failed(answer.status);
    } catch { failed(0); }
  }

  function save() {
    clearTimeout(timer);
    if (!saving && typed && !stopped) {
      saving = send().finally(() => { saving = null; if (typed && !stopped && !away) soon(PAUSE); });
    }
    return saving;
  }

  const changed = (one) => {
    if (one.type === "checkbox") return one.checked !== one.defaultChecked;
    if (one.options) return one.selectedIndex !== Math.max(0, [...one.options].findIndex((option) => option.defaultSelected));
    return ["text", "date", "textarea"].includes(one.type) && one.value !== one.defaultValue;
  };

  form.addEventListener("input", () => { typed = true; soon(PAUSE); });
  // Words that were typed before this script was there are words like any other.
  if ([...form.elements].some(changed)) { typed = true; soon(PAUSE); }
  addEventListener("online", () => { if (typed) soon(0); });
  addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("beforeunload", (event) => { if (typed || saving) event.preventDefault(); });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.formTarget) return;
    if (sent) { event.preventDefault(); return; }
    if (saving) {
      event.preventDefault();
      await saving;
      if (!sent) form.requestSubmit(event.submitter);
      return;
    }
    sent = true;
    typed = false;
    clearTimeout(timer);
  });

  const list = (id, lines, heading) => {
    const box = document.getElementById(id);
    box.hidden = !lines.length;
    box.querySelector("summary").textContent = heading;
    box.querySelector("ul").replaceChildren(...lines.map(({ field, words, sentence }) => {
      const line = element("li");
      line.append(element("a", words, { href: `#${field}` }));
      if (sentence) line.append(" ", element("q", sentence));
      return line;
    }));
  };

  // Words that could not be saved are offered again, and go the way of any save: an old page gives both texts.
  const offer = () => {
    const copy = JSON.parse(localStorage.getItem(kept()) || "null");
    if (!copy) return;
    if (copy.sent && new URLSearchParams(location.search).has("saved")) { localStorage.removeItem(kept()); return; }
    if (form.dataset.keep) return;
    const words = (pairs) => JSON.stringify(pairs.filter(([name]) => !["lock", "form_id", "marks", "seen"].includes(name)));
    if (words(copy.fields) === words(fields())) { localStorage.removeItem(kept()); return; }
    const again = element("form", "", { method: "post", action: copy.address, className: "notice notice--late" });
    const pairs = [...copy.fields, ["form_token", form.elements.form_token.value], ["action", "save"]];
    again.append(
      element("p", say(form, "Typed", { time: copy.at })),
      ...pairs.map(([name, value]) => element("input", "", { type: "hidden", name, value })),
      element("button", say(form, "Back"), { className: "govuk-button govuk-button--secondary" }), " ",
      element("button", say(form, "Away"), { type: "button", className: "as-link" }),
    );
    again.addEventListener("submit", () => { localStorage.setItem(kept(), JSON.stringify({ ...copy, sent: true })); });
    again.querySelector("[type=button]").addEventListener("click", () => { localStorage.removeItem(kept()); again.remove(); });
    document.querySelector("h1").after(again);
  };
  try { offer(); } catch { /* What cannot be read cannot be offered. */ }

  // What is in a folded section is shown before anything leads to it.
  const unfold = (part) => { for (let fold = part?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true; };
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href^='#']");
    if (link) unfold(document.getElementById(link.hash.slice(1)));
  });
  unfold(document.getElementById(location.hash.slice(1)));

  // What a document filled in may be accepted all at once when each part of it has been on the screen.
  const parts = [...document.querySelectorAll("[data-suggestion]")], seen = new Set();
  const count = () => {
    every("[data-accept-all]", (button) => { button.disabled = seen.size < parts.length; });
    every("[data-seen]", (one) => { one.textContent = say(one, "Seen", { seen: seen.size, all: parts.length }); });
  };
  const watch = new IntersectionObserver((entries) => {
    entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => {
      target.querySelector("[name=seen]").disabled = false;
      seen.add(target);
      watch.unobserve(target);
    });
    count();
  });
  parts.forEach((part) => { part.querySelector("[name=seen]").disabled = true; watch.observe(part); });
  if (parts.length) count();

  // A link in the lists leads to its field, and marks the sentence it is about.
  every(".beside__help", (help) => help.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const box = link && document.getElementById(link.hash.slice(1));
    if (!box || !("value" in box)) return;
    event.preventDefault();
    unfold(box);
    const sentence = link.parentElement.querySelector("q")?.textContent ?? "";
    const words = [sentence, sentence.split(" ").slice(0, 4).join(" ")].find((part) => part && box.value.includes(part));
    box.focus();
    if (words && box.setSelectionRange) {
      const start = box.value.indexOf(words);
      box.setSelectionRange(start, start + words.length);
    }
  }));

  every("#look", (look) => {
    const buttons = [...look.querySelectorAll("[formtarget=look-frame]")];
    let button = buttons[0], shown = 0, busy = false, again = false, wait = 0;
    const frame = () => look.querySelector("iframe:last-of-type");
    const show = () => {
      if (!frame().checkVisibility()) return;
      if (busy) { again = true; return; }
      busy = true;
      again = false;
      buttons.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
      const old = frame(), fresh = old.cloneNode();
      fresh.removeAttribute("src");
      fresh.removeAttribute("loading");
      fresh.classList.add("look__coming");
      fresh.name = button.formTarget = `look-${++shown}`;
      old.after(fresh);
      fresh.addEventListener("load", () => {
        busy = false;
        // Where the line is down the frame cannot be read: what was shown before stays.
        const page = fresh.contentDocument;
        if (page) {
          fresh.contentWindow.scrollTo(0, old.contentWindow?.scrollY ?? 0);
          fresh.classList.remove("look__coming");
          old.remove();
        } else fresh.remove();
        if (again) show();
      });
      form.requestSubmit(button);
    };
    buttons.forEach((one) => one.addEventListener("click", (event) => {
      event.preventDefault();
      button = one;
      show();
    }));
    look.addEventListener("toggle", show);
    form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(show, PAUSE / 2); });
    if (!frame().hasAttribute("src")) addEventListener("load", show);
  });
});
