/** The passkey cards of the account page. */

import { ask, edit } from './dialogs.js';
import { icon } from './icons.js';
import { $, doing, lk, tell } from './page.js';
import { words } from './words.js';

/** What a passkey is called: the customer's word, its provider's, or just "Passkey". */
export const nameOf = (passkey) => passkey?.nickname || passkey?.provider || words.say('passkeys.unnamed');

/** Draws one card per passkey; `changed` runs after something was renamed, removed or added. */
export function drawPasskeys(credentials, changed) {
  $('passkey-list').replaceChildren(...credentials.map((one) => card(one, credentials.length, changed)));
}

/** Adds a passkey and gives it a name right away, if the customer likes. */
export async function addPasskey(button, changed) {
  const made = await doing(button, 'wait.device', () => lk.addPasskey());
  if (!made) return;
  await changed();
  tell('passkeys.added');
}

function card(passkey, count, changed) {
  const name = nameOf(passkey);
  const item = document.createElement('li');
  item.className = 'passkey';
  item.dataset.passkey = passkey.id;

  const tile = make('span', 'tile');
  tile.append(icon(passkey.synced ? 'key' : passkey.transports?.includes('usb') ? 'key' : 'phone'));
  const title = make('h3');
  const shown = document.createElement('bdi');
  shown.textContent = name;
  title.append(shown, ' ');
  if (passkey.suspended) title.append(badge('passkeys.suspended', 'asks'));
  else if (passkey.current) title.append(badge('passkeys.current'));

  const facts = make('ul', 'facts');
  if (passkey.nickname && passkey.provider) facts.append(fact('key', passkey.provider));
  const kept = fact(passkey.synced ? 'cloud' : 'phone', words.say(passkey.synced ? 'passkeys.synced' : 'passkeys.bound'));
  kept.dataset.kept = passkey.synced ? 'synced' : 'device';
  facts.append(
    kept,
    fact('clock', [words.say('passkeys.created', { date: words.date(passkey.created_at) }), lastUse(passkey)].filter(Boolean).join(' · ')),
  );

  if (passkey.suspended) facts.append(fact('hand', words.say('passkeys.suspended.why')));

  const actions = make('div', 'actions');
  actions.append(
    action('rename', name, () => rename(passkey, name, changed)),
    ...(passkey.suspended ? [action('restore', name, (button) => restore(passkey, name, button, changed))] : []),
    action('remove', name, (button) => remove(passkey, name, count, button, changed)),
  );
  item.append(tile, title, facts, actions);
  return item;
}

function lastUse({ current, last_used_at: at }) {
  if (at) return words.say('passkeys.used', { date: words.moment(at) });
  return current ? '' : words.say('passkeys.never-used');
}

async function rename(passkey, name, changed) {
  const typed = await edit('passkeys.rename.title', [{ name: 'nickname', label: 'passkeys.rename.field', value: name, max: 64 }]);
  if (!typed || typed.nickname === passkey.nickname) return;
  if (!(await doing(undefined, 'wait.service', () => lk.me.credentials.rename(passkey.id, typed.nickname)))) return;
  await changed();
  tell('passkeys.renamed');
  document.querySelector(`[data-passkey="${CSS.escape(passkey.id)}"] [data-action="rename"]`)?.focus();
}

async function restore(passkey, name, button, changed) {
  if (!(await ask('passkeys.restore.title', 'passkeys.restore.lead', 'passkeys.restore', { values: { name } }))) return;
  if (!(await doing(button, 'wait.service', () => lk.me.credentials.restore(passkey.id)))) return;
  await changed();
  tell('passkeys.restored');
  $('passkeys-title').focus();
}

async function remove(passkey, name, count, button, changed) {
  if (count < 2) {
    if (await ask('passkeys.last.title', 'passkeys.last.lead', 'passkeys.add')) await addPasskey($('add-passkey'), changed);
    return;
  }
  if (!(await ask('passkeys.remove.title', 'passkeys.remove.lead', 'passkeys.remove.button', { values: { name }, sure: true }))) return;
  if (!(await doing(button, 'wait.service', () => lk.me.credentials.remove(passkey.id)))) return;
  await changed();
  tell('passkeys.removed');
  $('passkeys-title').focus();
}

function action(what, name, run) {
  const button = make('button', what === 'remove' ? 'link stops' : 'link');
  button.type = 'button';
  button.dataset.action = what;
  button.textContent = words.say(`passkeys.${what}`);
  button.setAttribute('aria-label', words.say(`passkeys.${what}.of`, { name }));
  button.addEventListener('click', () => run(button));
  return button;
}

function fact(drawing, text) {
  const item = document.createElement('li');
  const said = document.createElement('span');
  said.textContent = text;
  item.append(icon(drawing), said);
  return item;
}

function badge(key, kind = '') {
  const mark = make('span', `badge ${kind}`.trim());
  mark.textContent = words.say(key);
  return mark;
}

function make(tag, className = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}
