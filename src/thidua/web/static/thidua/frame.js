// What every page needs: the menu on a phone, menus that close, the command palette, open reasons on paper,
// forms that say that they work.
import { setUpPalette } from "./palette.js";

document.documentElement.classList.add("td-scripted");

const nav = document.querySelector(".td-nav");
const toggle = document.querySelector("[data-nav-toggle]");
toggle?.addEventListener("click", () => {
  const open = nav.toggleAttribute("data-open");
  toggle.setAttribute("aria-expanded", String(open));
  if (open) nav.querySelector("a")?.focus();
});

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.td-menu[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.td-menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.td-menu[open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// On paper everything that can be opened is open; afterwards it is as it was.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});

// A list that filters the page sends itself; without script its button does.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// A file takes a while to read: the form says that it works, and a second press does nothing.
const slow = document.querySelectorAll("form[enctype='multipart/form-data'], form[data-working]");
for (const form of slow) {
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") event.preventDefault();
    if (event.defaultPrevented) return;
    form.ariaBusy = "true";
    (event.submitter?.parentElement ?? form).append(workingNote());
  });
}
function workingNote() {
  const note = document.createElement("div");
  note.className = "td-progress td-working";
  note.role = "status";
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  bar.ariaLabel = words.textContent = document.body.dataset.working;
  note.append(bar, words);
  return note;
}
// Coming back to a page that the browser has kept, nothing works any more.
window.addEventListener("pageshow", () => {
  for (const form of slow) form.ariaBusy = null;
  for (const note of document.querySelectorAll(".td-working")) note.remove();
});

setUpPalette(document.querySelector("[data-palette]"));
