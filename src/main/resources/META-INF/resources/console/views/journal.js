/** The journal: what an auditor may ask for, the newest first. */

import { make } from '/pages/make.js';
import { get } from '../api.js';
import { plainly, when } from '../format.js';
import { empty, head, link, p } from '../parts.js';
import { go, to } from '../router.js';
import { table } from '../table.js';

const code = (text) => make('code', { textContent: text ? text.slice(0, 8) : '–', title: text ?? '' });

export async function view({ rp, query, signal }) {
  const { entries, next } = await get(`/v1/ops/${rp}/journal`, { before: query.before, event: query.event, limit: 100 }, { signal });
  const input = make('input', { id: 'event', name: 'event', type: 'text', value: query.event ?? '', placeholder: 'such as policy_activated', autocomplete: 'off' });
  const form = make('form', { className: 'filters no-print' }, make('div', { className: 'field' }, make('label', { htmlFor: 'event', textContent: 'Event' }), input),
    make('button', { type: 'submit', className: 'button', textContent: 'Show' }), query.event ? link('Clear', to(rp, 'journal'), { className: 'button quiet' }) : '');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(to(rp, 'journal', { query: { event: input.value.trim() } }));
  });
  const facts = (one) => Object.entries(one.facts ?? {}).map(([name, value]) => `${plainly(name)}: ${value}`).join(', ');
  return [
    head('Journal', 'What was done, by whom and when. Entries are chained, so that nobody can take one away unseen.'),
    form,
    entries.length ? table({
      title: 'Journal', quiet: true, rows: entries,
      columns: [
        { key: 'at', label: 'When', head: true, say: when }, { key: 'event', label: 'What', cell: (one) => link(plainly(one.event), to(rp, 'journal', { query: { event: one.event } })) },
        { key: 'facts', label: 'Details', raw: facts, cell: (one) => facts(one) || '–' }, { key: 'account', label: 'Account', say: code }, { key: 'session', label: 'Session', say: code },
      ],
    }) : empty(next ? 'Nothing in this stretch.' : 'Nothing here.', p(next ? 'Go on with “Older”.' : 'Take the filter away to see all events.')),
    make('p', { className: 'row no-print' }, query.before && link('Newest', to(rp, 'journal', { query: { event: query.event } }), { className: 'button quiet' }),
      next && link('Older', to(rp, 'journal', { query: { event: query.event, before: next } }), { className: 'button quiet' })),
  ];
}
