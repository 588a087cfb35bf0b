// The command palette: Ctrl+K, type, arrows, Enter. A combobox over a listbox (WAI-ARIA 1.2).
const WAIT = 120;

export function setUpPalette(dialog) {
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const note = dialog.querySelector("[data-none]");
  let timer = 0;
  let asked = 0;
  let fresh = true; // Whether what is listed answers what is typed.

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (index) => {
    const all = options();
    if (!all.length) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    const at = (index + all.length) % all.length;
    for (const [position, option] of all.entries()) option.setAttribute("aria-selected", String(position === at));
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };

  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  const tell = (text) => {
    note.hidden = !text;
    note.textContent = text;
  };

  const ask = async () => {
    const mine = ++asked;
    try {
      const address = `${dialog.dataset.source}?q=${encodeURIComponent(input.value)}`;
      const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (mine !== asked) return;
      list.innerHTML = html;
      fresh = true;
      tell(options().length ? "" : note.dataset.none);
      choose(0);
    } catch {
      if (mine === asked) tell(note.dataset.failed);
    }
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    input.focus();
    ask();
  };

  for (const button of document.querySelectorAll("[data-palette-open]")) button.addEventListener("click", open);
  dialog.querySelector("[data-palette-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", () => {
    fresh = false;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen() + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Who types fast means what he typed, not what was first on the list before.
      if (!fresh) {
        clearTimeout(timer);
        await ask();
        if (!fresh) return;
      }
      const option = options()[chosen()];
      if (option) location.assign(option.dataset.url);
    }
  });
}
