/** The code app card of the account page: a square to scan, the first code, and taking it away. */

import { ask, askCode } from './dialogs.js';
import { button, make } from './dom.js';
import { $, doing, explain, lk, tell } from './page.js';
import { words } from './words.js';

/** Draws the card; `changed` runs after the app was added or removed. */
export function drawCodeApp({ enrolled, created_at: since }, changed) {
  $('totp-card').replaceChildren(...(enrolled
    ? [
      make('p', { id: 'totp-state', textContent: words.say('totp.known', { date: words.date(since) }) }),
      make('div', { className: 'actions' },
        button('totp.replace', 'link', ({ currentTarget }) => add(currentTarget, changed), { id: 'totp-add' }),
        button('totp.remove', 'link stops', ({ currentTarget }) => remove(currentTarget, changed), { id: 'totp-remove' })),
    ]
    : [
      make('p', { id: 'totp-state', say: 'totp.none' }),
      button('totp.add', 'button quiet', ({ currentTarget }) => add(currentTarget, changed), { id: 'totp-add' }),
    ]));
}

async function add(from, changed) {
  const begun = await doing(from, 'wait.service', () => lk.me.totp.begin());
  if (!begun) return;
  const added = await askCode({
    title: 'totp.title',
    lead: ['totp.lead'],
    label: 'step-up.totp.field',
    above: shown(begun),
    send: (code) => lk.me.totp.verify(code),
  });
  if (added instanceof Error) explain(added);
  else if (added) {
    await changed();
    tell('totp.added');
  }
}

/** The square as a picture, and the same as text for whoever cannot scan it. */
function shown({ secret, uri, qr_svg: svg }) {
  return make('div', { className: 'secret' },
    make('img', { className: 'qr', id: 'totp-qr', alt: words.say('totp.qr'), src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` }),
    make('details', {},
      make('summary', { say: 'totp.by-hand' }),
      make('code', { id: 'totp-secret', dir: 'ltr', textContent: secret.match(/.{1,4}/g).join(' ') }),
      make('a', { className: 'link', href: uri, id: 'totp-open', say: 'totp.open' })));
}

async function remove(from, changed) {
  if (!(await ask('totp.remove.title', 'totp.remove.lead', 'totp.remove', { sure: true }))) return;
  if (!(await doing(from, 'wait.service', () => lk.me.totp.remove()))) return;
  await changed();
  tell('totp.removed');
}
