/** Small parts that the views share: headings, notices, facts, tracks, buttons that wait or say why not. */

import { make } from '/pages/make.js';
import { isOver, told } from './api.js';

const $ = (id) => document.getElementById(id);

/** The head of a view. `more` stands at its end. */
export function head(title, lead, { back, more = [] } = {}) {
  return make('div', { className: 'head' },
    make('div', {},
      back && make('a', { className: 'crumb', href: back[1], textContent: `← ${back[0]}` }),
      make('h1', { textContent: title, tabIndex: -1 }),
      lead && p(lead)),
    make('div', { className: 'row no-print' }, ...more));
}

/** A card with a heading. */
export function card(title, ...content) {
  return make('section', { className: 'card' }, title && make('h2', { textContent: title }), ...content);
}

/** A paragraph of texts and elements. */
export const p = (...content) => make('p', {}, ...content.flat());
export const quietly = (...content) => make('p', { className: 'quietly' }, ...content.flat());
export const link = (text, href, more = {}) => make('a', { href, textContent: text, ...more });
export const chip = (text, kind = '') => make('span', { className: `chip ${kind}`.trim(), textContent: text });

export function notice(kind, ...content) {
  return make('div', { className: `notice ${kind}`.trim() }, ...content.flat().map((one) => (typeof one === 'string' ? p(one) : one)));
}

/** What to do where there is nothing yet. */
export function empty(what, ...next) {
  return make('div', { className: 'empty' }, make('b', { textContent: what }), ...next);
}

/** Pairs of name and value; a value is a text, an element, or [value, small print]. */
export function facts(pairs, className = 'facts') {
  return make('dl', { className }, ...pairs.filter(Boolean).map(([name, value, small]) => make('div', {},
    make('dt', { textContent: name }),
    make('dd', {}, value instanceof Node ? value : String(value ?? '–'), small && make('small', {}, small)))));
}

/** Sentences with a mark each: [text or nodes, '' | 'done' | 'asks' | 'stops']. */
export function sentences(lines) {
  return make('ul', { className: 'sentences' },
    ...lines.filter(Boolean).map(([content, kind = '']) => make('li', { className: kind }, make('span', {}, ...[content].flat()))));
}

/** Stages in a row; `at` is the key of the one it stands at. */
export function track(stages, at, { label = 'Stage', stopped = false } = {}) {
  const now = stages.findIndex(([key]) => key === at);
  return make('ol', { className: 'track', attributes: { 'aria-label': label } }, ...stages.map(([, text], i) => {
    const item = make('li', { className: i < now ? 'past' : i === now && stopped ? 'stops' : '' }, make('span', { textContent: text }));
    if (i === now) item.setAttribute('aria-current', 'step');
    return item;
  }));
}

/** A strip per line, with its number: [text, value, said, kind]. Widths are relative to the largest. */
export function bars(lines, label) {
  const both = lines.some(([, value]) => value < 0);
  const most = Math.max(...lines.map(([, value]) => Math.abs(value)), Number.MIN_VALUE);
  return make('ul', { className: 'bars', attributes: { 'aria-label': label } }, ...lines.map(([text, value, said, kind]) => {
    const strip = make('i', { className: kind ?? (value < 0 ? 'less' : '') });
    strip.style.inlineSize = `${((both ? 50 : 100) * Math.abs(value)) / most}%`;
    strip.style[value < 0 ? 'insetInlineEnd' : 'insetInlineStart'] = both ? '50%' : '0';
    return make('li', {}, make('span', { textContent: text }), make('span', { className: both ? 'strip both' : 'strip', attributes: { 'aria-hidden': 'true' } }, strip), make('b', { textContent: said }));
  }));
}

/** Folded away until wanted. */
export const fold = (title, ...content) => make('details', { className: 'fold' }, make('summary', { textContent: title }), ...content);

/**
 * A button that runs one thing at a time and tells what goes wrong. With `unless`, a reason why not, it stays and says so.
 */
export function act(text, run, { kind = '', unless, data = {}, done } = {}) {
  const button = make('button', { type: 'button', className: `button ${kind}`.trim(), textContent: text, data });
  if (unless) {
    const id = `why-${Math.random().toString(36).slice(2)}`;
    button.setAttribute('aria-disabled', 'true');
    button.setAttribute('aria-describedby', id);
    return make('div', { className: 'may-not' }, button, make('small', { id, textContent: unless }));
  }
  button.addEventListener('click', () => doing(button, run, done));
  return button;
}

export async function doing(button, run, done) {
  if (button?.classList.contains('busy')) return undefined;
  calm();
  button?.setAttribute('aria-disabled', 'true');
  button?.classList.add('busy');
  try {
    const result = await run();
    if (done && result !== undefined) tell(done);
    return result;
  } catch (error) {
    explain(error);
    return undefined;
  } finally {
    button?.removeAttribute('aria-disabled');
    button?.classList.remove('busy');
  }
}

/** A short word that something is done; it goes by itself. */
export function tell(text) {
  $('status').textContent = text;
  setTimeout(() => { if ($('status').textContent === text) $('status').textContent = ''; }, 6000);
}

/** Takes back what was said. */
export function calm() {
  $('alert').hidden = true;
  $('alert').replaceChildren();
  $('status').textContent = '';
}

let over = () => {};
/** Says what is to happen once nobody is signed in any more. */
export const overBy = (how) => { over = how; };

/** Says what went wrong and what to do next. */
export function explain(error) {
  if (isOver(error)) return over();
  if (error.name === 'AbortError' || (error.code === 'cancelled' && !error.message)) return undefined;
  const place = $('alert');
  const said = inWords(error);
  place.className = said.className;
  place.dataset.code = error.code ?? 'page';
  place.replaceChildren(...said.childNodes);
  place.hidden = false;
  place.scrollIntoView({ block: 'nearest' });
  if (!error.code) console.error(error);
  return undefined;
}

/** An error as a notice: what happened, each fault beside its path, what to do next. */
export function inWords(error) {
  const { what, next, faults, id, calm: mild } = error.code ? told(error)
    : { what: 'This page met something it did not expect.', next: 'Load it again. If it stays so, tell whoever runs this service.', faults: [] };
  return notice(mild ? 'calm' : 'stops', p(make('b', { textContent: what }), next ? ` ${next}` : ''),
    faults.length ? faultList(faults) : '', id ? make('small', { textContent: `Number ${id}` }) : '');
}

export const faultList = (faults) => make('ul', { className: 'faults' }, ...faults.map(({ path, message }) =>
  make('li', {}, make('code', { textContent: path || '/' }), make('span', { textContent: message }))));

export const loading = (text = 'One moment …') => make('p', { className: 'loading', attributes: { role: 'status' } }, make('span', { className: 'spin' }), text);
