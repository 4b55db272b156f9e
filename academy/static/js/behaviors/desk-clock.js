/* Moves the clock, ages and minutes left between two answers of the server. It is silent; the key T speaks it. */
export default function deskClock(desk) {
  const controller = new AbortController();
  const { signal } = controller;
  let receivedAt = performance.now();

  const minuteNow = () => {
    const { minute, minuteMilliseconds, nextMinuteIn, horizon, isRunning } = desk.dataset;
    if (isRunning !== "yes") return Number(minute);
    const pace = Number(minuteMilliseconds);
    const passed = performance.now() - receivedAt + pace - Number(nextMinuteIn);
    return Math.min(Number(horizon), Number(minute) + Math.floor(passed / pace));
  };
  const tick = () => {
    const minute = minuteNow();
    show("[data-clock]", () => clock(Number(desk.dataset.startsAt) + minute));
    show("[data-since]", ({ since }) => `${minute - Number(since)} min`);
    show("[data-until]", ({ until }) => `${Math.max(0, Number(until) - minute)} min left`);
  };
  const show = (selector, text) => {
    for (const part of desk.querySelectorAll(selector)) {
      const next = text(part.dataset);
      if (part.textContent !== next) part.textContent = next;
    }
  };
  const restart = () => {
    receivedAt = performance.now();
    tick();
  };

  desk.addEventListener("desk-timed", restart, { signal });
  const timer = setInterval(tick, 250);
  return () => {
    controller.abort();
    clearInterval(timer);
  };
}

function clock(minutes) {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
