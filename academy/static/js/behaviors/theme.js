/* Shows a theme as soon as it is chosen; saving the form keeps it. */
export default function theme(element) {
  const root = document.documentElement;
  const show = (event) => {
    root.dataset.theme = event.target.value;
  };
  element.addEventListener("change", show);
  return () => element.removeEventListener("change", show);
}
