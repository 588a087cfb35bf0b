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

// The words the page came with, whatever was typed or chosen since.
export function wordsAtFirst(form) {
  const words = {};
  for (const field of fieldsOf(form)) {
    words[field.name] ??= [];
    if (!field.matches(":disabled")) words[field.name].push(...valuesAtFirst(field));
  }
  return Object.fromEntries(Object.entries(words).map(([name, values]) => [name, values.join("\n")]));
}

function valuesAtFirst(field) {
  if (["radio", "checkbox"].includes(field.type)) return field.defaultChecked ? [field.value] : [];
  if (!field.options) return [field.defaultValue];
  const marked = [...field.options].filter((option) => option.defaultSelected);
  if (field.multiple) return marked.map((option) => option.value);
  // Of two marked ones the last is shown; where none is marked, the first that can be chosen.
  const shown = marked.at(-1) ?? [...field.options].find((option) => !option.disabled);
  return shown ? [shown.value] : [];
}

// What was typed or chosen already: on a slow line somebody types before the script has come.
export function typedEarly(form) {
  const first = wordsAtFirst(form);
  return Object.fromEntries(Object.entries(wordsOf(form)).filter(([name, words]) => !same(first[name], words)));
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
