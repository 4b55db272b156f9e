/* A glossary term shows its definition beside it on click, Enter, Space or touch. The element is a link to the
   glossary with data-definition; without this it stays an ordinary link. Escape, a second press, a click elsewhere,
   moving the focus on or scrolling closes. Screen readers hear the definition as the link's description. */
const MARGIN = 16;
const GAP = 6;
const WIDEST = 352;
let count = 0;

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
    note.showPopover();
    place(link, note);
  };
  const onSpace = (event) => event.key === " " && toggle(event);
  const onEscape = (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.preventDefault();
    close();
    link.focus({ preventScroll: true });
  };
  const closeElsewhere = (event) => {
    if (!link.contains(event.target) && !note.contains(event.target)) close();
  };
  const tell = (event) => link.setAttribute("aria-expanded", String(event.newState === "open"));

  link.role = "button";
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-controls", note.id);
  link.setAttribute("aria-describedby", note.firstElementChild.id);
  link.addEventListener("click", toggle, { signal });
  link.addEventListener("keydown", onSpace, { signal });
  note.addEventListener("toggle", tell, { signal });
  document.addEventListener("keydown", onEscape, { signal });
  document.addEventListener("click", closeElsewhere, { signal });
  document.addEventListener("focusin", closeElsewhere, { signal });
  window.addEventListener("scroll", close, { signal, passive: true });
  window.addEventListener("resize", close, { signal });
  return () => {
    controller.abort();
    note.remove();
    for (const name of ["aria-expanded", "aria-controls", "aria-describedby", "role"]) link.removeAttribute(name);
  };
}

/* The definition and the way to the glossary, right behind the link, so that Tab leads into it. */
function noteFor(link) {
  const note = document.createElement("span");
  const text = document.createElement("span");
  const more = document.createElement("a");
  count += 1;
  note.id = `term-note-${count}`;
  note.className = "term-note";
  note.role = "note";
  note.popover = "manual";
  text.id = `term-text-${count}`;
  text.textContent = `${link.dataset.definition} `;
  more.href = link.getAttribute("href");
  more.textContent = "In the glossary";
  note.append(text, more);
  link.after(note);
  return note;
}

/* Below the line of the link, or above it where there is no room below; never beyond the window. */
function place(link, note) {
  const { clientWidth, clientHeight } = document.documentElement;
  const box = link.getClientRects()[0];
  const width = Math.min(WIDEST, clientWidth - 2 * MARGIN);
  const start = Math.max(MARGIN, Math.min(box.left, clientWidth - width - MARGIN));
  note.style.setProperty("--note-width", `${width}px`);
  note.style.setProperty("--note-start", `${start}px`);
  const { height } = note.getBoundingClientRect();
  const hasRoomBelow = box.bottom + GAP + height <= clientHeight;
  const top = hasRoomBelow ? box.bottom + GAP : Math.max(GAP, box.top - GAP - height);
  note.style.setProperty("--note-top", `${top}px`);
}
