/** "This was me" and "this was not me", for what happened in an account. */

import { ask, tellAtLength } from './dialogs.js';
import { button, emblem, make } from './dom.js';
import { doing, lk, tell } from './page.js';
import { words } from './words.js';

/** What a stranger may have done; one's own housekeeping is not asked about. */
const DOUBTFUL = new Set([
  'signed_in', 'recovered', 'passkey_added', 'step_up_asked', 'stepped_up', 'step_up_failed', 'sign_in_denied',
  'refresh_asked', 'refresh_reused', 'email_claimed', 'totp_added', 'recovery_codes_made',
]);

/** Both answers, small; undefined for what is not worth asking, such as what is being done here and now. */
export function reportLinks(entry, changed) {
  if (entry.current || !DOUBTFUL.has(entry.kind)) return undefined;
  return make('div', { className: 'reports' },
    button('report.me', 'link', ({ currentTarget }) => wasMe(currentTarget, entry), { data: { report: 'me' } }),
    button('report.not-me', 'link stops', ({ currentTarget }) => wasNotMe(currentTarget, entry, changed), { data: { report: 'not-me' } }));
}

async function wasMe(from, { id }) {
  if (!(await doing(from, 'wait.service', () => lk.me.report(id, true)))) return;
  from.closest('.reports').remove();
  tell('report.thanks');
}

async function wasNotMe(from, { id }, changed) {
  if (!(await ask('report.ask.title', 'report.ask.lead', 'report.ask.button', { sure: true }))) return;
  const done = await doing(from, 'wait.device', () => lk.me.report(id, false));
  if (!done) return;
  await changed();
  await tellAtLength(
    emblem('shield', 'done'),
    make('h2', { id: 'report-title', say: 'report.done.title' }),
    make('p', { id: 'report-done', textContent: [
      words.say('report.done.sessions', { count: done.sessions_ended }),
      words.say('report.done.passkeys', { count: done.passkeys_suspended }),
    ].join(' ') }),
    make('h3', { say: 'report.next' }),
    make('ol', { className: 'plain', id: 'report-next' }, ...['passkeys', 'codes', 'cloud'].map((step) => make('li', { say: `report.next.${step}` }))));
}
