/* A card by keyboard: Space shows the answer, 1 to 4 rate it, U takes the last rating back, letters choose.
   What was chosen or written is set beside the answer. Keys are left alone while somebody types. */
export default function review(root) {
  const controller = new AbortController();
  const { signal } = controller;
  const back = root.querySelector("[data-back]");
  const entry = root.querySelector("[data-entry]");

  const show = () => {
    back.open = true;
  };
  const compare = () => {
    if (!back.open) return;
    const chosen = new Set([...root.querySelectorAll("input[data-letter]:checked")].map((input) => input.dataset.letter));
    for (const mark of root.querySelectorAll("[data-mark]")) {
      mark.querySelector("[data-chosen]").hidden = !chosen.has(mark.dataset.mark);
    }
    const yours = root.querySelector("[data-yours]");
    const text = entry?.value.trim();
    yours.hidden = !text;
    yours.querySelector("span").textContent = text ?? "";
    root.querySelector("[data-answer]").focus();
  };
  const press = (key) => {
    if (key === "u") return click(root.querySelector("[data-undo]"));
    if (/^[1-4]$/.test(key)) return back.open && click(root.querySelector(`[data-key="${key}"]`));
    const option = /^[a-z]$/.test(key) && root.querySelector(`input[data-letter="${key.toUpperCase()}"]`);
    if (!option || back.open) return false;
    option.focus();
    return click(option);
  };
  const handle = (event) => {
    const { target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return;
    if (target === entry && event.key === "Enter") {
      show();
      return event.preventDefault();
    }
    if (isTyping(target)) return;
    if (event.key === " " && !back.open && !target.closest("a, button, summary, input")) show();
    else if (!press(event.key.toLowerCase())) return;
    event.preventDefault();
  };

  back.addEventListener("toggle", compare, { signal });
  document.addEventListener("keydown", handle, { signal });
  return () => controller.abort();
}

function click(button) {
  button?.click();
  return Boolean(button);
}

function isTyping(element) {
  return element.matches("select, textarea, dialog *, input:not([type=radio], [type=checkbox])") || element.isContentEditable;
}
