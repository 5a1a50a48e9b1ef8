/** Ends a session that nobody touches: without a key or a pointer for a while, in any tab of the console. */

const KEY = 'latchkey.console.touched';

let touched = Date.now();
let timer;

const touch = () => {
  if (Date.now() - touched < 5_000) return;
  touched = Date.now();
  try {
    localStorage.setItem(KEY, String(touched));
  } catch {
    // Other tabs keep their own time, then.
  }
};
for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) addEventListener(event, touch, { passive: true });

function last() {
  try {
    return Math.max(touched, Number(localStorage.getItem(KEY)) || 0);
  } catch {
    return touched;
  }
}

const untouched = () => (Date.now() - last()) / 1000;

/** Runs `over` once nothing was touched for so many seconds; instead of what was asked for before. */
export function idleAfter(limit, over) {
  clearInterval(timer);
  timer = setInterval(() => {
    if (untouched() < limit) return;
    clearInterval(timer);
    over();
  }, 10_000);
}

/** Whether somebody was here in the last few minutes; who polls stops when not, or a session would never idle. */
export const somebodyIsHere = () => untouched() < 300;
