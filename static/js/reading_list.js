// The page of the reading list: says whether this list is the one kept on this device, keeps it, empties it.
"use strict";

{
  const { all, read, write, address, inAddress } = shelf;
  const list = document.querySelector("[data-list]");
  if (list) {
    const device = document.querySelector("[data-device]"), words = document.querySelector("[data-device-words]");
    const [keep, empty] = ["keep", "empty"].map((name) => document.querySelector(`[data-device-${name}]`));
    const here = list.dataset.list.split(" ").filter(Boolean);
    const say = (text) => {
      const mine = read();
      words.textContent = text || (mine.join() === here.join()
        ? "This list is kept on this device only, so that it is here when you come back."
        : mine.length
          ? `This is not the list kept on this device, which has ${mine.length}.`
          : "This list is not kept on this device.");
      keep.hidden = !here.length || mine.join() === here.join();
      empty.hidden = !mine.length;
      device.hidden = false;
    };
    if (!location.search && read().length) location.replace(address(read()));
    else if (here.length || read().length) say();
    const own = here.length && read().join() === here.join();
    if (own) all("[data-change]").forEach((link) => link.addEventListener("click", () => write(inAddress(link.href))));
    keep.addEventListener("click", () => say(write(here) ? "" : "This browser keeps nothing. Save the address of this page instead."));
    empty.addEventListener("click", () => { write([]); say("Emptied. Nothing of a list is kept on this device now."); });
  }
}
