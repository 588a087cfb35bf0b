// A form that is saved as a whole, when its person says so: <form data-draft="address" data-draft-version="what it
// shows" data-owner="account id">, with components/draft.html inside. Until then its words are kept in this browser,
// so that neither a closed window nor a lost connection loses them. What the server keeps while somebody types is
// autosave.js. data-draft-refused: the page holds words that were sent and refused.
import { same, typedEarly, wordsAtFirst, wordsOf, writeInto } from "./words.js";

const STORE = "td-draft";

class Draft {
  constructor(form) {
    this.form = form;
    this.notice = form.querySelector("[data-draft-notice]");
    this.key = `${STORE}:${form.dataset.owner}:${form.dataset.draft}`;
    this.shown = wordsAtFirst(form);
    for (const event of ["input", "change"]) form.addEventListener(event, () => this.keep());
    form.addEventListener("submit", () => this.keep(true));
    this.notice.querySelector("[data-draft-drop]").addEventListener("click", () => this.drop());
    const early = typedEarly(form);
    this.restore();
    if (Object.keys(early).length) {
      writeInto(form, early);
      this.keep();
    }
  }

  keep(isSent = false) {
    const kept = { version: this.form.dataset.draftVersion, isSent, words: wordsOf(this.form) };
    try { localStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* a full or closed store */ }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* as above */ }
  }

  // Words of an earlier visit that were not saved. Those that were sent are saved when the server's are others now.
  restore() {
    if ("draftRefused" in this.form.dataset) {
      this.keep();
      return;
    }
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(this.key)); } catch { return; }
    if (!kept) return;
    const isSaved = kept.isSent && kept.version !== this.form.dataset.draftVersion;
    if (isSaved || Object.entries(kept.words).every(([name, text]) => same(text, this.shown[name]))) {
      this.forget();
      return;
    }
    writeInto(this.form, kept.words);
    this.notice.hidden = false;
  }

  drop() {
    this.forget();
    writeInto(this.form, this.shown);
    this.notice.hidden = true;
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
