/** One more check: says what for and why, lets the customer choose how, and never leaves them without a way on. */

import { codeScreen } from './check-code.js';
import { deviceScreen } from './check-device.js';
import { button, emblem, lead, make, ways } from './dom.js';
import { icon } from './icons.js';
import { amountOf } from './amount.js';
import { words } from './words.js';

const ICONS = { passkey: 'finger', other_passkey: 'key', device: 'laptop', totp: 'phone', email: 'letter', recovery_code: 'paper' };
const SEEN = ['network', 'place', 'browser', 'device', 'passkey', 'tries'];
const UNSEEN = ['where', 'people', 'tricks', 'elsewhere'];

/**
 * Asks within `place`.
 *
 * @param {HTMLElement} place
 * @param {{action: string, ticket: string, methods: {id: string, seconds: number}[], decision?: object, transaction?: object}} question
 * @param {object} stepUp the SDK's ways of answering
 * @returns {Promise<object>} what the service answered; rejects with `cancelled`, or with what no other way can mend
 */
export function oneMoreCheck(place, question, stepUp) {
  return new Promise((resolve, reject) => {
    const own = new AbortController();
    const lost = new Set();
    const note = make('div', { className: 'notice', hidden: true, attributes: { role: 'alert' } });
    const status = make('p', { className: 'status', attributes: { role: 'status' } });
    const screen = make('div', { className: 'screen' });
    let redraw = () => {};
    place.replaceChildren(note, screen, status);
    place.onredraw = () => redraw();

    const flow = {
      question,
      stepUp,
      signal: own.signal,
      status,
      /** Shows a screen; it is drawn anew when the language changes. */
      draw(name, fill) {
        redraw = () => {
          screen.replaceChildren(...fill().filter(Boolean));
          screen.dataset.screen = name;
        };
        quiet();
        redraw();
        lead(screen);
      },
      say: (key) => status.replaceChildren(make('span', { className: 'spin' }), words.say(key)),
      quiet,
      tell,
      failed,
      choose,
      done: (answer) => leave(() => resolve(answer)),
      cancel: () => leave(() => reject(Object.assign(new Error('cancelled'), { code: 'cancelled' }))),
      left: () => methodsLeft(question.methods, lost),
    };

    function leave(how) {
      own.abort();
      place.onredraw = undefined;
      place.replaceChildren();
      how();
    }

    function quiet() {
      status.replaceChildren();
      note.hidden = true;
      note.replaceChildren();
    }

    function tell(key, values, { kind = 'stops', code = '' } = {}) {
      status.replaceChildren();
      note.className = `notice ${kind}`;
      note.dataset.code = code;
      note.hidden = false;
      note.replaceChildren(make('p', { textContent: words.say(key, values) }));
      note.scrollIntoView({ block: 'nearest' });
    }

    /** What a try that did not work leads to: another try, another way, or the way out. */
    function failed(method, error) {
      if (own.signal.aborted) return;
      const verdict = verdictOf(method, error);
      verdict.lost.forEach((id) => lost.add(id));
      if (verdict.over) {
        if (verdict.key) nothingLeft(verdict.key, error.code);
        else leave(() => reject(error));
        return;
      }
      if (!flow.left().length) return nothingLeft(verdict.key, error.code, verdict.values);
      if (verdict.lost.length) choose();
      const kind = ['cancelled', 'device-silent'].includes(error.code) ? 'calm' : verdict.lost.length ? 'stops' : 'asks';
      tell(verdict.key, verdict.values, { kind, code: error.code });
    }

    function choose() {
      if (!flow.left().length) return nothingLeft();
      flow.draw('choose', () => chooser(flow, start));
    }

    async function start(method) {
      quiet();
      if (method === 'device') return deviceScreen(flow);
      if (method !== 'passkey' && method !== 'other_passkey') return codeScreen(flow, method);
      flow.say('wait.device');
      try {
        return flow.done(await stepUp.passkey({ ticket: question.ticket, method, signal: own.signal }));
      } catch (error) {
        return failed(method, error);
      }
    }

    function nothingLeft(key, code, values) {
      flow.draw('none', () => [
        emblem('hand', 'asks'),
        make('h1', { say: 'step-up.none.title', id: 'step-up-none-title' }),
        make('p', { className: 'lead', say: 'step-up.none.lead' }),
        make('ul', { className: 'plain' }, ...['other', 'recover', 'later', 'ask'].map((way) => make('li', { say: `step-up.none.${way}` }))),
        button('step-up.none.button', 'button', flow.cancel, { id: 'step-up-again' }),
      ]);
      if (key) tell(key, values, { code });
    }

    choose();
  });
}

/** Which of the offered ways are still open. */
export const methodsLeft = (methods, lost) => (methods ?? []).filter(({ id }) => id in ICONS && !lost.has(id));

const CODES = ['totp', 'email', 'recovery_code'];

/**
 * What an error means for the ways that are left: the words for it, the ways it costs, and whether all is over.
 *
 * @returns {{key?: string, values?: object, lost: string[], over: boolean}}
 */
export function verdictOf(method, error) {
  const open = (key, values, lost = []) => ({ key, values, lost, over: false });
  const tries = error.problem?.tries_left;
  switch (error.code) {
    case 'cancelled': return open('step-up.cancelled');
    case 'network': return open('error.network');
    case 'device-silent': return open('step-up.device.silent');
    case 'device-refused': return { key: 'step-up.device.refused', lost: [], over: true };
    case 'step-up-refused':
      if (tries > 0) return open('step-up.wrong', { count: tries });
      if (tries === 0) return open('step-up.spent', undefined, CODES);
      return open('step-up.gone', undefined, [method]);
    case 'step-up-suspended': return open('step-up.rests', { wait: words.span(error.retryAfter ?? 60) }, CODES);
    case 'sign-in-refused': return open('step-up.passkey.refused');
    case 'too-many-requests': return open('error.too-many-requests', { wait: words.span(error.retryAfter ?? 30) });
    case 'temporarily-unavailable': return open('error.temporarily-unavailable');
    case 'device-failed': case 'not-supported': case 'unknown-passkey': case 'passkey-refused':
      return open('step-up.passkey.refused');
    default: return { lost: [], over: true };
  }
}

/** The headline: what waits for the check. */
export function headline({ action, transaction }) {
  const amount = amountOf(transaction, words.locale());
  const own = `step-up.title.${action}`;
  if (amount) return words.say(words.has(own) ? own : 'step-up.title.amount', { amount });
  return words.say(['sign_in', 'add_passkey'].includes(action) ? own : 'step-up.title');
}

function chooser(flow, start) {
  const { question } = flow;
  const reasons = words.reasons(question.decision);
  return [
    emblem('hand', 'asks'),
    make('h1', { id: 'step-up-title', textContent: headline(question) }),
    make('p', { className: 'lead', id: 'step-up-reason', textContent: `${reasons} ${words.say('step-up.lead')}`.trim() }),
    payee(question.transaction),
    make('div', { className: 'choices', attributes: { role: 'group', 'aria-labelledby': 'step-up-title' } },
      ...flow.left().map((method, i) => card(method, i === 0, start))),
    looked(),
    ways(button('cancel', 'link', flow.cancel, { id: 'step-up-cancel' })),
  ];
}

function payee(transaction) {
  if (!transaction?.payee) return undefined;
  const line = make('p', { className: 'payee', id: 'step-up-payee' });
  return words.put(line, 'step-up.payee', { payee: transaction.payee });
}

function card({ id, seconds }, first, start) {
  return make('button', { type: 'button', className: first ? 'choice' : 'choice quiet', id: `step-up-${id.replace('_', '-')}`, data: { method: id }, on: () => start(id) },
    icon(ICONS[id]),
    make('span', {},
      make('b', { textContent: words.say(`step-up.${id}`) }),
      make('small', { textContent: words.say('step-up.seconds', { count: seconds }) })));
}

/** What was looked at, and what was not; folded, for whoever wants to know. */
function looked() {
  const list = (title, what) => [
    make('p', { say: title }),
    make('ul', {}, ...what.map((one) => make('li', { say: `${title}.${one}` }))),
  ];
  return make('details', {},
    make('summary', { say: 'step-up.looked' }),
    ...list('step-up.looked.yes', SEEN),
    ...list('step-up.looked.no', UNSEEN));
}
