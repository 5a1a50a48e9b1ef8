/** Counts what a walk costs: screens, what was pressed on them, and the time that they took. */

/**
 * The time before somebody first does something is for reading what is to be done, and does not count; nor does the time
 * after the last press once the step is over.
 *
 * @param {{now?: () => number, begun?: boolean}} [parts] `begun`: the step went on here from another page
 */
export function counter({ now = () => performance.now(), begun = false } = {}) {
  let seen = [];
  let view;

  function close(until) {
    if (view) seen.push({ screen: view.screen, clicks: view.clicks, ms: Math.max(0, Math.round(until - view.since)), offered: view.offered });
    view = undefined;
  }

  return {
    /** Another screen is shown, or the same one as before. */
    show(screen, offered = []) {
      if (view?.screen === screen) {
        if (offered.length) view.offered = offered;
        return;
      }
      const time = now();
      if (view) begun = true;
      close(time);
      view = { screen, clicks: 0, since: time, last: time, offered };
    },

    /** Somebody does something; `pressed` when it is a click, a tap or a key that stands for one. */
    touch(pressed) {
      if (!view) return;
      const time = now();
      if (!begun) view.since = time;
      begun = true;
      view.last = time;
      if (pressed) view.clicks += 1;
    },

    begun: () => begun,

    /** What was seen since the last time; with `over` the step ends at the last press. */
    take(over = false) {
      close(over ? view?.last : now());
      const taken = seen;
      seen = [];
      return taken;
    },
  };
}

/** The name of what is shown, as the service takes it: `step-up:totp`. */
export function screenOf(root) {
  const dialog = root.querySelector('dialog[open]');
  const place = dialog ?? root.querySelector('[data-view]:not([hidden])');
  if (!place) return undefined;
  const inner = place.querySelector('[data-screen]')?.dataset.screen;
  if (!inner && place.dataset.view === 'step-up') return undefined; // answered, and on its way elsewhere
  const name = [dialog ? dialog.id : place.dataset.view, inner].filter(Boolean).join(':');
  return {
    screen: name.toLowerCase().replace(/[^a-z0-9:_-]/g, '-').slice(0, 40),
    offered: [...place.querySelectorAll('[data-method]')].map(({ dataset }) => dataset.method).slice(0, 8),
  };
}
