/** Questions the account page asks: yes or no, a few words, a code. */

import { typedCode } from './check-code.js';
import { make } from './dom.js';
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
 * @param {{name: string, label: string, value: string, type?: string, autocomplete?: string, max: number}[]} fields
 * @param {string} [yes] key of the button
 */
export async function edit(title, fields, yes = 'save') {
  $('edit-title').textContent = words.say(title);
  $('edit-yes').textContent = words.say(yes);
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

function field({ name, label, value, type = 'text', autocomplete = 'off', max }) {
  const box = document.createElement('div');
  box.className = 'field';
  const text = document.createElement('label');
  text.htmlFor = `edit-${name}`;
  text.textContent = words.say(label);
  const input = document.createElement('input');
  Object.assign(input, { id: `edit-${name}`, name, type, value, autocomplete, maxLength: max, required: true, dir: 'auto' });
  box.append(text, input);
  return box;
}

/**
 * Asks for six digits until they are right. Resolves to true; to undefined when the customer leaves; to the error when
 * no other code would help.
 *
 * @param {{title: string, lead: [string, object?], label: string, above?: Element, send: (code: string) => Promise<any>}} question
 */
export async function askCode({ title, lead, label, above, send }) {
  const dialog = $('code');
  const input = $('code-field');
  const wrong = $('code-error');
  let outcome;
  $('code-title').textContent = words.say(title);
  words.put($('code-lead'), ...lead);
  $('code-above').replaceChildren(...(above ? [above] : []));
  $('code-label').textContent = words.say(label);
  input.value = wrong.textContent = '';
  $('code-no').onclick = () => dialog.close('no');
  $('code-form').onsubmit = async (event) => {
    event.preventDefault();
    const code = typedCode('totp', input.value);
    wrong.textContent = code ? '' : words.say('step-up.code.missing');
    if (!code) return input.focus();
    try {
      await send(code);
      outcome = true;
      return dialog.close('yes');
    } catch (error) {
      if (['step-up-refused', 'email-code-refused'].includes(error.code)) {
        const left = error.problem?.tries_left;
        wrong.textContent = left > 0 ? words.say('step-up.wrong', { count: left }) : words.say('step-up.code.refused');
        return input.select();
      }
      outcome = error;
      return dialog.close('no');
    }
  };
  await open(dialog, input);
  $('code-above').replaceChildren();
  return outcome;
}

/** Says something that has its own screen, such as why something has to wait. */
export function tellAtLength(...content) {
  $('told-content').replaceChildren(...content);
  $('told').setAttribute('aria-labelledby', $('told-content').querySelector('h2').id);
  return open($('told'), $('told-close'));
}

/** Runs `run` with a place to ask in, within a dialog that closes afterwards; Escape cancels. */
export async function within(run) {
  const dialog = $('more');
  const place = make('div', { className: 'entry-like' });
  dialog.replaceChildren(place);
  dialog.oncancel = (event) => {
    event.preventDefault();
    place.querySelector('#step-up-cancel, #step-up-again')?.click();
  };
  dialog.showModal();
  try {
    return await run(place);
  } finally {
    dialog.close();
    dialog.replaceChildren();
  }
}

/** Shows a dialog with the focus on `first`; resolves to how it was closed. Escape says no. */
export function open(dialog, first) {
  dialog.returnValue = 'no';
  dialog.showModal();
  first?.focus();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true }));
}
