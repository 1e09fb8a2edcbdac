// The page of the reading list: says whether this list is the one kept on this device, keeps it, empties it.
"use strict";

{
  const { all, read, write, address, inAddress } = shelf;
  const list = document.querySelector("[data-list]");
  if (list) {
    const device = document.querySelector("[data-device]"), words = document.querySelector("[data-device-words]");
    const [keep, empty] = ["keep", "empty"].map((name) => document.querySelector(`[data-device-${name}]`));
    const bare = [...new URLSearchParams(location.search).keys()].every((name) => name === "lang");
    const here = list.dataset.list.split(" ").filter(Boolean);
    const tell = (text) => {
      const mine = read();
      words.textContent = text || (mine.join() === here.join()
        ? say(device, "Here")
        : mine.length
          ? say(device, "Other", { count: mine.length })
          : say(device, "None"));
      keep.hidden = !here.length || mine.join() === here.join();
      empty.hidden = !mine.length;
      device.hidden = false;
    };
    if (bare && read().length) location.replace(address(location.href, read()));
    else if (here.length || read().length) tell();
    const own = here.length && read().join() === here.join();
    if (own) all("[data-change]").forEach((link) => link.addEventListener("click", () => write(inAddress(link.href))));
    keep.addEventListener("click", () => tell(write(here) ? "" : say(device, "Refused")));
    empty.addEventListener("click", () => { write([]); tell(say(device, "Emptied")); });
  }
}
