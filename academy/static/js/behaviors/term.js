/* A glossary term shows its definition beside it on click, Enter or touch. The element is a link to the glossary
   with data-definition; without this it stays an ordinary link. Escape or a second press closes. */
export default function term(link) {
  const controller = new AbortController();
  const { signal } = controller;
  const note = document.createElement("span");
  note.className = "term-note";
  note.role = "note";
  note.popover = "auto";
  note.textContent = link.dataset.definition;
  link.after(note);
  link.setAttribute("aria-expanded", "false");
  link.role = "button";

  const place = () => {
    const box = link.getBoundingClientRect();
    const width = Math.min(352, document.documentElement.clientWidth - 32);
    const start = Math.max(16, Math.min(box.left, document.documentElement.clientWidth - width - 16));
    note.style.setProperty("--note-start", `${start}px`);
    note.style.setProperty("--note-width", `${width}px`);
    note.style.setProperty("--note-top", `${box.bottom + 6}px`);
  };
  const toggle = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    place();
    note.togglePopover({ source: link });
  };
  const onSpace = (event) => {
    if (event.key === " ") toggle(event);
  };
  const tell = (event) => link.setAttribute("aria-expanded", String(event.newState === "open"));

  link.addEventListener("click", toggle, { signal });
  link.addEventListener("keydown", onSpace, { signal });
  note.addEventListener("toggle", tell, { signal });
  window.addEventListener("scroll", () => note.hidePopover(), { signal, passive: true });
  return () => {
    controller.abort();
    note.remove();
    link.removeAttribute("aria-expanded");
    link.removeAttribute("role");
  };
}
