// Reads [html, …] and answers, for each, what the main mail programs lack: {"what": ["program", …]}.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const clients = ["gmail.*", "outlook.*", "apple-mail.*", "samsung-email.*", "yahoo.*"];
const lacks = (html) => {
  const found = {};
  for (const kind of Object.values(caniemail({ clients, html }).issues)) {
    for (const [client, issues] of kind) {
      for (const { title } of issues) (found[title] ??= new Set()).add(client);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([title, who]) => [title, [...who].sort()]));
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(lacks)));
