/** The privacy card of the account page: whether habits may be learned, and what a no costs. */

import { make } from './dom.js';
import { $, doing, lk, tell } from './page.js';
import { words } from './words.js';

/** Draws the card; `changed` runs after the choice was. */
export function drawPrivacy({ profiling }, changed) {
  const toggle = make('button', {
    type: 'button', className: 'switch', id: 'profiling',
    attributes: { 'role': 'switch', 'aria-checked': String(profiling), 'aria-describedby': 'profiling-price' },
    on: () => choose(toggle, !profiling, changed),
  }, make('span', { say: 'privacy.learn' }), make('i', { attributes: { 'aria-hidden': 'true' } }));
  $('privacy-card').replaceChildren(
    make('p', { say: 'privacy.lead' }),
    toggle,
    make('p', { className: 'hint', id: 'profiling-price', textContent: words.say(profiling ? 'privacy.on' : 'privacy.off') }));
}

async function choose(toggle, profiling, changed) {
  if (!(await doing(toggle, 'wait.service', () => lk.me.privacy.set({ profiling })))) return;
  await changed();
  tell(profiling ? 'privacy.now-on' : 'privacy.now-off');
  $('profiling').focus();
}
