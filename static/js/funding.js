// Copies a paragraph of a pack, with its layout or as plain text. Without it, people select the words themselves.
"use strict";

document.querySelectorAll("[data-copy-part]").forEach((group) => {
  const part = document.getElementById(group.dataset.copyPart), told = group.querySelector("[role=status]");
  if (!navigator.clipboard || !window.ClipboardItem) return;
  group.hidden = false;
  group.querySelectorAll("button").forEach((button) => button.addEventListener("click", async () => {
    const paragraphs = [...part.querySelectorAll("p")];
    const as = (type, text) => new Blob([text], { type });
    const kinds = { "text/plain": as("text/plain", paragraphs.map((one) => one.textContent).join("\n\n")) };
    if (button.dataset.kind === "rich") kinds["text/html"] = as("text/html", paragraphs.map((one) => `<p>${one.innerHTML}</p>`).join(""));
    try {
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
      told.textContent = say(group, "Done");
    } catch {
      told.textContent = say(group, "Failed");
    }
  }));
});
