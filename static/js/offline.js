// Keeps help numbers and saved briefs on this device, if the reader chooses so, and takes them off again.
"use strict";

document.querySelectorAll("[data-offline]").forEach(async (part) => {
  if (!("serviceWorker" in navigator) || !window.caches) return;
  const PLACE = "kept";
  const [keep, drop] = part.querySelectorAll("button");
  const told = part.querySelector("[role=status]");
  const looks = [...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], script[src]")].map((one) => one.href || one.src);
  const pages = JSON.parse(part.dataset.pages);
  const show = async (words) => {
    const on = await caches.has(PLACE);
    drop.hidden = !on;
    told.textContent = words || (on ? part.dataset.sayOn : "");
  };
  keep.addEventListener("click", async () => {
    try {
      await navigator.serviceWorker.register(part.dataset.offline);
      const place = await caches.open(PLACE);
      await place.addAll([...new Set([...pages, ...looks])]);
      await show(part.dataset.sayKept);
    } catch { await show(part.dataset.sayFailed); }
  });
  drop.addEventListener("click", async () => {
    await caches.delete(PLACE);
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
    await show(part.dataset.sayGone);
  });
  part.hidden = false;
  await show();
});
