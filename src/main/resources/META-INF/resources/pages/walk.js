/**
 * A walk through the pages of a sandbox: says as whom and what is to be done, lets the service know by a header that this
 * is a walk, and counts. Loaded in a sandbox alone. For operators, and so in English.
 */

import { make } from './dom.js';
import { takeFragment } from './fragment.js';
import { counter, screenOf } from './walk-count.js';

const KEPT = 'latchkey.walk';
const PRESSED = 'a, button, input, select, summary, [role=switch]';
const RESULTS = {
  kept: 'As expected: this walk asked as often as it should.',
  broken: 'Not as expected: this walk asked more or less often than it should, or turned its customer away.',
};

/** What this tab remembers of a walk: its token, the step, and whether that has begun. */
const kept = {
  get: () => JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') ?? undefined,
  set: (what) => sessionStorage.setItem(KEPT, JSON.stringify(what)),
  end: () => sessionStorage.removeItem(KEPT),
};

/**
 * Goes on with the walk of this tab, or begins the one whose link was opened.
 *
 * @param {{lk: object, carry: (headers: object) => void}} page the SDK, and what sends headers along with each of its calls
 */
export async function walk({ lk, carry }) {
  const token = location.hash.startsWith('#walk=') ? takeFragment().slice('walk='.length) : undefined;
  if (token) kept.set({ token });
  const mine = kept.get();
  if (!mine) return;
  const headers = { 'Latchkey-Walk': mine.token };
  const bar = make('aside', { className: 'walk', lang: 'en', dir: 'ltr', attributes: { 'aria-label': 'Walk' } });
  const style = make('link', { rel: 'stylesheet', href: '/look/walk.css' });
  document.head.append(style);
  document.querySelector('.skip').after(bar);

  let at;
  try {
    at = await call('GET', '');
  } catch (error) {
    return over(error);
  }
  carry(headers);
  if (token && lk.signedIn()) await lk.signOut().catch(() => {});
  const count = counter({ begun: mine.step === at.step && mine.begun });
  let going = false;
  watch();
  draw();
  return undefined;

  async function call(method, path, body, how = {}) {
    const answer = await fetch(`/v1/walk${path}`, {
      method,
      headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      ...how,
    });
    const text = await answer.text();
    const said = text ? JSON.parse(text) : undefined;
    if (!answer.ok) throw Object.assign(new Error(said?.title ?? 'no answer'), { code: said?.code, said });
    return said;
  }

  /** Takes note of what is shown now; of nothing while this page is being left for the next step. */
  function look() {
    const shown = going ? undefined : screenOf(document);
    if (shown) count.show(shown.screen, shown.offered);
  }

  function watch() {
    new MutationObserver(look).observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'open', 'data-screen'],
    });
    look();
    const mineToo = ({ target }) => bar.contains(target);
    addEventListener('keydown', (event) => mineToo(event) || count.touch(false), true);
    addEventListener('click', (event) => {
      if (event.isTrusted && !mineToo(event) && event.target.closest?.(PRESSED)) count.touch(true);
    }, true);
    addEventListener('pagehide', () => {
      if (going || !kept.get()) return;
      kept.set({ token: mine.token, step: at.step, begun: count.begun() });
      send(count.take(), { keepalive: true }).catch(() => {});
    });
  }

  async function send(views, how) {
    if (views.length) await call('POST', '/views', { step: at.step, views: views.slice(0, 60) }, how);
  }

  function draw() {
    const step = at.steps[at.step];
    const last = at.step === at.steps.length - 1;
    bar.replaceChildren(
      make('p', {}, make('b', { textContent: at.name }), ` · step ${at.step + 1} of ${at.steps.length}: `, make('b', { textContent: step.title })),
      make('p', { textContent: step.words }),
      make('div', {},
        make('button', { type: 'button', className: 'button small', id: 'walk-next', textContent: last ? 'Done' : 'Done, go on', on: next }),
        make('button', { type: 'button', className: 'link', id: 'walk-give-up', textContent: 'Give up', on: giveUp })),
      make('p', { id: 'walk-word', attributes: { role: 'status' } }));
  }

  async function next() {
    try {
      const account = at.known ? undefined : await made();
      if (!at.known && !account) return word('Make the account first.');
      going = true;
      await send(count.take(true));
      const ahead = at.steps[at.step + 1];
      const then = await call('POST', '/next', { step: at.step, ...(account ? { account } : {}) });
      if (then.result) return finish(then.result);
      kept.set({ token: mine.token });
      if (ahead.starts === 'door') await leave();
      at = then;
      location.assign(ahead.starts === 'door' ? '/' : '/account');
    } catch (error) {
      if (error.code === 'walk-ended') return over(error);
      going = false;
      look();
      word(error.said?.fields?.[0]?.detail ?? error.message);
    }
    return undefined;
  }

  /** The account that was made on the way; none before it is. */
  async function made() {
    if (!lk.signedIn()) return undefined;
    return (await lk.me.profile()).account.id;
  }

  /** Signs out, so that the next step begins at the door; a session that is over already is as good. */
  async function leave() {
    if (lk.signedIn()) await lk.signOut().catch(() => {});
  }

  async function giveUp() {
    await call('POST', '/give-up').catch(() => {});
    over({ message: 'This walk is over.' });
  }

  function finish(result) {
    over({ message: `${RESULTS[result] ?? 'This walk is over.'} Its report is in the console.` });
    bar.dataset.result = result;
  }

  function over({ message }) {
    kept.end();
    carry({});
    bar.replaceChildren(make('p', { id: 'walk-word', textContent: message, attributes: { role: 'status' } }));
  }

  function word(text) {
    document.getElementById('walk-word').textContent = text;
  }
}
