/** Makes elements; a text is always a text. */

import { icon } from './icons.js';
import { words } from './words.js';

/** A new element with these properties and children. `data` are its data attributes, `say` is the key of its text. */
export function make(tag, { data = {}, attributes = {}, say, on, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (say) saying(element, say);
  if (on) element.addEventListener('click', on);
  element.append(...children.filter(Boolean));
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
