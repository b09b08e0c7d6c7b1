// How the HTML of the site's pages is checked (html-validate). Every rule that differs from the package's own
// says why.
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "no-trailing-whitespace": "off", // what templates leave between their tags reaches no reader
    "doctype-style": ["error", { style: "lowercase" }],
    "require-sri": ["error", { target: "crossorigin" }], // our own files change with the page that names them
    "aria-label-misuse": ["error", { allowAnyNamable: true }], // a list without a heading may say what it holds
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit", "reset"] }], // sent as a list
    "long-title": "off", // titles are the editors' own, and the site's name comes after them
    "tel-non-breaking": "off", // in running text numbers are the editors' own; components keep theirs in one line
  },
});
