/** Something has to wait: until when, why, and what works meanwhile. */

import { emblem, make } from './dom.js';
import { words } from './words.js';

/** What to show for a refusal `on-hold`; the caller adds the way on. */
export function holdScreen({ problem }, heading = 'h1') {
  const until = problem?.hold_until;
  return [
    emblem('clock', 'asks'),
    make(heading, { id: 'hold-title', say: 'hold.title' }),
    make('p', { className: 'lead', id: 'hold-lead', textContent: [words.reasons(problem?.decision), words.say('hold.lead')].filter(Boolean).join(' ') }),
    until ? make('p', { className: 'until' }, make('span', { say: 'hold.until' }), make('time', { id: 'hold-until', dateTime: until, textContent: words.when(until) })) : undefined,
    make('p', { className: 'hint', say: 'hold.still' }),
    make('ul', { className: 'plain' }, ...['sign-in', 'look', 'stop'].map((what) => make('li', { say: `hold.still.${what}` }))),
  ].filter(Boolean);
}
