/* The search field of the masthead: "/" goes to it, and the first results show while somebody types. Arrow keys walk
   through them, Enter opens the chosen one or sends the form, Escape closes. Without this the form is sent. */
const PAUSE_MS = 140;

export default function search(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const field = form.elements.q;
  const list = form.querySelector('[role="listbox"]');
  const status = form.querySelector("[data-search-status]");
  let timer = 0;
  let asked = 0;
  let chosen = -1;

  const close = () => {
    asked += 1; // an answer that is still on its way comes too late
    clearTimeout(timer);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const choose = (place) => {
    const options = [...list.children];
    chosen = options.length ? Math.max(-1, Math.min(options.length - 1, place)) : -1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const ask = async () => {
    const turn = (asked += 1);
    const url = `${form.dataset.suggestionsUrl}?q=${encodeURIComponent(field.value)}`;
    try {
      const response = await fetch(url, { headers: { Accept: "application/json" }, signal });
      if (!response.ok || turn !== asked) return;
      show(await response.json(), turn);
    } catch {
      close(); // the form still works
    }
  };
  const show = ({ results, total }, turn) => {
    if (turn !== asked) return;
    list.replaceChildren(...results.map(optionFor));
    list.hidden = results.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    status.textContent = total ? `${total} found, ${results.length} shown. Enter shows all.` : "Nothing found yet";
  };
  const onInput = () => {
    clearTimeout(timer);
    if (field.value.trim().length < 2) return close();
    timer = setTimeout(ask, PAUSE_MS);
  };
  const onKey = (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the browser would empty the field
      close();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  };
  const onPress = (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  };
  const onSlash = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    const places = [...document.querySelectorAll('input[type="search"][name="q"]'), document.querySelector(".search-link")];
    const place = [field, ...places].find((one) => one?.checkVisibility());
    place?.focus();
    place?.select?.();
  };
  const onLeave = (event) => form.contains(event.relatedTarget) || close();

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", onInput, { signal });
  field.addEventListener("keydown", onKey, { signal });
  list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal }); // focus stays in the field
  list.addEventListener("click", onPress, { signal });
  form.addEventListener("focusout", onLeave, { signal });
  document.addEventListener("keydown", onSlash, { signal });
  return () => {
    controller.abort();
    close();
  };
}

function optionFor({ kind, title, context, url }, index) {
  const option = document.createElement("li");
  option.id = `search-option-${index}`;
  option.className = "search-option";
  option.role = "option";
  option.dataset.url = url;
  option.append(line("", title), line("search-option-place", context === kind ? kind : `${kind}: ${context}`));
  return option;
}

function line(className, text) {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
}

function isTyping(element) {
  return element.matches("select, textarea, dialog *, input:not([type=radio], [type=checkbox])") || element.isContentEditable;
}
