/** What both pages share: the SDK, the words, views, and telling the customer what happens. */

import { latchkey } from '/sdk/latchkey.js';
import { drawIcons } from './icons.js';
import { dress } from './look.js';
import { words } from './words.js';

const $ = (id) => document.getElementById(id);

/** Where the tab keeps tokens when the browser keeps no cookies here. */
const tab = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
  removeItem: (key) => sessionStorage.removeItem(key),
};

let along = {};
/** Headers that go along with every call from now on. */
const carry = (headers) => { along = headers; };

export const lk = latchkey({
  session: 'cookie',
  storage: tab,
  language: () => words.language,
  onFreshPasskey: () => waiting('wait.fresh'),
  onStepUp: (question, answers) => asking(question, answers),
  fetch: (address, how) => fetch(address, { ...how, headers: { ...how.headers, ...along } }),
});

let asking = async () => {};
/** Says how a page asks for one more check. */
export const askBy = (how) => { asking = how; };
let telling = () => false;
/** Lets a page tell some things in its own way: true when it did. */
export const tellBy = (how) => { telling = how; };

export let relyingParty = { name: 'Latchkey' };
let title = 'page.sign-in';

/** Loads the words, the look and the icons; `redraw` runs whenever the language changes. */
export async function start(redraw, pageTitle) {
  title = pageTitle;
  drawIcons(document);
  const known = await lk.relyingParty().catch(() => undefined); // Without it the page keeps Latchkey's own look.
  await words.start(known?.languages);
  words.menu($('language'), () => {
    calm();
    entitle();
    redraw();
  });
  if (known) {
    relyingParty = known;
    const repaint = () => dress(relyingParty);
    repaint();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  }
  entitle();
  if (known?.use === 'sandbox') await (await import('./walk.js')).walk({ lk, carry });
}

/** Names the tab after what it shows. */
export function entitle() {
  const view = document.querySelector('[data-view]:not([hidden]) h1')?.textContent;
  document.title = [view || words.say(title), relyingParty.name].join(' · ');
}

/** Shows one view and moves the reader there. */
export function show(name, { focus = true } = {}) {
  calm();
  for (const view of document.querySelectorAll('[data-view]')) view.hidden = view.dataset.view !== name;
  entitle();
  if (!focus) return;
  const view = document.querySelector(`[data-view="${name}"]`);
  const place = view.querySelector('input:not([type=hidden])') ?? view.querySelector('h1');
  if (!place) return;
  if (place.tagName === 'H1') place.tabIndex = -1;
  place.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Says what is being waited for. */
export function waiting(key) {
  hide('alert');
  const spin = document.createElement('span');
  spin.className = 'spin';
  $('status').replaceChildren(spin, words.say(key));
}

/** A short word that something is done; it goes by itself. */
export function tell(key, values) {
  hide('alert');
  const text = words.say(key, values);
  $('status').replaceChildren(text);
  setTimeout(() => {
    if ($('status').textContent === text) $('status').replaceChildren();
  }, 6000);
}

/** Takes back what was said. */
export function calm() {
  hide('alert');
  $('status').replaceChildren();
}

function hide(id) {
  $(id).hidden = true;
  $(id).replaceChildren();
}

/** Codes that need the same words. */
const SAME = {
  'return-address-refused': 'return-address-unknown', 'token-refused': 'session-ended', 'token-missing': 'session-ended',
  'fresh-passkey-needed': 'sign-in-again', 'one-more-check-needed': 'sign-in-denied',
};

/** Says what went wrong, in plain words; a dialog that was closed is not an error. */
export function explain(error) {
  $('status').replaceChildren();
  if (telling(error)) return;
  const own = `error.${SAME[error.code] ?? error.code}`;
  const key = words.has(own) ? own : 'error.other';
  const notice = $('alert');
  const wait = words.span(error.retryAfter ?? 30);
  notice.className = `notice ${error.code === 'cancelled' ? 'calm' : 'stops'}`;
  notice.dataset.code = error.code ?? 'other';
  notice.hidden = false;
  const line = document.createElement('p');
  line.textContent = words.say(key, { wait });
  notice.replaceChildren(line);
  const reasons = words.reasons(error.problem?.decision);
  if (reasons) notice.append(Object.assign(document.createElement('small'), { textContent: reasons }));
  if (key === 'error.other' && error.problem?.instance) {
    const id = document.createElement('small');
    words.put(id, 'error.id', { id: error.problem.instance.replace('urn:uuid:', '') });
    notice.append(id);
  }
  notice.scrollIntoView({ block: 'nearest' });
  if (!error.code) console.error(error);
}

let busy = false;

/**
 * Runs one thing at a time for `button`. What is thrown is explained, after `refused` had its turn;
 * resolves to undefined then.
 */
export async function doing(button, waitingFor, run, refused = () => {}) {
  if (busy) return undefined;
  busy = true;
  button?.setAttribute('aria-disabled', 'true');
  waiting(waitingFor);
  try {
    const result = await run();
    calm();
    return result ?? true;
  } catch (error) {
    refused(error);
    explain(error);
    return undefined;
  } finally {
    busy = false;
    button?.removeAttribute('aria-disabled');
  }
}

/** What the customer said "not now" to, remembered in this browser. */
export const declined = {
  has: (what, days) => {
    try {
      return Date.now() - Number(localStorage.getItem(`latchkey.not-now.${what}`) ?? 0) < days * 86_400_000;
    } catch {
      return false;
    }
  },
  add: (what) => {
    try {
      localStorage.setItem(`latchkey.not-now.${what}`, String(Date.now()));
    } catch {
      // It may come up again, then.
    }
  },
};

export { $ };
