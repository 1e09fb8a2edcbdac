// A brief: the device's own share sheet, printing, the reader's role, and long sections folded on a phone.
"use strict";

const status = document.querySelector(".share [role=status]");
const ROLE = "role";
const remembered = () => { try { return localStorage.getItem(ROLE); } catch { return null; } };
const remember = (role) => { try { localStorage.setItem(ROLE, role); } catch { /* Nothing is remembered. */ } };

every("[data-share] > summary", (summary) => {
  const { title, text, url } = summary.parentElement.dataset;
  if (!navigator.share) return;
  summary.addEventListener("click", (event) => {
    event.preventDefault();
    navigator.share({ title, text, url }).catch(({ name }) => { if (name !== "AbortError") summary.parentElement.open = true; });
  });
});

every("[data-copy-link]", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copyLink);
      status.textContent = say(button, "Done");
    } catch { status.textContent = say(button, "Failed"); }
  });
});

every("[data-print]", (link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  print();
}));

every("[data-print-all]", (link) => link.addEventListener("click", (event) => {
  const brief = document.querySelector(".brief");
  event.preventDefault();
  brief.classList.add("brief--whole");
  print();
  brief.classList.remove("brief--whole");
}));

every("[data-roles]", (roles) => {
  const chosen = new URLSearchParams(location.search).get("for") || remembered();
  const mine = [...roles.children].find((one) => one.dataset.role === chosen);
  if (mine) mine.open = true;
  roles.addEventListener("click", ({ target }) => {
    const one = target.closest("summary")?.parentElement;
    if (one) remember(one.dataset.role);
  });
});

const named = () => location.hash.length > 1 && document.getElementById(location.hash.slice(1))?.closest("[data-fold]");

if (matchMedia("(max-width: 47.99em)").matches) {
  every("[data-fold]", (part) => { part.open = part === named() || part.id === "key-points"; });
}
addEventListener("hashchange", () => { const part = named(); if (part) part.open = true; });
