// The words of a form: what autosave.js sends on and draft.js keeps. Not its files, nor what only the server reads.
export const tidy = (text) => (text ?? "").replace(/\r\n?/g, "\n").normalize("NFC").trim();
export const same = (a, b) => tidy(a) === tidy(b);

export function fieldsOf(form) {
  return [...form.elements].filter((field) =>
    field.name && !["version", "csrfmiddlewaretoken"].includes(field.name) && !["file", "submit", "button"].includes(field.type));
}

export function wordsOf(form) {
  const data = new FormData(form);
  const words = {};
  for (const { name } of fieldsOf(form)) words[name] = data.getAll(name).map(String).join("\n");
  return words;
}

export function writeInto(form, words) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in words)) continue;
    const value = words[field.name];
    if (["radio", "checkbox"].includes(field.type)) field.checked = value.split("\n").includes(field.value);
    else field.value = value;
    field.dispatchEvent(new CustomEvent("autosave:written", { bubbles: true }));
  }
}
