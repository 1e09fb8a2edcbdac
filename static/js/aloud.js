// Reads a brief aloud with a voice that is on this device: nothing of it leaves the device. Without one there is no button.
"use strict";

{
  const place = document.querySelector("[data-aloud]"), speech = window.speechSynthesis;
  const language = document.querySelector("article.brief").lang;
  const told = place?.closest("aside").querySelector("[data-kept]");
  const voice = () => speech.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === language.slice(0, 2));
  const PARTS = [["the title", ".brief__title"], ["the short answer", ".brief__short"], ["the key points", "#key-points h2, #key-points li"], ["the cautions", "#cautions h2, #cautions p, #cautions li"]];

  // A piece to each sentence: some voices stop by themselves in the middle of a long one.
  const pieces = () => PARTS.flatMap(([name, selector]) => [...document.querySelectorAll(selector)].flatMap((one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll(".cite, [aria-hidden]").forEach((mark) => mark.remove());
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return (text.match(/.+?[.!?](?=\s|$)|.+$/g) || []).map((words) => [name, words]);
  }));

  if (place && speech) {
    const [button, stop] = place.querySelectorAll("button");
    let state = "off", round = 0;
    const show = (now, label, words) => {
      state = now;
      button.textContent = label;
      stop.hidden = now === "off";
      told.textContent = words;
    };
    const end = (words) => { round += 1; speech.cancel(); show("off", "Read aloud", words); };
    const start = () => {
      const mine = ++round, left = pieces();
      speech.cancel();
      const next = () => {
        if (mine !== round) return;
        if (!left.length) { show("off", "Read aloud", "Finished reading."); return; }
        const [name, words] = left.shift(), said = new SpeechSynthesisUtterance(words);
        said.voice = voice() || null;
        said.lang = said.voice?.lang || language;
        said.onstart = () => { if (mine === round && state === "on") told.textContent = `Reading ${name}.`; };
        said.onend = next;
        said.onerror = () => { if (mine === round) end("The voice of this device stopped. Try again."); };
        speech.speak(said);
      };
      show("on", "Pause", "Reading aloud.");
      next();
    };
    button.addEventListener("click", () => {
      if (state === "on") { speech.pause(); show("paused", "Go on", "Paused."); }
      else if (state === "paused") { speech.resume(); show("on", "Pause", "Reading aloud."); }
      else start();
    });
    stop.addEventListener("click", () => { end("Stopped reading."); button.focus(); });
    addEventListener("pagehide", () => { round += 1; speech.cancel(); });
    const offer = () => { place.hidden = !voice(); };
    speech.addEventListener?.("voiceschanged", offer);
    offer();
  }
}
