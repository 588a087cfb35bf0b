// A form that saves itself: <form method="post" data-autosave="address" data-owner="account id">, with
// components/autosave.html inside. Words are copied into this browser while they are on the way, so that
// neither a lost connection nor a closed window loses them. The server's half: foundation/autosave.py.
// A small form in a row saves when a choice is made or a field is left (data-autosave-when="done"), and
// shares its words and its panel with the other rows (<template data-autosave-shared>). A choice that needs
// words of a field (data-needs="reason") is sent once they are there; until then it is kept in the browser.
import { fieldsOf, same, typedEarly, wordsOf, writeInto } from "./words.js";

const WAIT = 1200;
const RETRIES = [3000, 10000, 30000];
const STORE = "td-words";
const SHARED = document.querySelector("template[data-autosave-shared]");

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    if (!form.querySelector("[data-autosave-conflict]")) form.append(SHARED.content.cloneNode(true));
    this.panel = form.querySelector("[data-autosave-conflict]");
    this.key = `${STORE}:${form.dataset.owner}:${form.dataset.autosave}`;
    this.tries = 0;
    this.leaving = false;
    const whenDone = form.dataset.autosaveWhen === "done";
    form.addEventListener("input", () => (whenDone ? this.note() : this.changed()));
    form.addEventListener("change", () => this.changed(whenDone ? 0 : WAIT));
    form.addEventListener("submit", () => {
      this.leaving = true;
      clearTimeout(this.timer);
    });
    window.addEventListener("online", () => this.dirty && this.save());
    window.addEventListener("pageshow", () => (this.leaving = false));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.dirty && !this.leaving) this.save(true);
    });
    for (const button of this.panel.querySelectorAll("[data-autosave-keep]")) {
      button.addEventListener("click", () => this.settle(button.dataset.autosaveKeep));
    }
    const early = typedEarly(form);
    this.restore();
    if (Object.keys(early).length) {
      this.write(early);
      this.changed();
    }
  }

  get version() { return this.form.elements.version.value; }
  set version(value) { this.form.elements.version.value = String(value); }

  fields() { return fieldsOf(this.form); }

  words() { return wordsOf(this.form); }

  write(words) { writeInto(this.form, words); }

  tell(name, more = "") {
    const words = this.status.dataset[name] ?? SHARED?.dataset[name] ?? name;
    this.status.textContent = [words, more].filter(Boolean).join(" ");
    this.status.toggleAttribute("data-refused", !["waiting", "saving", "saved", "restored"].includes(name));
  }

  note() {
    this.dirty = true;
    this.remember();
    if (!this.stopped) this.tell("waiting");
  }

  changed(wait = WAIT) {
    this.note();
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save(last = false) {
    if (this.busy || this.stopped) return;
    clearTimeout(this.timer);
    if (this.lacksWords()) {
      this.tell("lacking");
      return;
    }
    this.busy = true;
    this.dirty = false;
    this.tell("saving");
    const body = new FormData(this.form);
    for (const field of this.form.querySelectorAll("input[type=file][name]")) body.delete(field.name);
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST", body, keepalive: last, credentials: "same-origin",
        headers: { Accept: "application/json", "X-Autosave": "1" },
      });
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (answer.redirected || (!isOurs && [401, 403].includes(answer.status))) this.refuse("signedOut");
      else if (!isOurs) throw new Error(String(answer.status));
      else if (answer.status === 409) this.disagree(await answer.json());
      else if (!answer.ok) this.refuse((await answer.json()).message);
      else this.done(await answer.json());
    } catch {
      this.dirty = true;
      this.tell("offline");
      this.timer = setTimeout(() => this.save(), RETRIES[Math.min(this.tries++, RETRIES.length - 1)]);
    } finally {
      this.busy = false;
    }
  }

  lacksWords() {
    const chosen = this.form.querySelector("[data-needs]:checked");
    return chosen !== null && !this.form.elements[chosen.dataset.needs].value.trim();
  }

  done({ version, at, address }) {
    this.tries = 0;
    this.version = version;
    if (address) this.move(address);
    if (this.dirty) this.changed();
    else {
      this.forget();
      this.tell("saved", at);
      this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true }));
    }
  }

  // What was new has a row of its own now: from here on the form saves that row, also after a reload.
  move(address) {
    this.forget();
    this.form.action = this.form.dataset.autosave = address;
    this.key = `${STORE}:${this.form.dataset.owner}:${address}`;
    history.replaceState(null, "", address);
  }

  refuse(message) {
    const isNewer = this.dirty;
    this.dirty = true;
    this.tell(message);
    // What was typed while the answer was under way was not what was refused.
    if (isNewer && !this.stopped) this.changed();
  }

  // Somebody saved in between: both texts side by side, and nothing is sent until the person chose.
  disagree({ version, theirs, by, at }) {
    const mine = this.words();
    const names = Object.keys(theirs).filter((name) => name in mine && !same(theirs[name], mine[name]));
    this.theirVersion = version;
    if (!names.length) {
      this.done({ version, at });
      return;
    }
    this.stopped = true;
    this.theirs = Object.fromEntries(names.map((name) => [name, theirs[name]]));
    this.panel.querySelector("[data-autosave-who]").textContent = at ? `${by}, ${at},` : by;
    const both = this.panel.querySelector("[data-autosave-both]");
    both.replaceChildren();
    for (const name of names) {
      const label = this.labelOf(name);
      both.append(
        quoted(`${label}${both.dataset.labelMine}`, this.shown(name, mine[name])),
        quoted(`${label}${both.dataset.labelTheirs}`, this.shown(name, theirs[name])),
      );
    }
    this.panel.hidden = false;
    this.panel.focus();
    this.status.textContent = "";
  }

  named(name) { return this.fields().filter((field) => field.name === name); }

  // “Hạn hoàn thành · ”; nothing where the form has one field only.
  labelOf(name) {
    if (new Set(this.fields().map((field) => field.name)).size < 2) return "";
    const [field] = this.named(name);
    const group = ["radio", "checkbox"].includes(field.type) && field.closest("fieldset")?.querySelector("legend");
    const words = (group || field.labels?.[0])?.firstChild?.textContent.trim();
    return words ? `${words} · ` : "";
  }

  // A choice as its reader knows it, not as it is stored.
  shown(name, value) {
    const [first] = this.named(name);
    if (first.type === "select-one") return [...first.options].find((option) => option.value === value)?.text ?? value;
    if (!["radio", "checkbox"].includes(first.type)) return value;
    const chosen = this.named(name).filter((field) => value.split("\n").includes(field.value));
    return chosen.map((field) => field.labels[0]?.textContent.trim() ?? field.value).join("; ");
  }

  settle(choice) {
    const words = this.words();
    for (const [name, theirs] of Object.entries(this.theirs)) {
      if (choice === "theirs") words[name] = theirs;
      // Two numbers or two days cannot be joined: there one's own stays.
      if (choice === "both" && this.named(name)[0].type === "textarea") {
        words[name] = `${theirs.trimEnd()}\n\n${words[name].trimStart()}`;
      }
    }
    this.write(words);
    this.version = this.theirVersion;
    this.stopped = false;
    this.panel.hidden = true;
    this.fields()[0]?.focus();
    this.changed();
    this.save();
  }

  remember() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ version: this.version, words: this.words() }));
    } catch { /* a full or closed store: the server's copy is all there is */ }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* as above */ }
  }

  // Words of an earlier visit that never reached the server.
  restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(this.key)); } catch { return; }
    if (!kept) return;
    const now = this.words();
    if (Object.entries(kept.words).every(([name, text]) => !(name in now) || same(text, now[name]))) {
      this.forget();
    } else if (kept.version === this.version) {
      this.write(kept.words);
      this.changed();
      this.tell("restored");
    } else {
      const theirs = now;
      this.write(kept.words);
      this.disagree({ version: this.version, theirs, by: this.form.dataset.savedBy ?? "", at: "" });
    }
  }
}

function quoted(label, text) {
  const figure = document.createElement("figure");
  figure.className = "td-words";
  const caption = document.createElement("figcaption");
  caption.textContent = label;
  const words = document.createElement("p");
  words.textContent = text;
  figure.append(caption, words);
  return figure;
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
