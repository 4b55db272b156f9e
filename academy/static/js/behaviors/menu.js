/* A <details> that behaves like a menu: it closes on Escape, on a click elsewhere and when focus moves on. */
export default function menu(element) {
  const controller = new AbortController();
  const { signal } = controller;
  const toggle = element.querySelector("summary");

  const closeOutside = (event) => {
    if (element.open && !element.contains(event.target)) element.open = false;
  };
  const closeOnEscape = (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    toggle.focus();
  };

  document.addEventListener("click", closeOutside, { signal });
  document.addEventListener("focusin", closeOutside, { signal });
  element.addEventListener("keydown", closeOnEscape, { signal });
  return () => controller.abort();
}
