/** How an attempt was judged: what added up, what it may have been, what was read. Shared by decisions and what-if. */

import { make } from '/pages/make.js';
import { decimal, list, plainly, probability, signed } from '../format.js';
import { bars, card, quietly } from '../parts.js';
import { levelName, stepUpName } from '../says.js';
import { table } from '../table.js';

export function contributions(all, score) {
  const large = [...all].filter(({ logit }) => Math.abs(logit) >= 0.005).sort((one, other) => Math.abs(other.logit) - Math.abs(one.logit));
  return card('What added up',
    quietly('To the right speaks for somebody else than the owner. All lines together make the score', score ? ` of ${decimal(score.logit, 2)}, which is ${probability(score.probability)}.` : '.'),
    bars(large.slice(0, 10).map((one) => [one.text || plainly(one.code), one.logit, signed(one.logit), one.logit > 0 ? 'over' : 'less']), 'Contributions to the score'),
    make('details', { className: 'under' }, make('summary', { textContent: 'All of them as a table' }), table({
      title: 'Contributions', rows: all,
      columns: [
        { key: 'code', label: 'Code', head: true, cell: (one) => make('code', { textContent: one.code }) }, { key: 'text', label: 'In words' },
        { key: 'reading', label: 'Reading', num: true, cell: (one) => decimal(one.reading, 3) }, { key: 'logit', label: 'Adds', num: true, cell: (one) => signed(one.logit, (value) => decimal(value, 3)) },
      ],
    })));
}

export function hypotheses(all) {
  return card('What it may have been',
    bars(all.map((one) => [one.text || plainly(one.code), one.probability, probability(one.probability), one.hostile ? 'over' : 'less']), 'What it may have been'),
    make('details', { className: 'under' }, make('summary', { textContent: 'As a table' }), table({
      title: 'Hypotheses', rows: all,
      columns: [{ key: 'code', label: 'Code', head: true }, { key: 'text', label: 'In words' }, { key: 'hostile', label: 'Hostile', cell: (one) => (one.hostile ? 'yes' : 'no') }, { key: 'probability', label: 'Probability', unit: '%', num: true, say: probability }],
    })), quietly('Before calibration.'));
}

export function readings(all) {
  return card('What was read', table({
    title: 'Readings', quiet: true, rows: all,
    columns: [
      { key: 'text', label: 'What', head: true, cell: (one) => one.text || plainly(one.code) },
      { key: 'value', label: 'Reading', num: true, cell: (one) => (one.known ? decimal(one.value, 3) : 'not known') }, { key: 'known', label: 'Known', cell: (one) => (one.known ? 'yes' : 'no, so it says nothing') },
    ],
  }));
}

const LINE = { budget: 'the budget’s line', threshold: 'the threshold', by_cost: 'the line by cost' };

/** An outcome in one sentence or two. */
export function outcomeSays(one) {
  const ways = one.methods?.length ? `, by ${list(one.methods.map(({ id }) => stepUpName(id)), 'disjunction')}` : '';
  const line = one.threshold === null || one.threshold === undefined ? '' : one.threshold > 1 ? ' On the score nobody is asked here.'
    : ` Compared: ${probability(one.compared)} with ${LINE[one.line] ?? 'the line'} at ${probability(one.threshold)}.`;
  const score = one.by_score && one.by_score !== one.level ? ` The score alone says “${levelName(one.by_score)}”; a rule, a hold or “always” decides.` : '';
  return `${levelName(one.level).replace(/^./, (c) => c.toUpperCase())}${one.limited ? ' at the lowest level' : ''}${ways}.${line}${score}${one.counterfactual?.text ? ` ${one.counterfactual.text}` : ''}`;
}
