// Gives pages that the reader chose to keep on this device when there is no signal. Nothing else is kept.
"use strict";

const PLACE = "kept";

const answer = async (request) => {
  const place = await caches.open(PLACE);
  const kept = await place.match(request);
  try {
    const fresh = await fetch(request);
    if (kept && fresh.ok) await place.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});
