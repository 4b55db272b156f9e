/* Counts down to the end of an attempt. The server's clock decides: this asks it now and then, so that more time given
   by a trainer shows, and when time is up it opens the page that says so. Without a deadline there is nothing to do. */
const ASK_EVERY_MS = 20_000;
const WARNINGS = [300, 60]; // seconds before the end that are read out

export default function quizClock(clock) {
  if (clock.dataset.secondsLeft === undefined) return undefined;
  const controller = new AbortController();
  const { signal } = controller;
  const shown = clock.querySelector("[data-left]");
  const end = clock.querySelector("[data-end]");
  const announcer = clock.querySelector("[data-announcer]");
  let endsAt = performance.now() + 1000 * Number(clock.dataset.secondsLeft);
  let before = Infinity;

  const ask = async () => {
    try {
      const response = await fetch(clock.dataset.stateUrl, { headers: { Accept: "application/json" } });
      if (response.ok) take(await response.json());
    } catch {
      // no network: the countdown goes on, and the next look may succeed
    }
  };
  const take = (state) => {
    if (state.seconds_left === null || state.seconds_left === undefined) return;
    endsAt = performance.now() + 1000 * state.seconds_left;
    end.textContent = state.ends;
    end.dateTime = state.ends_at;
    if (!state.is_running) location.assign(clock.dataset.overviewUrl);
  };
  const tick = () => {
    const left = Math.max(0, Math.round((endsAt - performance.now()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} ${clock.dataset.labelLeft}`;
    clock.toggleAttribute("data-short", left <= WARNINGS[0]);
    const warning = WARNINGS.find((seconds) => left <= seconds && before > seconds);
    if (warning && before !== Infinity) announcer.textContent = shown.textContent;
    if (left === 0 && before > 0) setTimeout(ask, 6000); // past the grace for the network
    before = left;
  };

  document.addEventListener("quiz-state", (event) => take(event.detail), { signal });
  const ticking = setInterval(tick, 1000);
  const asking = setInterval(ask, ASK_EVERY_MS);
  tick();
  return () => {
    controller.abort();
    clearInterval(ticking);
    clearInterval(asking);
  };
}
