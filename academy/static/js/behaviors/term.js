/* A glossary term shows its definition beside it on click, Enter, Space or touch. The element is a link to the
   glossary with data-definition; without this it stays an ordinary link. Escape, a second press, a click elsewhere
   or scrolling closes. */
export default function term(link) {
  const controller = new AbortController();
  const { signal } = controller;
  const note = noteFor(link);
  const isOpen = () => note.matches(":popover-open");

  const close = () => isOpen() && note.hidePopover();
  const toggle = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (isOpen()) return close();
    placeUnder(link, note);
    note.showPopover();
  };
  const onKey = (event) => {
    if (event.key === " ") toggle(event);
    if (event.key === "Escape") close();
  };
  const closeElsewhere = (event) => {
    if (!link.contains(event.target) && !note.contains(event.target)) close();
  };
  const tell = (event) => link.setAttribute("aria-expanded", String(event.newState === "open"));

  link.role = "button";
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", toggle, { signal });
  link.addEventListener("keydown", onKey, { signal });
  note.addEventListener("toggle", tell, { signal });
  document.addEventListener("click", closeElsewhere, { signal });
  window.addEventListener("scroll", close, { signal, passive: true });
  return () => {
    controller.abort();
    note.remove();
    link.removeAttribute("aria-expanded");
    link.removeAttribute("role");
  };
}

function noteFor(link) {
  const note = document.createElement("span");
  note.className = "term-note";
  note.role = "note";
  note.popover = "manual";
  note.textContent = link.dataset.definition;
  link.after(note);
  return note;
}

function placeUnder(link, note) {
  const margin = 16;
  const room = document.documentElement.clientWidth;
  const box = link.getClientRects()[0];
  const width = Math.min(352, room - 2 * margin);
  const start = Math.max(margin, Math.min(box.left, room - width - margin));
  note.style.setProperty("--note-width", `${width}px`);
  note.style.setProperty("--note-start", `${start}px`);
  note.style.setProperty("--note-top", `${box.bottom + 6}px`);
}
