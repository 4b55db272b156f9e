/* The desk by keyboard: J and K go through the inbox, Enter opens, single letters press what shows them, ? lists them,
   Escape closes the sheet that a letter opened.
   Keys are left alone while somebody types or holds Ctrl, Alt or Meta. */
export default function deskKeys(desk) {
  const controller = new AbortController();
  const { signal } = controller;
  const legend = document.querySelector("[data-key-legend]");
  const announcer = desk.querySelector("[data-announcer]");

  const walk = (step) => {
    const rows = [...desk.querySelectorAll("[data-list] a[data-request]")].filter((row) => row.offsetParent);
    const here = rows.indexOf(document.activeElement.closest("a[data-request]"));
    const chosen = rows.findIndex((row) => row.getAttribute("aria-current"));
    const from = here >= 0 ? here : chosen >= 0 ? chosen - (step > 0 ? 1 : 0) : step > 0 ? -1 : rows.length;
    rows[Math.max(0, Math.min(rows.length - 1, from + step))]?.focus();
  };
  const press = (key) => {
    const target = desk.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    target.click();
    if (target.matches("summary") && target.parentElement.open) firstFieldOf(target.parentElement)?.focus();
    return true;
  };
  const close = () => {
    const sheet = desk.querySelector("details.handler-sheet[open]");
    if (!sheet) return false;
    sheet.open = false;
    sheet.querySelector("summary").focus();
    return true;
  };
  const speak = () => {
    const { textContent } = desk.querySelector("[data-clock]");
    announcer.textContent = `It is ${textContent}.`;
  };
  const handle = (event) => {
    if (event.key === "Escape" && !event.target.closest("dialog") && close()) return event.preventDefault();
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === " " && event.target.closest("a, button, summary, input")) return;
    if (key === "j" || key === "k") walk(key === "j" ? 1 : -1);
    else if (key === "t") speak();
    else if (key === "?") legend.showModal();
    else if (!press(key)) return;
    event.preventDefault();
  };

  document.addEventListener("keydown", handle, { signal });
  return () => controller.abort();
}

/* What is chosen already, or else the first thing to choose or press. */
function firstFieldOf(sheet) {
  return sheet.querySelector("input:checked") ?? sheet.querySelector("input:not([type=hidden]), select, button");
}

function isTyping(element) {
  return element.matches("select, textarea, dialog *, input:not([type=radio], [type=checkbox])") || element.isContentEditable;
}
