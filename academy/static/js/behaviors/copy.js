/* Copies the text of the element that data-copy-from selects, and says so on the button for two seconds. */
export default function copy(button) {
  if (!navigator.clipboard) return undefined;
  const label = button.querySelector("[data-copy-label]") ?? button;
  const text = label.textContent;
  let timer;

  const run = async () => {
    const source = document.querySelector(button.dataset.copyFrom);
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      label.textContent = button.dataset.copyDone ?? "Copied";
    } catch {
      label.textContent = button.dataset.copyFailed ?? "Select it and copy by hand";
    }
    clearTimeout(timer);
    timer = setTimeout(() => (label.textContent = text), 2000);
  };

  button.hidden = false;
  button.addEventListener("click", run);
  return () => {
    clearTimeout(timer);
    button.removeEventListener("click", run);
  };
}
