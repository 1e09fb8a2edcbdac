// Shows how far an upload is, on the pages for documents and for imports, and takes files that are dropped on the page. Without it the form is sent as any other.
"use strict";

const form = document.querySelector("[data-upload]");
const chosen = form.elements.file;
const drop = form.querySelector("[data-drop]");
const shown = form.querySelector("[data-progress]");
const bar = shown.querySelector("progress");
const words = shown.querySelector("[role=status]");

["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => {
  event.preventDefault();
  drop.classList.add("drop--over");
}));
["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("drop--over")));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) chosen.files = event.dataTransfer.files;
});

const tell = (text, done) => {
  shown.hidden = false;
  if (done === undefined) bar.removeAttribute("value"); else bar.value = done;
  if (words.textContent !== text) words.textContent = text;
};

const ask = async () => {
  try {
    const answer = await fetch(form.dataset.watch);
    const { page, pages } = await answer.json();
    if (pages > 1) tell(say(form, "Page", { page, pages }), (100 * page) / pages);
  } catch { /* The answer to the upload itself will come all the same. */ }
};

const failed = () => {
  sending = false;
  tell(say(form, "Broken"), 0);
};

let sending = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (sending) return;
  const [file] = chosen.files;
  if (file && file.size > Number(form.dataset.largest)) {
    tell(say(form, "Large"), 0);
    return;
  }
  sending = true;
  const sender = new XMLHttpRequest();
  let asking;
  sender.upload.addEventListener("progress", ({ loaded, total }) => tell(say(form, "Sending", { percent: Math.round((100 * loaded) / total) }), (100 * loaded) / total));
  sender.upload.addEventListener("load", () => {
    tell(say(form, "Reading"));
    if (form.dataset.watch) asking = setInterval(ask, 700);
  });
  sender.addEventListener("loadend", () => clearInterval(asking));
  sender.addEventListener("error", failed);
  sender.addEventListener("abort", failed);
  sender.addEventListener("load", () => {
    if (sender.status === 200) { location.assign(sender.responseURL); return; }
    const page = new DOMParser().parseFromString(sender.responseText, "text/html");
    const summary = page.querySelector(".govuk-error-summary");
    sending = false;
    if (!summary) { form.submit(); return; }
    shown.hidden = true;
    document.querySelectorAll(".govuk-error-summary").forEach((old) => old.remove());
    document.querySelector("h1").before(summary);
    summary.tabIndex = -1;
    summary.focus();
  });
  sender.open("POST", form.getAttribute("action"));
  sender.send(new FormData(form));
}, true);
