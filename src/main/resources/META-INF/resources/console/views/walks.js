/** Walk the journey: be a customer on simulated facts, on the real pages, and keep what it was like. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { count, decimal, when } from '../format.js';
import { act, card, chip, empty, head, link, notice, p, quietly } from '../parts.js';
import { to } from '../router.js';
import { versionName } from '../says.js';
import { READING, TRYING, may, unless } from '../staff.js';
import { table } from '../table.js';
import { comparison, report } from './walk.js';

export const RESULTS = { kept: ['as expected', 'done'], broken: ['not as expected', 'asks'], unfinished: ['unfinished', ''] };

export async function view(context) {
  const { rp, rest: [id, other], query, signal } = context;
  const at = `/v1/ops/${rp}/walks`;
  if (id && other) return comparison(context, id, other);
  if (id) return report(context, id);
  const [{ sandbox, personas }, { walks, next }, versions] = await Promise.all([
    get(`${at}/personas`, {}, { signal }), get(at, { limit: 50, before: query.before }, { signal }),
    may(rp, ...READING) ? get(`/v1/ops/${rp}/policy`, {}, { signal }) : undefined,
  ]);
  return [
    head('Walk the journey', 'Be a customer for a few minutes: the real pages, simulated facts, a relying party of its own. Do it once a month, and before a change goes live.'),
    sandbox ? personasOf(rp, at, personas, versions) : notice('', 'This deployment has no relying party for walking. docs/operations.md tells how to make one.'),
    card('Records', walks.length ? records(rp, walks, query.with) : empty('No walks yet.', p('Choose a persona above and begin.')),
      next ? link('Older', to(rp, 'walks', { query: { before: next } })) : ''),
  ];
}

function personasOf(rp, at, personas, policy) {
  const versions = policy?.versions.length ? policy.versions : [{ version: 0, comment: '' }];
  const pick = make('select', { id: 'version', name: 'version' }, ...versions.map((one) => new Option(`${versionName(one.version)}${one.version === policy?.in_force.version ? ', in force' : ''}${one.comment ? `: ${one.comment}` : ''}`, one.version)));
  pick.value = String(policy?.in_force.version ?? 0);
  const place = make('div', { attributes: { 'aria-live': 'polite' } });
  const begin = (persona) => async () => {
    const begun = await change('POST', at, { persona: persona.id, version: Number(pick.value) }, '');
    place.replaceChildren(notice('done', p(make('b', { textContent: `You are the ${persona.name.toLowerCase()} now. ` }), 'The link is good until ', when(begun.expires_at), ' and is shown this once.'),
      make('p', { className: 'row' }, link('Open the customer’s pages', begun.link, { className: 'button', target: '_blank', rel: 'noopener', data: {} }), link('Its record', to(rp, 'walks', { rest: begun.id }), { className: 'button quiet' }))));
    place.querySelector('a').focus();
  };
  const why = unless(rp, TRYING, 'Walking');
  return make('div', { className: 'stack' },
    make('div', { className: 'filters' }, make('div', { className: 'field wide' }, make('label', { htmlFor: 'version', textContent: 'Under which policy' }), pick)),
    place,
    make('div', { className: 'tiles' }, ...personas.map((one) => make('section', { className: 'tile', data: { persona: one.id } },
      make('h2', { textContent: one.name }), p(one.who),
      make('ol', { className: 'sentences' }, ...one.steps.map(({ title }) => make('li', {}, make('span', { textContent: title })))),
      quietly(`Expected: ${one.expects.words}.`),
      act('Walk', begin(one), { kind: 'quiet', unless: why, data: { walk: one.id } })))));
}

/** The one before of the same persona, to compare with. */
const former = (walks, one) => walks.slice(walks.indexOf(one) + 1).find(({ persona, state }) => persona === one.persona && state === 'finished');

function records(rp, walks) {
  return table({
    title: 'Records of walks', quiet: true, rows: walks, sortBy: ['started_at', 'descending'],
    columns: [
      { key: 'started_at', label: 'When', head: true, cell: (one) => link(when(one.started_at), to(rp, 'walks', { rest: one.id })) }, { key: 'persona_name', label: 'Persona' }, { key: 'version', label: 'Policy', num: true }, { key: 'operator', label: 'By' },
      { key: 'result', label: 'Result', cell: (one) => (one.state === 'open' ? chip('under way', 'accent') : chip(...(RESULTS[one.result] ?? [one.result]))) },
      { key: 'screens', label: 'Screens', num: true, say: count }, { key: 'clicks', label: 'Clicks', num: true, say: count },
      { key: 'seconds', label: 'Time', unit: 's', num: true, cell: (one) => decimal(one.seconds, 1) }, { key: 'questions', label: 'Questions', num: true, say: count },
      { label: 'Compare', cell: (one) => { const before = former(walks, one); return before ? link('with the one before', to(rp, 'walks', { rest: [one.id, before.id] })) : '–'; } },
    ],
  });
}

