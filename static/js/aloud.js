// Reads a page aloud with voices that are on this device: nothing of it leaves the device. The sentence that is read is marked.
"use strict";

{
  const place = document.querySelector("[data-aloud]"), speech = window.speechSynthesis;
  const written = document.querySelector("[data-written]")?.dataset.written || "en";
  const told = place?.closest(".share").querySelector("[data-kept]");
  const short = (language) => language.slice(0, 2).toLowerCase();
  const voice = (language) => speech.getVoices().find((one) => one.localService && short(one.lang) === short(language));
  const PARTS = [["Title", ".brief__title"], ["Answer", ".brief__short"], ["Cautions", "#before h2, #before p"], ["Points", "#key-points h2, #key-points li"], ["Cautions", "#cautions h2, #cautions p, #cautions li"], ["Title", "[data-read=title]"], ["Text", "[data-read=text]"]];
  const LEFT_OUT = ".cite, [aria-hidden]", NOW = "aloud-now";

  // The texts of an element that are read, each with where it begins among them.
  const textsOf = (element) => {
    const texts = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), at = 0; node; node = walker.nextNode()) {
      if (node.parentElement.closest(LEFT_OUT)) continue;
      texts.push({ node, at });
      at += node.data.length;
    }
    return texts;
  };

  // What is read in one go, as a range of the page, so that it can be marked.
  const rangeOf = (texts, from, to) => {
    const range = new Range(), first = texts.findLast(({ at }) => at <= from), last = texts.findLast(({ at }) => at < to);
    range.setStart(first.node, from - first.at);
    range.setEnd(last.node, to - last.at);
    return range;
  };

  // A piece to each sentence: some voices stop by themselves in the middle of a long one.
  const pieces = () => PARTS.flatMap(([name, selector]) => [...document.querySelectorAll(selector)].flatMap((element) => {
    const texts = textsOf(element), whole = texts.map(({ node }) => node.data).join("");
    const language = element.closest("[lang]")?.lang || written;
    return [...whole.matchAll(/\S[^]*?(?:[.!?]+(?=\s|$)|$)/g)].map((found) => {
      const words = found[0].replace(/\s+/g, " ").trim();
      return { name, element, language, words, range: rangeOf(texts, found.index, found.index + found[0].length) };
    });
  }));

  const mark = (piece) => {
    document.querySelector(`.${NOW}`)?.classList.remove(NOW);
    window.CSS?.highlights?.delete(NOW);
    if (!piece) return;
    if (window.CSS?.highlights) CSS.highlights.set(NOW, new Highlight(piece.range));
    else piece.element.classList.add(NOW);
    piece.element.scrollIntoView({ block: "nearest" });
  };

  const naming = (languages) => {
    const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" });
    return [...new Set(languages.map(short))].map((one) => names.of(one)).join(", ");
  };

  if (place && speech) {
    const [button, stop] = place.querySelectorAll("button"), begin = button.textContent;
    let state = "off", round = 0;
    const show = (now, label, words) => {
      state = now;
      button.textContent = label;
      stop.hidden = now === "off";
      told.textContent = words;
    };
    const end = (words) => { round += 1; speech.cancel(); mark(null); show("off", begin, words); };
    const start = () => {
      const all = pieces(), left = all.filter(({ language }) => voice(language)), mine = ++round;
      const missing = all.filter(({ language }) => !voice(language)).map(({ language }) => language);
      const without = (words) => say(place, words, { languages: naming(missing) });
      speech.cancel();
      if (!left.length) { told.textContent = without("None"); return; }
      const next = () => {
        if (mine !== round) return;
        if (!left.length) { end(missing.length ? without("LeftOut") : say(place, "Finished")); return; }
        const piece = left.shift(), said = new SpeechSynthesisUtterance(piece.words);
        said.voice = voice(piece.language) || null;
        said.lang = said.voice?.lang || piece.language;
        said.onstart = () => {
          if (mine !== round || state !== "on") return;
          mark(piece);
          told.textContent = say(place, piece.name);
        };
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
    place.hidden = false;
  }
}
