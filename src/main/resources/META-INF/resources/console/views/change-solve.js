/** Step two of the guide: what the wish would take, from real decisions; then the draft. */

import { make } from '/pages/make.js';
import { change } from '../api.js';
import { count, of, list, many, percent, probability } from '../format.js';
import { act, facts, fold, notice, p, sentences } from '../parts.js';
import { plot } from '../plot.js';
import { go, to } from '../router.js';
import { SEGMENT_HINT, attemptsOf, merged, segmentName, textOf } from '../says.js';
import { AUTHOR, TRYING, unless } from '../staff.js';
import { table } from '../table.js';
import { who, wrongs } from './guide.js';

const SOURCES = { decisions: 'your decisions', model: 'the model, too few decisions', cost: 'costs, too few decisions' };

export async function solveStep({ rp, signal }, { action, share, today, policy, document }) {
  const why = unless(rp, TRYING, 'Asking what it would take');
  if (why) return [notice('', why)];
  const solved = await change('POST', `/v1/ops/${rp}/budget`, { days: 30, share, action, policy: { version: policy.in_force.version } }, '', { signal });
  const { all, segments } = solved;
  const lines = segments.some(({ source }) => source === 'decisions');
  const steady = segments.every(({ budget_line: line }) => !line?.asked?.total || (line.asked.value >= share * 0.6 && line.asked.value <= share * 1.25));
  const lost = all.caught.total > 0 && all.caught.high < all.today.caught.low;
  const advised = !lines || steady ? 'budget' : 'threshold';
  return [
    sentences([
      [`${today ? `Today ${percent(today)} of ${attemptsOf(action)} are asked. ` : ''}By the score alone it is ${of(all.today.asked)}, and would be ${of(all.asked)}; whoever owns nothing that could be asked is let in at the lowest level, and counted here.`],
      [solved.hostile ? `Of ${many(solved.hostile, 'attack')} known in ${solved.days} days, ${of(all.today.caught)} are asked today and ${of(all.caught)} would be.`
        : `No attack is known in these ${solved.days} days, so what would be caught cannot be told from your decisions.`, solved.hostile >= 20 && !lost ? '' : 'asks'],
      lost && ['That is surely fewer than today. Decide whether it is worth it, or choose a smaller step.', 'asks'],
      solved.asked_anyway?.value > 0 && [`${of(solved.asked_anyway)} are asked anyway, by rules, holds and “always”; no line changes that.`, solved.asked_anyway.value > share ? 'stops' : ''],
      ...solved.words.map((one) => [one, 'asks']),
    ]),
    solved.asked_anyway?.low > share ? notice('stops', p(`${percent(share)} cannot be reached by lines alone: more than that is asked by rules. Look at “Always” on the policy page.`)) : '',
    curve(all, share),
    table({
      title: `The lines, from ${count(solved.attempts)} attempts of ${solved.days} days`, rows: segments,
      columns: [
        { key: 'segment', label: 'Segment', head: true, say: segmentName }, { key: 'attempts', label: 'Attempts', num: true, say: count },
        { key: 'today', label: 'Asked today', num: true, raw: (one) => one.today?.asked?.value, cell: (one) => of(one.today?.asked) }, { key: 'asked', label: 'Asked then', num: true, say: of },
        { key: 'caught', label: 'Caught then', num: true, say: of },
        { key: 'threshold', label: 'Line', unit: '%', num: true, say: probability }, { key: 'source', label: 'Taken from', cell: (one) => SOURCES[one.source] ?? one.source },
      ],
    }),
    p(SEGMENT_HINT),
    draftForm(rp, { action, share, today: today ?? all.today.asked.value, policy, document, solved, advised }),
    wrongs('The past is not the future: traffic that changes is asked more or less than this. The next steps watch for that.',
      share < (all.today?.asked?.value ?? 0) && 'Asking less lets more attacks through unasked. The interval behind “caught” says how sure one can be; step three shows it again, exactly.'),
    who('A policy author makes the draft; an analyst can look.'),
  ];
}

/** Friction against catch, with where one is today and where one wants to be. */
function curve({ curve: points = [], today, asked, caught }, share) {
  const known = points.filter((one) => one.caught?.total !== 0 && one.caught?.value !== null && one.asked > 0);
  if (known.length < 3) return p('There are too few known attacks for a curve of what is caught.');
  const numbers = {
    title: 'Asked and caught', rows: points,
    columns: [{ key: 'share', label: 'Wanted', unit: '%', num: true, head: true, say: percent }, { key: 'asked', label: 'Asked', unit: '%', num: true, say: percent }, { key: 'caught', label: 'Caught', num: true, say: of }],
  };
  return plot({
    title: 'What asking buys', lead: 'Attacks caught, by how many are asked. The shade is the 95 % interval.', height: 240,
    says: `Today ${percent(today.asked.value)} are asked and ${of(today.caught)} caught; at ${percent(share)} it would be ${of(caught)}.`,
    x: { label: 'asked', values: known.map((one) => one.asked * 100), log: true, say: (one) => `${one >= 1 ? Math.round(one) : Number(one.toPrecision(1))} %` },
    y: { say: (one) => percent(one, 0), max: 1 },
    series: [{ label: 'caught', values: known.map((one) => one.caught.value), low: known.map((one) => one.caught.low), high: known.map((one) => one.caught.high) }],
    marks: [
      { x: today.asked.value * 100, y: today.caught?.value ?? 0, text: `today ${percent(today.asked.value)}`, token: '--ink' },
      { x: asked.value * 100, y: caught?.value ?? 0, text: `then ${percent(asked.value)}`, token: '--asks' },
    ],
    table: numbers,
  });
}

/** The lines of segments that have enough decisions; where they are too few, the budget. */
function linesOf(action, { edit, segments }) {
  const of = ({ segment, source }) => edit[source === 'decisions' ? 'threshold' : 'budget'].actions[action][segment];
  return { actions: { [action]: Object.fromEntries(segments.map((one) => [one.segment, of(one)])) } };
}

function draftForm(rp, { action, share, today, policy, document, solved, advised }) {
  const { in_force: now } = policy;
  const choice = (value, text, hint) => make('label', {}, make('input', { type: 'radio', name: 'how', value, checked: value === advised }), make('span', {}, make('b', { textContent: text }), ` ${hint}`));
  const how = make('div', { className: 'checks down' },
    choice('budget', `A budget of ${percent(share)}.`, 'The model draws the line, and the budget is watched from then on.'),
    choice('threshold', 'The lines above, where there are enough decisions.', 'Closer to your own traffic; but a fixed line promises nothing, and has to be drawn anew when traffic changes.'));
  const comment = make('input', { id: 'comment', name: 'comment', type: 'text', maxLength: 500, required: true, value: `Ask ${percent(share)} instead of ${percent(today)} of ${attemptsOf(action)}.` });
  const does = async () => {
    const chosen = how.querySelector(':checked').value;
    const made = await change('POST', `/v1/ops/${rp}/policy/drafts`, {
      comment: comment.value.trim(), base_version: now.version, document: textOf(merged(document, chosen === 'budget' ? solved.edit.budget : linesOf(action, solved))),
    }, 'Make a draft. It changes nothing for customers.');
    go(to(rp, 'change', { rest: ['draft', made.id], query: { action, share } }));
  };
  const lines = list(solved.segments.map((one) => `${segmentName(one.segment)} ${of(one.budget_line?.asked)}`));
  return make('div', { className: 'stack' },
    make('fieldset', {}, make('legend', { textContent: 'Written into the policy as' }), how),
    fold('What the budget would come to', facts([['Asked, by segment', lines]])),
    make('div', { className: 'field' }, make('label', { htmlFor: 'comment', textContent: 'Why, in one line' }), comment, make('p', { className: 'hint', textContent: 'Whoever approves it reads this first.' })),
    act('Make a draft', does, { kind: 'big', unless: unless(rp, AUTHOR, 'Making a draft'), data: { does: 'draft' } }));
}
