/** A replay on the page: progress with a way out, then its report. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { count, of, many, percent, points, seconds, signed, when } from '../format.js';
import { act, card, explain, facts, fold, link, notice, p, quietly, sentences } from '../parts.js';
import { to } from '../router.js';
import { levelName, reasonsOf } from '../says.js';
import { somebodyIsHere } from '../idle.js';
import { table } from '../table.js';


const pause = (milliseconds, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

/** Begins one; resolves to its number. */
export async function begin(rp, policy, days) {
  return (await change('POST', `/v1/ops/${rp}/replays`, { ...policy, days }, '')).id;
}

/** Shows a replay in `place` until it is over; `over` is told of the end. */
export async function follow({ rp, id, place, signal, over = () => {} }) {
  const path = `/v1/ops/${rp}/replays/${encodeURIComponent(id)}`;
  const bar = make('progress', { max: 1, value: 0, attributes: { 'aria-label': 'Progress of the replay' } });
  const says = p('Beginning …');
  const cancel = act('Cancel', async () => {
    await change('DELETE', path, undefined, '');
  }, { kind: 'quiet', data: { does: 'cancel-replay' } });
  place.replaceChildren(make('div', { className: 'stack', attributes: { role: 'group', 'aria-label': 'Replay' } }, bar, says, make('p', {}, cancel)));
  try {
    for (;;) {
      const job = await get(path, {}, { signal });
      if (signal?.aborted) return;
      if (job.state !== 'running') {
        place.replaceChildren(...(job.state === 'done' ? report(rp, job) : [ended(job)]));
        return over(job);
      }
      bar.max = Math.max(1, job.total);
      bar.value = job.read;
      says.textContent = `${count(job.read)} of ${count(job.total)} decisions${job.seconds_left === undefined || job.seconds_left === null ? '' : `, about ${seconds(job.seconds_left)} left`}.`;
      await pause(1000, signal);
      if (!somebodyIsHere()) await new Promise((resolve) => addEventListener('pointermove', resolve, { once: true }));
    }
  } catch (error) {
    if (!signal?.aborted) {
      place.replaceChildren(error.code === 'not-found' ? notice('', 'This replay is no longer kept. Replays are kept for an hour; begin another one.') : p('The replay could not be followed.'));
      if (error.code !== 'not-found') explain(error);
      over({ state: 'lost' });
    }
  }
}

function ended({ state }) {
  const says = { cancelled: 'You cancelled it. Nothing was changed.', failed: 'It broke off. Begin another one; if it breaks off again, tell whoever runs this service.', lost: 'The server it ran on went away. Begin another one.' };
  return notice(state === 'cancelled' ? 'calm' : 'stops', says[state] ?? state);
}

/** What a replay found. */
export function report(rp, job) {
  const { report: found } = job;
  const { asked } = found;
  return [
    card('What would have been', facts([
      ['Asked now', of(asked.before)], ['Asked then', make('span', { className: 'big-figure', textContent: of(asked.after) })],
      ['Difference', points(asked), `${count(asked.more)} asked more, ${count(asked.fewer)} asked less`],
      ['Customers who notice', `${found.customers_capped ? 'at least ' : ''}${count(found.customers)}`, 'treated otherwise at least once'],
      ['Time of customers', signed(found.seconds_change, seconds), `${seconds(found.seconds_before)} before, ${seconds(found.seconds_after)} after`],
      ['Attacks caught', found.hostile ? of(found.caught_after) : '–', found.hostile ? `before: ${of(found.caught_before)}, of ${many(found.hostile, 'attack')} known` : 'no attack is known in this time'],
    ]), sentences([
      [`${count(found.judged)} attempts of ${when(job.from)} to ${when(job.to)} were judged again; ${count(found.exact)} came out to the last bit as they did then under the policy of then.`, found.not_exact ? 'asks' : 'done'],
      found.not_exact && [`${count(found.not_exact)} did not: take this report with care and tell whoever runs this service.`, 'stops'],
      found.hostile < 20 && [`${found.hostile ? `Only ${many(found.hostile, 'attack')}` : 'No attack'} known in this time: what would be caught is uncertain. Look at the interval, not at the number.`, 'asks'],
      ...(found.not_possible ?? []).map((one) => [`${count(one.count)} could not be judged again: ${one.text}.`]),
    ])),
    card('Old and new', matrix(found.matrix)),
    ...(found.splits ?? []).filter(({ rows }) => rows?.length).map((split, i) => (i < 2 ? splitCard(rp, split) : fold(split.title ?? split.name, splitTable(rp, split)))),
    ...(found.not_kept ?? []).map(({ text }) => quietly(text)),
    flips(rp, job, found),
    found.fine_print?.length ? fold('Fine print', sentences(found.fine_print.map((one) => [one]))) : '',
  ].filter(Boolean);
}

const LEVELS = ['allow', 'step_up', 'deny'];

function matrix(cells) {
  const levels = LEVELS.filter((level) => level !== 'deny' || cells.some(({ before, after }) => before === 'deny' || after === 'deny'));
  const cell = (before, after) => cells.find((one) => one.before === before && one.after === after);
  return table({
    title: 'Rows: as it was. Columns: as it would be.', file: 'matrix', rows: levels.map((before) => ({ before, ...Object.fromEntries(levels.map((after) => [after, cell(before, after)?.count ?? 0])) })),
    columns: [{ key: 'before', label: 'Was', head: true, say: levelName },
      ...levels.map((after) => ({ key: after, label: `Would be ${levelName(after)}`, num: true, cell: (row) => `${count(row[after])} (${percent(cell(row.before, after)?.share ?? 0)})`, mark: (row) => (row.before === after ? 'mark' : row[after] ? 'changed' : '') }))],
  });
}

const splitCard = (rp, split) => card(split.title ?? split.name, splitTable(rp, split));

function splitTable(rp, { title, name, rows }) {
  return table({
    title: title ?? name, quiet: true, rows,
    columns: [
      { key: 'text', label: 'What', head: true, raw: (one) => one.value, cell: (one) => (one.decisions ? link(one.text ?? one.value, `#/${rp}/decisions?${one.decisions}`) : one.text ?? one.value) },
      { key: 'total', label: 'Attempts', num: true, raw: ({ asked }) => asked.before.total, cell: ({ asked }) => count(asked.before.total) },
      { key: 'before', label: 'Asked now', num: true, raw: ({ asked }) => asked.before.value, cell: ({ asked }) => of(asked.before) },
      { key: 'after', label: 'Asked then', num: true, raw: ({ asked }) => asked.after.value, cell: ({ asked }) => of(asked.after) },
      { key: 'difference', label: 'Difference', num: true, raw: ({ asked }) => asked.value, cell: ({ asked }) => points(asked), mark: ({ asked }) => (asked.low > 0 || asked.high < 0 ? 'changed' : '') },
    ],
  });
}

function flips(rp, { id }, found) {
  if (!found.flips) return card('Decisions that change', p('None: nobody would have been treated otherwise.'));
  const place = make('div', { className: 'stack' });
  const rows = [];
  let cursor;
  const more = act('Show them', async () => {
    const page = await get(`/v1/ops/${rp}/replays/${id}/flips`, { cursor, limit: 50 });
    rows.push(...page.flips);
    cursor = page.next;
    place.replaceChildren(table({
      title: 'Decisions that change', quiet: true, rows,
      columns: [
        { key: 'at', label: 'When', head: true, cell: (one) => link(when(one.at), to(rp, 'decisions', { rest: one.id })) }, { key: 'action', label: 'Action' }, { key: 'segment', label: 'Segment' },
        { key: 'before', label: 'Was', say: levelName }, { key: 'after', label: 'Would be', say: levelName },
        { key: 'probability', label: 'Somebody else', unit: '%', num: true, cell: (one) => percent(one.probability, 3) },
        { key: 'reasons', label: 'Because', raw: (one) => one.reasons_after.map(({ code }) => code).join(' '), cell: (one) => reasonsOf(one.reasons_after.length ? one.reasons_after : one.reasons_before) },
        { key: 'hostile', label: 'Attack', cell: (one) => (one.hostile ? 'yes' : '') }, { key: 'id', label: 'Number', cell: (one) => make('code', { textContent: one.id.slice(0, 8) }) },
      ],
    }));
    more.textContent = 'More';
    more.hidden = !cursor;
  }, { kind: 'quiet', data: { does: 'flips' } });
  return card('Decisions that change', p(`${count(found.flips)} in all${found.flips_kept < found.flips ? `; the first ${count(found.flips_kept)} are kept` : ''}. Look at a few of them before you hand the draft in.`), place, more);
}
