// A long list of check boxes is looked through by name, without marks; what is ticked stays in sight.
const plain = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").trim();

for (const box of document.querySelectorAll("[data-filters]")) {
  const rows = [...document.getElementById(box.dataset.filters).children];
  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", () => {
    const wanted = plain(box.value);
    for (const row of rows) {
      row.hidden = !row.querySelector("input").checked && !plain(row.textContent).includes(wanted);
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
