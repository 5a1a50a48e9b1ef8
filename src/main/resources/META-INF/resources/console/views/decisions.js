/** Decisions: filters in the address, a table, one opened. */

import { make } from '/pages/make.js';
import { get } from '../api.js';
import { many, plainly, probability, when } from '../format.js';
import { chip, empty, head, link, p } from '../parts.js';
import { go, to } from '../router.js';
import { actionName, levelKind, levelName, reasonsOf, segmentName } from '../says.js';
import { READING, may } from '../staff.js';
import { table } from '../table.js';
import { decision } from './decision.js';

const ANY = ['', 'any'];
const FILTERS = [
  { name: 'action', label: 'Action', options: ['sign_in', 'sign_up', 'refresh', 'add_passkey', 'recovery', 'payout'].map((one) => [one, actionName(one)]), free: true },
  { name: 'level', label: 'Level', options: ['allow', 'step_up', 'deny'].map((one) => [one, levelName(one)]) },
  { name: 'segment', label: 'Segment', options: ['new', 'regular', 'dormant'].map((one) => [one, segmentName(one)]) },
  { name: 'label', label: 'What followed', options: [['passed', 'passed'], ['failed', 'failed'], ['abandoned', 'abandoned'], ['me', 'said “this was me”'], ['not_me', 'said “not me”'], ['fraud', 'fraud'], ['none', 'nothing yet']] },
  { name: 'reason', label: 'Reason', text: 'a code' },
  { name: 'suspicion', label: 'Suspicion', text: 'a code' },
  { name: 'policy_version', label: 'Policy version', number: true },
];

export async function view(context) {
  const { rp, rest: [id], query, signal } = context;
  if (id) return decision(context, id);
  if (!may(rp, ...READING)) return [head('Decisions', 'Your role looks at single decisions, by the link or the number that a customer’s case carries.'), byNumber(rp)];
  const answer = await get(`/v1/ops/${rp}/decisions`, { ...query, from: instant(query.from), to: instant(query.to) }, { signal });
  const { decisions, next, complete } = answer;
  return [
    head('Decisions', 'The newest first. Filters stay in the address, so it can be passed on. Customers are pseudonyms that hold for one day.'),
    filters(rp, query),
    decisions.length ? list(rp, decisions) : empty(complete === false ? 'None in the fourteen days that were read.' : 'No decision fits.', p(complete === false ? 'Go on with “Older” below.' : 'Take a filter away, or choose a longer time.')),
    make('p', { className: 'row no-print' },
      query.cursor && link('Newest', to(rp, 'decisions', { query: { ...query, cursor: undefined } }), { className: 'button quiet' }),
      next && link('Older', to(rp, 'decisions', { query: { ...query, cursor: next } }), { className: 'button quiet', rel: 'next' })),
    byNumber(rp),
  ];
}

/** Dates of the fields are whole days in the reader's own time. */
const instant = (text) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00`).toISOString() : text);

function list(rp, rows) {
  return table({
    title: many(rows.length, 'decision'), file: 'decisions', rows,
    columns: [
      { key: 'at', label: 'When', head: true, cell: (one) => link(when(one.at), to(rp, 'decisions', { rest: one.id })) },
      { key: 'action', label: 'Action', say: actionName },
      { key: 'segment', label: 'Segment', say: segmentName },
      { key: 'level', label: 'Level', cell: (one) => chip(levelName(one.level), levelKind(one.level)) },
      { key: 'probability', label: 'Somebody else', unit: '%', num: true, say: probability },
      { key: 'suspicion', label: 'Looks like', cell: (one) => (one.suspicion ? plainly(one.suspicion) : '–') },
      { key: 'reasons', label: 'Reasons', wide: true, raw: (one) => one.reasons.map(({ code }) => code).join(' '), cell: (one) => reasonsOf(one.reasons) },
      { key: 'labels', label: 'What followed', raw: (one) => one.labels.join(' '), cell: (one) => one.labels.map(plainly).join(', ') || '–' },
      { key: 'policy_version', label: 'Policy', num: true },
      { key: 'account', label: 'Customer', cell: (one) => make('code', { textContent: one.account ?? '–' }) },
      { key: 'id', label: 'Number', cell: (one) => make('code', { textContent: one.id.slice(0, 8), title: one.id }) },
    ],
  });
}

function filters(rp, query) {
  const form = make('form', { className: 'filters no-print', attributes: { 'aria-label': 'Filters' } },
    ...['from', 'to'].map((name) => fieldOf({ name, label: name === 'from' ? 'From' : 'To', date: true }, query)),
    ...FILTERS.map((one) => fieldOf(one, query)),
    make('button', { type: 'submit', className: 'button', textContent: 'Show' }),
    Object.keys(query).length ? link('Clear', to(rp, 'decisions'), { className: 'button quiet' }) : '');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
    for (const name of ['from', 'to']) if (!chosen[name] || query[name]?.startsWith(`${chosen[name]}T`)) chosen[name] = chosen[name] && query[name];
    go(to(rp, 'decisions', { query: chosen }));
  });
  return form;
}

function fieldOf({ name, label, options, text, number, date, free }, query) {
  const id = `filter-${name}`;
  const value = query[name] ?? '';
  let input;
  if (options) {
    const all = value && !options.some(([key]) => key === value) ? [...options, [value, plainly(value)]] : options;
    input = make('select', { id, name }, ...[ANY, ...all].map(([key, says]) => new Option(says, key)));
  } else {
    input = make('input', { id, name, type: date ? 'date' : number ? 'number' : 'text', autocomplete: 'off' });
    if (text) input.placeholder = text;
    if (number) input.min = 0;
  }
  input.value = date ? value.slice(0, 10) : value;
  if (free) input.title = 'More actions: choose them by a link of the overview.';
  return make('div', { className: 'field' }, make('label', { htmlFor: id, textContent: label }), input);
}

function byNumber(rp) {
  const input = make('input', { id: 'by-number', name: 'number', type: 'text', autocomplete: 'off', required: true });
  const form = make('form', { className: 'filters no-print' },
    make('div', { className: 'field' }, make('label', { htmlFor: 'by-number', textContent: 'Number of a decision' }), input),
    make('button', { type: 'submit', className: 'button quiet', textContent: 'Open' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim()) go(to(rp, 'decisions', { rest: input.value.trim() }));
  });
  return form;
}

