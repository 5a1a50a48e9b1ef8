/** Two questions the account page asks: yes or no, and a few words. */

import { $ } from './page.js';
import { words } from './words.js';

/** Resolves to true when the customer agrees. `sure` marks what cannot be undone. */
export function ask(title, lead, yes, { values = {}, sure = false } = {}) {
  words.put($('ask-title'), title, values);
  words.put($('ask-lead'), lead, values);
  $('ask-yes').textContent = words.say(yes);
  $('ask-yes').className = `button${sure ? ' stop sure' : ''}`;
  return open($('ask'), $('ask-no')).then((value) => value === 'yes');
}

/**
 * Resolves to the typed values by field name, or undefined.
 * @param {string} title key of the heading
 * @param {{name: string, label: string, value: string, autocomplete?: string, max: number}[]} fields
 */
export async function edit(title, fields) {
  $('edit-title').textContent = words.say(title);
  $('edit-fields').replaceChildren(...fields.map(field));
  $('edit-no').onclick = () => $('edit').close('no');
  $('edit-form').onsubmit = (event) => {
    event.preventDefault();
    const empty = [...$('edit-fields').querySelectorAll('input')].find((input) => !input.value.trim());
    if (empty) empty.focus();
    else $('edit').close('yes');
  };
  const answer = await open($('edit'), $('edit-fields').querySelector('input'));
  if (answer !== 'yes') return undefined;
  return Object.fromEntries(fields.map(({ name }) => [name, $(`edit-${name}`).value.trim()]));
}

function field({ name, label, value, autocomplete = 'off', max }) {
  const box = document.createElement('div');
  box.className = 'field';
  const text = document.createElement('label');
  text.htmlFor = `edit-${name}`;
  text.textContent = words.say(label);
  const input = document.createElement('input');
  Object.assign(input, { id: `edit-${name}`, name, value, autocomplete, maxLength: max, required: true, dir: 'auto' });
  box.append(text, input);
  return box;
}

/** Shows a dialog with the focus on `first`; resolves to how it was closed. Escape says no. */
export function open(dialog, first) {
  dialog.returnValue = 'no';
  dialog.showModal();
  first?.focus();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true }));
}
