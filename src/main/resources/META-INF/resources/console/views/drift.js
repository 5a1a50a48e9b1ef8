/** Did anything drift: the scores against the time before, what was observed against what was expected, data files, unknowns. */

import { make } from '/pages/make.js';
import { count, decimal, interval, list, percent, plainly } from '../format.js';
import { card, facts, p, quietly } from '../parts.js';
import { plot } from '../plot.js';
import { table } from '../table.js';

const SAYS = {
  steady: ['Did anything drift? No: scores lie as they did in the time before.', 'done'],
  moved: ['Did anything drift? A little: scores have moved against the time before. Look again tomorrow.', 'asks'],
  drifted: ['Did anything drift? Yes: scores lie elsewhere than in the time before.', 'stops'],
  too_few: ['Did anything drift? There are too few decisions to say.', ''],
};
const STALE_DAYS = 45;

export function driftSentences({ drift }) {
  if (!drift) return [];
  const stale = (drift.files ?? []).filter((file) => file.in_use && file.age_days > STALE_DAYS);
  const missing = (drift.files ?? []).filter((file) => !file.in_use);
  return [
    SAYS[drift.psi_says],
    stale.length && [`Data files: ${list(stale.map(({ file, age_days: age }) => `${file} is ${decimal(age, 0)} days old`))}. Put newer ones in place (docs/operations.md).`, 'asks'],
    missing.length && [`Data files: no file for ${list(missing.map(({ file }) => file))}, so that counts as not known.`],
  ];
}

export function driftCard({ drift }) {
  if (!drift) return '';
  const { bins = [], observed_expected: ratio, unknown = [], files = [] } = drift;
  const middle = bins.map(({ from, to }) => (from + to) / 2);
  const numbers = {
    title: 'Scores now and before', rows: bins,
    columns: [
      { key: 'from', label: 'Score from', num: true, head: true, cell: ({ from }) => decimal(from, 1) },
      { key: 'to', label: 'to', num: true, cell: (one) => decimal(one.to, 1) },
      { key: 'before', label: 'Before', unit: '%', num: true, say: percent },
      { key: 'now', label: 'Now', unit: '%', num: true, say: percent },
    ],
  };
  return card('Did anything drift?',
    facts([
      ['Shift of the scores (PSI)', decimal(drift.psi, 3), `up to ${decimal(drift.psi_by_chance, 3)} is chance; from 0.1 moved, from 0.25 drifted`],
      ['Found out / expected', ratio ? interval(ratio.value, ratio.low, ratio.high, { unit: '', times: 1 }) : '–', `${count(drift.observed)} found out, ${decimal(drift.expected, 1)} expected`],
      ...unknown.map(({ what, share }) => [`${plainly(what)} not known`, share ? interval(share.value, share.low, share.high) : '–']),
    ]),
    middle.length > 1 ? plot({
      title: 'Scores now and before', lead: 'Both in shares of all decisions; the further right, the less usual.',
      says: `Shift ${decimal(drift.psi, 3)}.`, x: { label: 'score', values: middle, say: (one) => decimal(one, 1) }, y: { say: (one) => percent(one) },
      series: [{ label: 'before', values: bins.map(({ before }) => before), token: '--grey', dashed: true }, { label: 'now', values: bins.map(({ now }) => now) }],
      table: numbers,
    }) : p('There are too few decisions for a picture.'),
    make('div', {}, files.length ? table({
      title: 'Data files', rows: files,
      columns: [{ key: 'file', label: 'File', head: true }, { key: 'age_days', label: 'Age', unit: 'days', num: true, cell: (one) => decimal(one.age_days, 0) }, { key: 'in_use', label: 'In use', cell: (one) => (one.in_use ? 'yes' : 'no') }],
    }) : quietly('No data files of places are in use.')));
}
