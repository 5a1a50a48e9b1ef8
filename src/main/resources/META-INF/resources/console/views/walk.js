/** One walk, and two beside each other. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { count, decimal, plainly, signed, when } from '../format.js';
import { act, card, chip, facts, head, link, notice, p, quietly } from '../parts.js';
import { to } from '../router.js';
import { actionName, levelKind, levelName, reasonsOf, versionName } from '../says.js';
import { TRYING, may } from '../staff.js';
import { table } from '../table.js';

const NUMBERS = [['screens', 'Screens'], ['clicks', 'Clicks'], ['seconds', 'Seconds'], ['questions', 'Questions']];
const number = (key, value) => (key === 'seconds' ? decimal(value, 1) : count(value));

export async function report({ rp, signal, again }, id) {
  const one = await get(`/v1/ops/${rp}/walks/${encodeURIComponent(id)}`, {}, { signal });
  const { walk, expects } = one;
  const finish = async () => {
    await change('POST', `/v1/ops/${rp}/walks/${id}/finish`, undefined, '');
    await again();
  };
  return [
    head(walk.persona_name, `${versionName(walk.version).replace(/^./, (c) => c.toUpperCase())}, ${walk.operator}, ${when(walk.started_at)}.`, { back: ['Walks', to(rp, 'walks')], more: walk.state === 'open' ? [act('Look again', again, { kind: 'quiet' }), may(rp, ...TRYING) ? act('End it here', finish, { kind: 'quiet' }) : ''] : [] }),
    walk.state === 'open' ? notice('calm', 'Under way: it fills as the customer goes on.') : notice(walk.result === 'broken' ? '' : walk.result === 'kept' ? 'done' : '',
      p(make('b', { textContent: { kept: 'As expected: ', broken: 'Not as expected: ', unfinished: 'It was not finished: ' }[walk.result] }), `${count(walk.questions)} asked; expected ${expects.words}.`)),
    facts(NUMBERS.map(([key, text]) => [text, make('span', { className: 'big-figure', textContent: number(key, walk[key]) })])),
    ...one.steps.map(step.bind(undefined, rp)),
  ];
}

function step(rp, one) {
  return card(one.title, p(one.words), one.done ? '' : quietly('Not done.'),
    one.views.length ? table({ title: `${one.title}: screens`, rows: one.views, columns: [{ key: 'screen', label: 'Screen', head: true, say: plainly }, { key: 'offered', label: 'Offered', say: (all) => all?.map(plainly).join(', ') || '–' }, { key: 'clicks', label: 'Clicks', num: true }, { key: 'seconds', label: 'Time', unit: 's', num: true, cell: ({ seconds }) => decimal(seconds, 1) }] }) : '',
    ...one.decisions.map((each) => p(chip(levelName(each.level), levelKind(each.level)), ' ', `${actionName(each.action)}: ${reasonsOf(each.reasons)}`, each.answer ? ` The check was ${plainly(each.answer)}.` : '')));
}

export async function comparison({ rp, signal }, id, other) {
  const { before, after, difference } = await get(`/v1/ops/${rp}/walks/${encodeURIComponent(id)}/compare`, { with: other }, { signal });
  const rows = [{ what: 'All of it', before: before.walk, after: after.walk, difference }, ...after.steps.map((one, i) => ({ what: one.title, before: before.steps[i], after: one }))];
  return [
    head(`${after.walk.persona_name}: now and before`, `${when(before.walk.started_at)} under ${versionName(before.walk.version)}, and ${when(after.walk.started_at)} under ${versionName(after.walk.version)}.`, { back: ['Walks', to(rp, 'walks')] }),
    facts(NUMBERS.map(([key, text]) => [text, make('span', { className: 'big-figure', textContent: `${number(key, before.walk[key])} → ${number(key, after.walk[key])}` }), signed(difference[key], (value) => number(key, value))])),
    card('Step by step', table({
      title: 'Step by step', quiet: true, rows,
      columns: [{ key: 'what', label: 'Step', head: true }, ...NUMBERS.map(([key, text]) => ({
        key, label: text, num: true, raw: (row) => row.after[key], cell: (row) => `${row.before ? number(key, row.before[key]) : '–'} → ${number(key, row.after[key])}`, mark: (row) => (row.before && row.before[key] !== row.after[key] && key !== 'seconds' ? 'changed' : ''),
      }))],
    })),
    p(link('The one now', to(rp, 'walks', { rest: after.walk.id })), ' · ', link('The one before', to(rp, 'walks', { rest: before.walk.id }))),
  ];
}
