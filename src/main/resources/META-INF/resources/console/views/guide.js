/** The guide's eight steps: what each is for, who can do it, and what can still go wrong. */

import { make } from '/pages/make.js';
import { p } from '../parts.js';

export const STEPS = [
  ['Say what you want', 'Pick what customers do, and how often they may be asked.'],
  ['See what it would take', 'From your own decisions: the lines to draw, and what would still be caught.'],
  ['Try it on past traffic', 'The draft judges the last days again. Exact, and nobody is asked.'],
  ['Hand it in', 'A policy author makes the draft a version that nobody can change any more.'],
  ['A second person says yes', 'A policy approver who did not write it reads the difference, and approves it or turns it down.'],
  ['Run it in the shadow', 'It judges beside the policy in force and asks nobody. A day is a good time.'],
  ['Let it out step by step', '1 %, 5 % and 25 % of customers. If it asks more than it promised, or fewer customers pass, it is taken back by itself within a minute.'],
  ['Live for everybody', 'It holds for all. One click returns to any former version.'],
];

/**
 * The steps as a list. `now` is the step to do, counted from 1; `bodies` are the contents by step, `said` what is to be
 * said about steps behind us.
 */
export function guide(now, bodies = {}, said = {}) {
  return make('ol', { className: 'steps', attributes: { 'aria-label': 'The steps of a change' } }, ...STEPS.map(([title, what], i) => {
    const step = i + 1;
    const state = step < now ? 'past' : step === now ? 'now' : 'later';
    const item = make('li', { className: bodies[step] && state !== 'past' ? 'now' : state, data: { step } },
      make('div', {}, make('h2', { textContent: title }), bodies[step] && state !== 'past' ? '' : p(said[step] ?? what), ...[bodies[step] ?? []].flat()));
    if (step === now) item.setAttribute('aria-current', 'step');
    return item;
  }));
}

/** What can still go wrong at this point, and what then helps. */
export const wrongs = (...lines) => make('div', { className: 'wrongs' }, make('b', { textContent: 'What can still go wrong' }),
  ...lines.filter(Boolean).map((line) => p(line)));

/** Who can do it. */
export const who = (...content) => make('p', { className: 'quietly' }, ...content);
