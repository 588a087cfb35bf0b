// What every page needs: the menu on a phone, menus that close, the command palette, open reasons on paper.
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

setUpPalette(document.querySelector("[data-palette]"));
