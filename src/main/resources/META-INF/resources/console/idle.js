/** Ends a session that nobody touches: without a key or a pointer for a while, in any tab of the console. */

const KEY = 'latchkey.console.touched';

/** Runs `over` once nothing was touched for so many seconds. */
export function idleAfter(limit, over) {
  let touched = Date.now();
  const touch = () => {
    if (Date.now() - touched < 5_000) return;
    touched = Date.now();
    try { localStorage.setItem(KEY, String(touched)); } catch { /* Other tabs keep their own time, then. */ }
  };
  const last = () => {
    try {
      return Math.max(touched, Number(localStorage.getItem(KEY)) || 0);
    } catch {
      return touched;
    }
  };
  for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(event, touch, { passive: true });
  clearInterval(idleAfter.timer);
  idleAfter.timer = setInterval(() => {
    if (Date.now() - last() < limit * 1000) return;
    clearInterval(idleAfter.timer);
    over();
  }, 10_000);
}

/** Whether somebody was here in the last few minutes; who polls stops when not. */
export const somebodyIsHere = () => {
  try {
    return Date.now() - (Number(localStorage.getItem(KEY)) || Date.now()) < 600_000;
  } catch {
    return true;
  }
};
