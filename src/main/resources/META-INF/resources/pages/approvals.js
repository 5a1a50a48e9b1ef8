/** Another device asks: a prompt that appears while the account page is open. No is as large as Yes. */

import { amountOf } from './amount.js';
import { make } from './dom.js';
import { deviceName } from './happenings.js';
import { $, explain, lk } from './page.js';
import { words } from './words.js';

let watching;
const answered = new Set();

/** Watches until the page goes. */
export function watchApprovals() {
  watching?.abort();
  watching = new AbortController();
  addEventListener('pagehide', () => watching.abort(), { once: true });
  lk.me.approvals.watch({ signal: watching.signal, onChange: draw }).catch((error) => {
    if (error.code !== 'cancelled' && error.code !== 'session-ended' && error.code !== 'signed-out') console.info(error.code);
  });
}

/** Adds what is new, takes away what is over, and leaves alone what is being answered. */
function draw(approvals) {
  const place = $('approvals');
  const wanted = new Set(approvals.map(({ id }) => id));
  for (const shown of [...place.children]) {
    if (!wanted.has(shown.dataset.approval) && !answered.has(shown.dataset.approval)) shown.remove();
  }
  for (const approval of approvals) {
    if (answered.has(approval.id) || place.querySelector(`[data-approval="${approval.id}"]`)) continue;
    const card = prompt(approval);
    place.append(card);
    card.scrollIntoView({ block: 'nearest' });
  }
}

function prompt({ id, action, device, place, transaction }) {
  const field = `approval-${id}`;
  const wrong = make('p', { className: 'wrong', id: `${field}-error`, attributes: { role: 'alert' } });
  const input = make('input', {
    id: field, className: 'digits', type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength: 2, dir: 'ltr',
    attributes: { 'aria-describedby': wrong.id },
  });
  const yes = make('button', { type: 'submit', className: 'button', say: 'approval.yes', data: { answer: 'yes' } });
  const no = make('button', { type: 'button', className: 'button stop', say: 'approval.no', data: { answer: 'no' } });
  const card = make('section', { className: 'card approval', data: { approval: id }, attributes: { 'aria-labelledby': `${field}-title` } },
    make('h2', { id: `${field}-title`, say: 'approval.title' }),
    make('p', { textContent: asked({ action, device, place, transaction }) }),
    make('form', { noValidate: true },
      make('div', { className: 'field' }, make('label', { htmlFor: field, say: 'approval.number' }), input, wrong),
      make('div', { className: 'row even' }, no, yes)),
    make('p', { className: 'hint', say: 'approval.hint' }));

  let busy = false;
  async function answer(run, key) {
    if (busy) return;
    busy = true;
    try {
      await run();
      end(key);
    } catch (error) {
      refused(error);
    } finally {
      busy = false;
    }
  }
  function end(key) {
    answered.add(id);
    card.replaceChildren(make('p', { say: key, tabIndex: -1, data: { outcome: key } }));
    card.firstChild.focus();
    setTimeout(() => card.remove(), 20_000);
  }
  function refused(error) {
    const left = error.problem?.tries_left;
    if (error.code === 'step-up-refused' && left > 0) {
      wrong.textContent = words.say('approval.wrong', { count: left });
      input.setAttribute('aria-invalid', 'true');
      input.select();
    } else if (error.code === 'step-up-refused' || error.code === 'not-found') {
      end('approval.over');
    } else if (error.code === 'cancelled') {
      wrong.textContent = words.say('error.cancelled');
    } else {
      explain(error);
    }
  }
  card.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const number = input.value.trim();
    if (!/^\d\d$/.test(number)) {
      wrong.textContent = words.say('approval.missing');
      input.focus();
      return;
    }
    answer(() => lk.me.approvals.approve(id, number), 'approval.done.yes');
  });
  no.addEventListener('click', () => answer(() => lk.me.approvals.refuse(id), 'approval.done.no'));
  return card;
}

/** "Firefox on Linux, near Lyon, wants to sign in." */
function asked({ action, device, place, transaction }) {
  const amount = amountOf(transaction, words.locale());
  const known = `approval.action.${action}`;
  const what = amount
    ? words.say(transaction.payee ? 'approval.action.to' : 'approval.action.amount', { amount, payee: transaction.payee ?? '' })
    : words.say(words.has(known) ? known : 'approval.action.other');
  const who = deviceName(device);
  return place ? words.say('approval.asks.place', { device: who, place, what }) : words.say('approval.asks', { device: who, what });
}
