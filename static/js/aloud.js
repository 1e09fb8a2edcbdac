// Reads a brief aloud with a voice that is on this device: nothing of it leaves the device. Without one there is no button.
"use strict";

{
  const place = document.querySelector("[data-aloud]"), speech = window.speechSynthesis;
  const language = document.querySelector("article.brief").dataset.written;
  const told = place?.closest(".share").querySelector("[data-kept]");
  const voice = () => speech.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === language.slice(0, 2));
  const PARTS = [["Title", ".brief__title"], ["Answer", ".brief__short"], ["Cautions", "#before h2, #before p"], ["Points", "#key-points h2, #key-points li"], ["Cautions", "#cautions h2, #cautions p, #cautions li"]];

  // A piece to each sentence: some voices stop by themselves in the middle of a long one.
  const pieces = () => PARTS.flatMap(([name, selector]) => [...document.querySelectorAll(selector)].flatMap((one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll(".cite, [aria-hidden]").forEach((mark) => mark.remove());
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return (text.match(/.+?[.!?](?=\s|$)|.+$/g) || []).map((words) => [name, words]);
  }));

  if (place && speech) {
    const [button, stop] = place.querySelectorAll("button"), begin = button.textContent;
    let state = "off", round = 0;
    const show = (now, label, words) => {
      state = now;
      button.textContent = label;
      stop.hidden = now === "off";
      told.textContent = words;
    };
    const end = (words) => { round += 1; speech.cancel(); show("off", begin, words); };
    const start = () => {
      const mine = ++round, left = pieces();
      speech.cancel();
      const next = () => {
        if (mine !== round) return;
        if (!left.length) { show("off", begin, say(place, "Finished")); return; }
        const [name, words] = left.shift(), said = new SpeechSynthesisUtterance(words);
        said.voice = voice() || null;
        said.lang = said.voice?.lang || language;
        said.onstart = () => { if (mine === round && state === "on") told.textContent = say(place, name); };
        said.onend = next;
        said.onerror = () => { if (mine === round) end(say(place, "Failed")); };
        speech.speak(said);
      };
      show("on", say(place, "Pause"), say(place, "Reading"));
      next();
    };
    button.addEventListener("click", () => {
      if (state === "on") { speech.pause(); show("paused", say(place, "On"), say(place, "Paused")); }
      else if (state === "paused") { speech.resume(); show("on", say(place, "Pause"), say(place, "Reading")); }
      else start();
    });
    stop.addEventListener("click", () => { end(say(place, "Stopped")); button.focus(); });
    addEventListener("pagehide", () => { round += 1; speech.cancel(); });
    const offer = () => { place.hidden = !voice(); };
    speech.addEventListener?.("voiceschanged", offer);
    offer();
  }
}
