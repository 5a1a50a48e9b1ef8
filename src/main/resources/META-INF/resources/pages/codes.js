/** Shows recovery codes with ways to keep them: copy, download, print. */

import { icon } from './icons.js';
import { relyingParty } from './page.js';
import { words } from './words.js';

/** Fills `place` with the codes of `account`. They exist nowhere else and go with the page. */
export function showCodes(place, { codes, created_at: at }, account) {
  const note = document.createElement('p');
  note.className = 'hint';
  note.id = 'codes-note';
  const about = () => words.say('codes.file', { account: account.username, name: relyingParty.name, date: words.date(at) });
  note.textContent = about();

  const list = document.createElement('ol');
  list.className = 'codes';
  list.id = 'code-list';
  list.dir = 'ltr';
  list.append(...codes.map((code) => {
    const item = document.createElement('li');
    item.textContent = code;
    return item;
  }));

  // Its own place to speak: the page's is out of reach while a dialog is open.
  const said = document.createElement('p');
  said.className = 'hint';
  said.setAttribute('role', 'status');

  const asText = () => `${about()}\n\n${codes.join('\n')}\n`;
  const keep = document.createElement('div');
  keep.className = 'keep';
  keep.append(
    way('copy', async () => {
      await navigator.clipboard.writeText(asText());
      said.textContent = words.say('codes.copied');
    }),
    way('download', () => download(asText())),
    way('print', () => print()),
  );
  place.replaceChildren(list, keep, said, note);
}

function way(name, run) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  button.id = `codes-${name}`;
  const label = document.createElement('span');
  label.dataset.i18n = `codes.${name}`;
  label.textContent = words.say(`codes.${name}`);
  button.append(icon(name), label);
  button.addEventListener('click', run);
  return button;
}

function download(text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'recovery-codes.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
