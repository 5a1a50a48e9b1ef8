/** Makes elements that speak the customer's language. */

import { icon } from './icons.js';
import { make as plain } from './make.js';
import { words } from './words.js';

/** A new element, as `make.js` makes it; `say` is the key of its text. */
export function make(tag, { say, ...how } = {}, ...children) {
  const element = plain(tag, how, ...children);
  if (say) element.prepend(words.say(element.dataset.i18n = say));
  return element;
}

/** A button that says `key`. */
export const button = (key, className, on, more = {}) => make('button', { type: 'button', className, say: key, on, ...more });

/** The quiet ways out below a line. */
export const ways = (...links) => make('div', { className: 'ways' }, ...links);

/** What a screen is about, as a drawing. */
export const emblem = (drawing, kind = '') => make('div', { className: `emblem ${kind}`.trim() }, icon(drawing));

/** Fills an element with words that change along with the language, as those in the page's own text do. */
export function saying(element, key) {
  element.dataset.i18n = key;
  element.textContent = words.say(key);
  return element;
}

/** Moves the reader to the first thing to do on a screen, or to its headline. */
export function lead(place) {
  const first = place.querySelector('input:not([type=hidden])') ?? place.querySelector('h1, h2');
  if (!first) return;
  if (first.tagName !== 'INPUT') first.tabIndex = -1;
  first.focus({ preventScroll: true });
  place.closest('dialog')?.scrollTo(0, 0);
}
