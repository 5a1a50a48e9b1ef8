/** The check by a code: from an app, by e-mail, or from paper. */

import { button, emblem, make, ways } from './dom.js';
import { words } from './words.js';

const FIELD = {
  totp: { icon: 'phone', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 7, className: 'digits' },
  email: { icon: 'letter', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 7, className: 'digits' },
  recovery_code: { icon: 'paper', inputMode: 'text', autocomplete: 'off', maxLength: 40, className: 'code', autocapitalize: 'characters', placeholder: 'XXXXX-XXXXX-XXXXX-XXXXX' },
};

/** What was typed as it is sent: six digits, or four groups of five; undefined when it cannot be one. */
export function typedCode(method, text) {
  const plain = latin(text).toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (method === 'recovery_code') return plain.length === 20 ? plain.match(/.{5}/g).join('-') : undefined;
  return /^\d{6}$/.test(plain) ? plain : undefined;
}

/** Digits of other scripts, as keyboards there write them. */
const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0) & 0xf));

/** Puts the question and shows where the answer is typed. */
export async function codeScreen(flow, method) {
  flow.say('wait.service');
  let asked;
  try {
    asked = await flow.stepUp.ask({ ticket: flow.question.ticket, method, signal: flow.signal });
  } catch (error) {
    return flow.failed(method, error);
  }
  return flow.draw(method, () => screen(flow, method, asked));
}

function screen(flow, method, asked) {
  const { icon, ...field } = FIELD[method];
  const wrong = make('p', { className: 'wrong', id: 'check-code-error' });
  const input = make('input', {
    id: 'check-code', type: 'text', dir: 'ltr', spellcheck: false, required: true, ...field,
    attributes: { 'aria-describedby': 'check-code-error check-code-lead' },
  });
  const send = make('button', { id: 'check-send', type: 'submit', className: 'button', say: 'step-up.code.button' });
  const form = make('form', { id: 'check-form', noValidate: true },
    make('div', { className: 'field' }, make('label', { htmlFor: 'check-code', say: `step-up.${method}.field` }), input, wrong), send);
  let busy = false;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const code = typedCode(method, input.value);
    wrong.textContent = code ? '' : words.say(method === 'recovery_code' ? 'recover.missing' : 'step-up.code.missing');
    input.toggleAttribute('aria-invalid', false);
    if (!code) {
      input.setAttribute('aria-invalid', 'true');
      return input.focus();
    }
    if (busy) return undefined;
    busy = true;
    flow.quiet();
    flow.say('wait.service');
    try {
      return flow.done(await flow.stepUp.answer({ ticket: flow.question.ticket, method, code, signal: flow.signal }));
    } catch (error) {
      flow.failed(method, error);
      input.select();
      if (input.isConnected) input.focus();
      return undefined;
    } finally {
      busy = false;
    }
  });

  return [
    emblem(icon, 'asks'),
    make('h1', { say: `step-up.${method}.title` }),
    words.put(make('p', { className: 'lead', id: 'check-code-lead' }), `step-up.${method}.lead`, { address: asked.sent_to ?? '' }),
    form,
    method === 'email' ? again(flow, asked) : undefined,
    out(flow),
  ];
}

/** Another mail, once the first had its time. */
function again(flow, asked) {
  const line = make('p', { className: 'hint resend', attributes: { 'aria-live': 'off' } });
  const due = Date.now() + (asked.resend_after ?? 30) * 1000;
  const tick = () => {
    if (flow.signal.aborted || !line.isConnected) return;
    const left = Math.ceil((due - Date.now()) / 1000);
    if (left > 0) {
      line.textContent = words.say('step-up.email.later', { count: left });
      setTimeout(tick, 1000);
    } else {
      line.replaceChildren(button('step-up.email.again', 'link', () => codeScreen(flow, 'email'), { id: 'check-again' }));
    }
  };
  line.textContent = words.say('step-up.email.later', { count: asked.resend_after ?? 30 });
  setTimeout(tick, 250);
  return line;
}

/** Other ways, and none at all. */
export function out(flow) {
  return ways(
    flow.left().length > 1 ? button('step-up.other', 'link', flow.choose, { id: 'step-up-other' }) : undefined,
    button('cancel', 'link', flow.cancel, { id: 'step-up-cancel' }),
  );
}
