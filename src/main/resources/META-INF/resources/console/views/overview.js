/** Overview: how often we ask, whom, why, did they pass, how long, what was caught, is the budget kept, did anything drift. */

import { make } from '/pages/make.js';
import { get } from '../api.js';
import { count, of, list, many, percent, plainly, seconds, when } from '../format.js';
import { bars, card, empty, head, link, notice, p, sentences } from '../parts.js';
import { plot, spark } from '../plot.js';
import { to } from '../router.js';
import { actionName, segmentName } from '../says.js';
import { table } from '../table.js';
import { driftCard, driftSentences } from './drift.js';

const PERIODS = [[1, '24 hours'], [7, '7 days'], [30, '30 days'], [90, '90 days']];
export const decisionsAt = (rp, query) => `#/${encodeURIComponent(rp)}/decisions?${query}`;

export async function view({ rp, query, signal }) {
  const days = Number(query.days) || 7;
  const now = Date.now();
  const from = new Date(now - days * 86_400_000).toISOString();
  const answer = await get(`/v1/ops/${rp}/overview`, { from, to: new Date(now).toISOString(), bucket: days <= 1 ? 'hour' : 'day', action: query.action }, { signal });
  const { totals } = answer;
  const picks = PERIODS.map(([many, text]) => link(text, to(rp, 'overview', { query: { ...query, days: many } }),
    { className: 'button quiet', attributes: many === days ? { 'aria-current': 'true' } : {} }));
  const top = head('Overview', `${when(answer.from)} to ${when(answer.to)}${query.action ? `, ${actionName(query.action)} only` : ''}. Every number leads to the decisions behind it.`, { more: picks });
  if (!totals.decisions) {
    return [top, ...noticed(rp, answer), empty('No decisions in this time.', p('Choose a longer time above. Decisions come by themselves as soon as customers sign in.'))];
  }
  return [top, ...mustAct(rp, answer), tiles(rp, answer), asSentences(rp, answer), ...figures(rp, answer), ...tables(rp, answer), driftCard(answer)];
}

const CAUGHT = { denied: 'were refused', failed: 'failed the check', abandoned: 'left the check', not_me: 'were “not me” to their owner', fraud: 'were found to be fraud' };
const overrun = ({ tables: { budgets = [] } }) => budgets.filter(({ kept }) => kept === 'overrun');

const ALARMING = {
  denials_spike: 'Far more is refused than usual.', not_me_spike: 'Far more customers than usual say “not me”.',
  over_budget: 'More are asked than the policy allows.', data_file_stale: 'A file of places is not in use.',
};
const RECENT = 86_400_000;

/** What was noticed in the last day and is still worth a look; a budget that is overrun now says so by itself. */
function noticed(rp, answer) {
  const since = new Date(answer.to).getTime() - RECENT;
  return (answer.tables.alerts ?? []).filter(({ kind, at }) => new Date(at).getTime() >= since && !(kind === 'over_budget' && overrun(answer).length))
    .map((one) => notice('stops', p(make('b', { textContent: `${ALARMING[one.kind] ?? plainly(one.kind)} ` }), one.text,
      ...(one.decisions ? [' Look at ', link('these decisions', decisionsAt(rp, one.decisions)), '.'] : [' Whoever runs the service has to bring a new one.']))));
}

/** The only red on the page: where somebody has to do something. */
function mustAct(rp, answer) {
  const acts = overrun(answer).map((one) => notice('stops',
    p(make('b', { textContent: `${actionName(one.action)}, ${segmentName(one.segment)}: asks ${of(one.asked)} where ${percent(one.budget)} was allowed. ` }),
      'Look at ', link('these decisions', decisionsAt(rp, one.decisions)), ', then ', link('ask less often', to(rp, 'change', { query: { action: one.action } })), '.')));
  if (answer.drift?.psi_says === 'drifted') {
    acts.push(notice('stops', p(make('b', { textContent: 'The scores have drifted away from the time before. ' }), 'See what changed under “Did anything drift?” below; a stale data file or a new app release is the usual cause.')));
  }
  return [...acts, ...noticed(rp, answer)];
}

function tiles(rp, { totals, tables, passed, answer_seconds: took }) {
  const { times = [], caught = [] } = tables;
  const tile = (title, figure, href, small, line) => make('div', { className: 'tile' }, make('h2', { textContent: title }),
    make('div', { className: 'row' }, make('p', { className: 'big-figure' }, href ? link(figure, href) : figure), line), p(small));
  const asked = times.map(({ total, step_up: asks }) => (total ? asks / total : null));
  const found = caught.reduce((sum, one) => sum + one.count, 0);
  return make('div', { className: 'tiles' },
    tile('Asked for more', of(totals.asked), decisionsAt(rp, totals.decision_links.asked), `of ${many(totals.decisions, 'decision')}`, spark(asked, 'How often we asked, over this time')),
    tile('Passed the check', of(passed), passed && totals.decision_links.passed && decisionsAt(rp, totals.decision_links.passed), passed?.total ? `of ${count(passed.total)} who were asked and are through` : 'Nobody was asked yet'),
    tile('Time a check took', took?.median === undefined ? '–' : seconds(took.median), undefined, took?.p90 === undefined ? 'Not known yet' : `in the middle; one in ten took more than ${seconds(took.p90)}`),
    tile('Stopped or reported', count(found), undefined, 'refused, failed, abandoned or said “not me”', spark(times.map(({ deny }) => deny), 'Refused, over this time')));
}

function asSentences(rp, answer) {
  const { totals, tables, passed, answer_seconds: took } = answer;
  const { segments = [], reasons = [], caught = [], budgets = [] } = tables;
  const most = [...segments].filter(({ total }) => total >= 50).sort((one, other) => other.asked.value - one.asked.value)[0];
  const why = reasons.filter(({ level }) => level === 'step_up').slice(0, 3);
  const over = overrun(answer);
  const found = caught.filter((one) => one.count);
  const known = budgets.filter(({ kept }) => kept === 'kept').length;
  return card('In words', sentences([
    [['How often? We asked ', link(of(totals.asked), decisionsAt(rp, totals.decision_links.asked)), ' of ', link(many(totals.decisions, 'decision'), decisionsAt(rp, totals.decision_links.all)), ' for more and refused ', link(of(totals.denied), decisionsAt(rp, totals.decision_links.denied)), '.']],
    most && [['Whom? Most often ', link(`${actionName(most.action)}, ${segmentName(most.segment)}`, decisionsAt(rp, most.decisions)), `: ${of(most.asked)}.`]],
    why.length && [['Why? Mostly ', ...joined(why.map((one) => link(`“${one.text}”`, decisionsAt(rp, one.decisions))), why.map((one) => ` (${count(one.count)})`)), '.']],
    [passed?.total ? `Did they pass? ${of(passed)} of those who were asked.` : 'Did they pass? Nobody was asked yet.', passed?.total && passed.value < 0.6 ? 'asks' : ''],
    took?.median !== undefined && [`How long did it take? ${seconds(took.median)} in the middle; one in ten took more than ${seconds(took.p90)}.`],
    [found.length ? ['What did we catch? ', ...joined(found.map((one) => link(`${count(one.count)} ${CAUGHT[one.what] ?? one.text}`, decisionsAt(rp, one.decisions)))), '.'] : 'What did we catch? Nothing that we know of.'],
    budgets.length && [over.length ? `Is the budget kept? No, not for ${list(over.map((one) => `${actionName(one.action)}, ${segmentName(one.segment)}`))}.`
      : `Is the budget kept? Yes${known < budgets.length ? `, as far as one can tell: ${many(budgets.length - known, 'line')} had too few decisions to say` : ''}.`, over.length ? 'stops' : 'done'],
    ...driftSentences(answer),
  ]));
}

/** Elements with commas between them, and something behind each. */
function joined(elements, behind = []) {
  return elements.flatMap((one, i) => [one, behind[i] ?? '', i < elements.length - 2 ? ', ' : i === elements.length - 2 ? ' and ' : '']);
}

function figures(rp, { tables: { times = [] }, bucket }) {
  if (times.length < 2) return [];
  const seconds = times.map(({ at }) => new Date(at).getTime() / 1000);
  const share = (key) => times.map((one) => (one.total ? one[key] / one.total : null));
  const column = (key, label) => ({ key, label, num: true, cell: (one) => count(one[key]) });
  const numbers = (title, ...columns) => ({
    title, rows: times, sortBy: ['at', 'descending'],
    columns: [{ key: 'at', label: 'From', head: true, say: when },
      { key: 'total', label: 'Decisions', num: true, cell: (one) => link(count(one.total), decisionsAt(rp, one.decisions)) }, ...columns],
  });
  const last = share('step_up').at(-1);
  return [make('div', { className: 'two' },
    card('', plot({
      title: 'How often we ask', says: `The last ${bucket} asked ${percent(last)}.`, x: { label: bucket, values: seconds, time: true }, y: { say: (value) => percent(value) },
      series: [{ label: 'asked', values: share('step_up') }],
      table: numbers(`Asked, by ${bucket}`, column('step_up', 'Asked'), { key: 'share', label: 'Share', unit: '%', num: true, raw: (one) => (one.total ? one.step_up / one.total : null), cell: (one) => percent(one.total ? one.step_up / one.total : null) }),
    })),
    card('', plot({
      title: 'How many decisions', says: `${count(times.at(-1).total)} in the last ${bucket}.`, x: { label: bucket, values: seconds, time: true }, y: { say: (value) => count(value) },
      series: [{ label: 'decisions', values: times.map(({ total }) => total), bars: true }], 
      table: numbers(`Decisions, by ${bucket}`, column('allow', 'Let in'), column('step_up', 'Asked'), column('deny', 'Refused')),
    })))];
}

function tables(rp, { tables: { segments = [], reasons = [], caught = [], budgets = [], suspicions = [], versions = [], followed = [], alerts = [] } }) {
  const behind = (key = 'count', label = 'Decisions') => ({ key, label, num: true, cell: (one) => (one.decisions ? link(count(one[key]), decisionsAt(rp, one.decisions)) : count(one[key])) });
  const asked = { key: 'asked', label: 'Asked', num: true, say: of };
  const what = [{ key: 'action', label: 'Action', head: true, say: actionName }, { key: 'segment', label: 'Segment', say: segmentName }];
  const why = reasons.filter(({ level }) => level === 'step_up').slice(0, 8);
  return [
    card('Whom we ask', table({ title: 'By action and segment', quiet: true, rows: segments, sortBy: ['total', 'descending'], columns: [...what, behind('total'), asked, { key: 'deny', label: 'Refused', num: true, say: count }] })),
    make('div', { className: 'two' },
      card('Why we ask', why.length ? bars(why.map((one) => [one.text || plainly(one.code), one.count, count(one.count)]), 'Reasons of checks') : p('Nobody was asked.'),
        table({ title: 'Reasons', rows: reasons, sortBy: ['count', 'descending'], columns: [{ key: 'text', label: 'Reason', head: true, cell: (one) => one.text || plainly(one.code) }, { key: 'level', label: 'Level', say: plainly }, behind()] })),
      card('What followed', table({ title: 'What followed', quiet: true, rows: followed, sortBy: ['count', 'descending'], columns: [{ key: 'text', label: 'What', head: true, cell: (one) => one.text || plainly(one.label) }, behind()] }),
        table({ title: 'What was caught', rows: caught, columns: [{ key: 'text', label: 'What', head: true }, behind()] }),
        table({ title: 'What it looked like', rows: suspicions, sortBy: ['count', 'descending'], columns: [{ key: 'text', label: 'Suspicion', head: true }, behind()] }))),
    card('Is the budget kept?', table({ title: 'Budgets', quiet: true, rows: budgets, empty: 'No line of the policy in force is a budget.',
        columns: [...what, { key: 'budget', label: 'Allowed', unit: '%', num: true, say: percent }, asked,
          { key: 'kept', label: 'Kept?', cell: (one) => link({ kept: 'kept', overrun: 'overrun', unsure: 'too few to say' }[one.kept], decisionsAt(rp, one.decisions)), mark: (one) => (one.kept === 'overrun' ? 'changed' : '') }] })),
    card('By policy version', table({ title: 'By policy version', quiet: true, rows: versions, sortBy: ['policy_version', 'descending'],
        columns: [{ key: 'policy_version', label: 'Version', num: true, head: true, cell: (one) => link(String(one.policy_version), to(rp, 'policy', { rest: ['version', one.policy_version] })) }, behind('total'), asked] })),
    card('What was noticed', table({ title: 'What was noticed', quiet: true, rows: alerts, sortBy: ['at', 'descending'], empty: 'Nothing alarming in this time.',
        columns: [{ key: 'at', label: 'When', head: true, say: when }, { key: 'kind', label: 'What', cell: (one) => ALARMING[one.kind] ?? plainly(one.kind) }, { key: 'text', label: 'In numbers' },
          { key: 'decisions', label: 'Behind it', cell: (one) => (one.decisions ? link('decisions', decisionsAt(rp, one.decisions)) : '–') }] })),
  ];
}

