/* Puts things in order with buttons that move a row up or down. The numbers of the rows, which work without this, are
   set by where the rows stand, and hidden. */
export default function quizOrder(group) {
  const controller = new AbortController();
  const { signal } = controller;
  const list = group.querySelector(".quiz-order");
  const note = group.querySelector("[data-order-note]");
  const announcer = group.querySelector("[data-announcer]");

  const number = () => {
    [...list.children].forEach((row, place) => {
      row.querySelector("select").value = String(place + 1);
    });
    note.textContent = "";
    list.firstElementChild.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  };
  const move = (button) => {
    const row = button.closest("li");
    const other = button.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(row);
    else other.before(row);
    button.focus();
    number();
    announcer.textContent = `${group.dataset.labelPlace} ${[...list.children].indexOf(row) + 1}`;
  };
  const press = (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.move) move(button);
    else if (button && "keep" in button.dataset) number();
  };

  group.querySelectorAll("[data-moves]").forEach((element) => (element.hidden = false));
  group.dataset.moves = "buttons";
  group.addEventListener("click", press, { signal });
  return () => controller.abort();
}
