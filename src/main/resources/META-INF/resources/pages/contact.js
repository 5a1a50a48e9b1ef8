/** The e-mail card of the account page: add an address, confirm it by its code, take it away. */

import { ask, askCode, edit } from './dialogs.js';
import { button, make } from './dom.js';
import { $, doing, explain, lk, tell } from './page.js';
import { words } from './words.js';

/** Draws the card for what is known; `changed` runs after something was. */
export function drawEmail({ address, verified_at: since, pending }, changed) {
  const card = $('email-card');
  const waits = pending && make('div', { className: 'pending' },
    words.put(make('p', { id: 'email-pending' }), 'email.pending', { address: pending.address }),
    button('email.enter', 'button quiet', () => enter(pending.address, changed), { id: 'email-enter' }));
  if (address) {
    card.replaceChildren(...[
      words.put(make('p', { id: 'email-state' }), 'email.known', { address, date: words.date(since) }),
      waits,
      make('div', { className: 'actions' },
        button('email.change', 'link', ({ currentTarget }) => set(currentTarget, changed), { id: 'email-change' }),
        button('email.remove', 'link stops', ({ currentTarget }) => remove(currentTarget, address, changed), { id: 'email-remove' })),
    ].filter(Boolean));
  } else {
    card.replaceChildren(...[
      make('p', { id: 'email-state', say: 'email.none' }),
      waits,
      button('email.add', 'button quiet', ({ currentTarget }) => set(currentTarget, changed), { id: 'email-add' }),
    ].filter(Boolean));
  }
}

async function set(from, changed) {
  const typed = await edit('email.add', [
    { name: 'email', label: 'email.field', value: '', type: 'email', autocomplete: 'email', max: 254 },
  ], 'email.send');
  if (!typed) return;
  const sent = await doing(from, 'wait.service', () => lk.me.email.set(typed.email));
  if (!sent) return;
  await changed();
  await enter(typed.email, changed);
}

async function enter(address, changed) {
  const confirmed = await askCode({
    title: 'email.code.title',
    lead: ['email.code.lead', { address }],
    label: 'step-up.email.field',
    send: (code) => lk.me.email.verify(code),
  });
  if (confirmed instanceof Error) explain(confirmed);
  else if (confirmed) {
    await changed();
    tell('email.confirmed');
  }
}

async function remove(from, address, changed) {
  if (!(await ask('email.remove.title', 'email.remove.lead', 'email.remove', { values: { address }, sure: true }))) return;
  if (!(await doing(from, 'wait.service', () => lk.me.email.remove()))) return;
  await changed();
  tell('email.removed');
}
