// Asks the browser for a passkey, or for a new one, and sends what it says with the form. Without it the code from the app is typed.
"use strict";

const form = document.querySelector("[data-passkey]");
const missing = document.querySelector("[data-passkey-missing]");
const failed = form.querySelector("[data-passkey-failed]");
const options = form.dataset.passkey && JSON.parse(form.dataset.passkey);

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const described = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));

const made = () => navigator.credentials.create({
  publicKey: {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
  },
});

const found = () => navigator.credentials.get({
  publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: described(options.allowCredentials) },
});

const said = ({ id, rawId, type, response }) => JSON.stringify({
  id,
  rawId: words(rawId),
  type,
  response: Object.fromEntries(
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
      .filter((name) => response[name])
      .map((name) => [name, words(response[name])]),
  ),
  clientExtensionResults: {},
});

if (options && window.PublicKeyCredential) {
  form.hidden = false;
  if (missing) missing.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    failed.hidden = true;
    try {
      form.elements.credential.value = said(await ("passkeyNew" in form.dataset ? made() : found()));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
