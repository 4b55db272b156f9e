/* Saves a note while it is being written, one request at a time, and says when. A note that was saved elsewhere
   meanwhile is shown beside it; the writer chooses. The element is the form, which works without this, too. */
const PAUSE_MS = 900;
const AGAIN_MS = 8000;

export default function note(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const { text, version } = form.elements;
  const status = form.querySelector("[data-note-status]");
  const other = form.querySelector("[data-note-other]");
  let saved = text.value;
  let theirs;
  let timer = 0;
  let isSending = false;

  const later = (wait = PAUSE_MS) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const save = async ({ keepalive = false } = {}) => {
    clearTimeout(timer);
    if (isSending || theirs || text.value === saved) return;
    isSending = true;
    const sent = text.value;
    try {
      const response = await post(form, sent, keepalive);
      const answer = await response.json();
      if (response.ok) settle(sent, answer);
      else if (response.status === 409 && "text" in answer) compare(answer);
      else status.textContent = `Not saved. ${answer.message}`;
    } catch {
      status.textContent = "Not saved: the server could not be reached. Your text is kept here; trying again.";
      later(AGAIN_MS);
    } finally {
      isSending = false;
    }
  };
  const settle = (sent, answer) => {
    saved = sent;
    version.value = answer.version;
    status.textContent = `Saved ${answer.saved}`;
    if (text.value !== saved) later();
  };
  const compare = (answer) => {
    theirs = answer;
    form.querySelector("[data-note-text]").textContent = answer.text;
    other.hidden = false;
    status.textContent = "Not saved: there is another text. Choose which one stands.";
  };
  const choose = (chosen) => {
    saved = theirs.text;
    version.value = theirs.version;
    text.value = chosen;
    status.textContent = chosen === saved ? `Saved ${theirs.saved}` : "Saving";
    theirs = undefined;
    other.hidden = true;
    text.focus();
    save();
  };
  const onSubmit = (event) => {
    event.preventDefault();
    status.textContent = text.value === saved ? "Nothing new to save" : "Saving";
    save();
  };
  const onHide = () => document.visibilityState === "hidden" && save({ keepalive: true });
  const onInput = () => {
    status.textContent = "Not saved yet";
    later();
  };

  text.addEventListener("input", onInput, { signal });
  form.addEventListener("submit", onSubmit, { signal });
  form.querySelector("[data-note-keep]").addEventListener("click", () => choose(text.value), { signal });
  form.querySelector("[data-note-take]").addEventListener("click", () => choose(theirs.text), { signal });
  document.addEventListener("visibilitychange", onHide, { signal });
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}

function post(form, text, keepalive) {
  const body = new FormData(form);
  body.set("text", text);
  return fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body, keepalive });
}
