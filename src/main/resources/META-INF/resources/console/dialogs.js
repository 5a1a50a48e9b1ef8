/** Questions of the console: yes or no, and a few fields. One dialog at a time; Escape says no. */

import { make } from '/pages/make.js';

let number = 0;

/**
 * Asks; resolves to true, or with fields to their values by name; to undefined for no.
 *
 * @param {{title: string, lead?: string, said?: string, more?: string, yes?: string, no?: string, sure?: boolean,
 *   fields?: {name: string, label: string, hint?: string, value?: string, type?: string, min?: number, max?: number,
 *   options?: [string, string][], rows?: number, required?: boolean}[]}} question
 */
export function ask({ title, lead, said, more, yes = 'Yes', no = 'Cancel', sure = false, fields = [] }) {
  const id = `ask-${++number}`;
  const inputs = fields.map((field) => fieldOf(id, field));
  const dialog = make('dialog', { attributes: { 'aria-labelledby': id } },
    make('form', { method: 'dialog', noValidate: true },
      make('h2', { id, textContent: title, tabIndex: -1 }),
      lead && make('p', { textContent: lead }),
      said && make('p', { className: 'said', textContent: said }),
      more && make('p', { textContent: more }),
      ...inputs.map(({ box }) => box),
      make('div', { className: 'row even' },
        make('button', { type: 'button', className: 'button quiet', textContent: no, data: { answer: 'no' }, on: () => dialog.close('no') }),
        make('button', { type: 'submit', className: `button${sure ? ' stop sure' : ''}`, textContent: yes, data: { answer: 'yes' } }))));
  dialog.querySelector('form').onsubmit = (event) => {
    event.preventDefault();
    const missing = inputs.filter((one) => !one.check());
    if (missing.length) missing[0].input.focus();
    else dialog.close('yes');
  };
  return shown(dialog, inputs[0]?.input ?? dialog.querySelector(sure ? '[data-answer=no]' : '[data-answer=yes]'), () =>
    (fields.length ? Object.fromEntries(inputs.map(({ name, value }) => [name, value()])) : true));
}

function shown(dialog, first, answer) {
  const before = document.activeElement;
  document.getElementById('dialogs').append(dialog);
  dialog.showModal();
  first.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const said = dialog.returnValue === 'yes' ? answer() : undefined;
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(said);
    }, { once: true });
  });
}

function fieldOf(prefix, { name, label, hint, value = '', type = 'text', min, max, options, rows, required = true }) {
  const id = `${prefix}-${name}`;
  const tag = options ? 'select' : rows ? 'textarea' : 'input';
  const input = make(tag, { id, name, attributes: { 'aria-describedby': `${id}-hint ${id}-wrong` } });
  if (options) input.append(...options.map(([key, text]) => new Option(text, key)));
  else if (rows) Object.assign(input, { rows, maxLength: max ?? 500 });
  else Object.assign(input, { type, autocomplete: 'off' });
  if (type === 'number') Object.assign(input, { min, max, step: 1, className: 'number' });
  else if (tag === 'input') input.maxLength = max ?? 200;
  input.required = required;
  input.value = options ? value || options[0][0] : value;
  const wrong = make('p', { className: 'wrong', id: `${id}-wrong` });
  const box = make('div', { className: 'field' }, make('label', { htmlFor: id, textContent: label }), input,
    make('p', { className: 'hint', id: `${id}-hint`, textContent: hint ?? '' }), wrong);
  return {
    name,
    input,
    box,
    value: () => (type === 'number' ? Number(input.value) : input.value.trim()),
    check() {
      const text = input.value.trim();
      const number = Number(text);
      const says = required && !text ? 'Please fill this in.'
        : type === 'number' && !(number >= min && number <= max) ? `Please choose a number from ${min} to ${max}.` : '';
      wrong.textContent = says;
      input.toggleAttribute('aria-invalid', false);
      if (says) input.setAttribute('aria-invalid', 'true');
      return !says;
    },
  };
}

/** Asks for the reason of something that is written down. Resolves to the reason, or undefined. */
export async function askReason({ title, lead, yes, hint = 'It is written to the journal.', sure }) {
  const answer = await ask({ title, lead, yes, sure, fields: [{ name: 'reason', label: 'Why', hint, rows: 3, max: 280 }] });
  return answer?.reason;
}
