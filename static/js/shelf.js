// Keeps the reading list on this device, so that it follows the reader. Without it the list is in the address alone.
"use strict";

const shelf = (() => {
  const PLACE = "reading-list", MOST = 30;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(PLACE));
      return Array.isArray(kept) ? kept.filter((slug) => typeof slug === "string").slice(0, MOST) : [];
    } catch { return []; }
  };
  const write = (slugs) => {
    try {
      if (slugs.length) localStorage.setItem(PLACE, JSON.stringify(slugs)); else localStorage.removeItem(PLACE);
      return true;
    } catch { return false; }
  };
  // The address of a list, from one that the page gives for another.
  const address = (list, slugs) => {
    const url = new URL(list, location);
    ["brief", "list"].forEach((name) => url.searchParams.delete(name));
    slugs.forEach((slug) => url.searchParams.append("brief", slug));
    return url;
  };
  const inAddress = (url) => new URL(url, location).searchParams.getAll("brief");
  const joined = (one, other) => [...new Set([...one, ...other])];

  all("[data-keep]").forEach((link) => {
    const told = document.querySelector("[data-kept]"), slug = link.dataset.keep, add = link.textContent;
    const show = () => {
      const there = read().includes(slug);
      link.textContent = there ? say(link, "Open") : add;
      if (there) link.href = address(link.href, read());
    };
    link.addEventListener("click", (event) => {
      const slugs = read();
      if (slugs.includes(slug)) return;
      const more = joined(joined(slugs, inAddress(link.href)), [slug]);
      if (more.length > MOST || !write(more)) return; // The page of the list says what to do.
      event.preventDefault();
      show();
      told.textContent = say(link, "Kept", { count: more.length });
    });
    addEventListener("pageshow", show);
  });

  all("[data-picks]").forEach((form) => form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("data-save")) return;
    const typed = new FormData(form);
    const more = joined(joined(read(), typed.getAll("list")), typed.getAll("brief"));
    if (more.length <= MOST) write(more);
    event.preventDefault();
    location.assign(address(event.submitter.formAction, more));
  }));

  // What is selected goes along to the other pages of the same search, and stays when the reader comes back to this one.
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "brief" || !target.form?.hasAttribute("data-carries")) return;
    const slugs = new FormData(target.form).getAll("brief");
    const carrying = (address) => {
      const url = new URL(address, location);
      url.searchParams.delete("brief");
      slugs.forEach((slug) => url.searchParams.append("brief", slug));
      return url;
    };
    history.replaceState(history.state, "", carrying(location));
    all("main a[href]").filter((link) => link.pathname === location.pathname && !link.hash)
      .forEach((link) => { link.href = carrying(link.href); });
  });

  // What reads aloud is fetched where there is a voice, and otherwise once somebody looks for it: it says that there is none.
  const reader = document.querySelector("[data-aloud]"), speech = window.speechSynthesis;
  if (reader && speech) {
    const fetchReader = () => {
      if (reader.dataset.fetched) return;
      reader.dataset.fetched = "yes";
      document.head.append(Object.assign(document.createElement("script"), { src: reader.dataset.aloud }));
    };
    const whereThereIsAVoice = () => { if (speech.getVoices().length) fetchReader(); };
    speech.addEventListener?.("voiceschanged", whereThereIsAVoice);
    reader.closest("details")?.addEventListener("toggle", fetchReader);
    whereThereIsAVoice();
  }

  return { all, read, write, address, inAddress };
})();
