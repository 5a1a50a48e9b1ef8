/** A candidate on its way: its stage, its arms with intervals, every cell with its finding, and what can be done next. */

import { make } from '/pages/make.js';
import { change } from '../api.js';
import { askReason } from '../dialogs.js';
import { ago, count, of, percent, when } from '../format.js';
import { act, card, facts, link, notice, p, quietly, track } from '../parts.js';
import { to } from '../router.js';
import { TRACK, actionName, person, segmentName, stageName, versionName } from '../says.js';
import { APPROVER, unless } from '../staff.js';
import { table } from '../table.js';

const FINDINGS = { fine: 'fine', too_few: 'too few to say', overrun: 'asks too often', drop: 'fewer pass' };
export const TO = { shadow: 'Let it run in the shadow', canary_1: 'Let it out to 1 % of customers', canary_5: 'Go on to 5 % of customers', canary_25: 'Go on to 25 % of customers', live: 'Put it in force for everybody' };
const ABOUT = { shadow: 'runs beside the policy in force and asks nobody', canary_1: 'holds for 1 % of customers', canary_5: 'holds for 5 % of customers', canary_25: 'holds for 25 % of customers', live: 'holds for all customers' };

export function candidateCard(rp, policy, again) {
  const { candidate } = policy;
  return make('section', { className: 'card', data: { candidate: candidate.version } },
    make('div', { className: 'card-head' }, make('h2', { textContent: `On its way: ${versionName(candidate.version)}, ${stageName(candidate.stage)}` }), link('Follow it step by step', to(rp, 'change', { rest: ['version', candidate.version] }))),
    track(TRACK, candidate.stage, { label: 'How far it is' }),
    quietly(`${candidate.comment} – since ${when(candidate.started_at)}, by ${person(candidate.started_by)}.`),
    ...numbers(candidate),
    make('div', { className: 'row' }, next(rp, candidate, again), stop(rp, again)));
}

/** The arms and cells of a candidate. */
export function numbers({ stage, arms = {}, cells = [] }) {
  const { canary, control, shadow } = arms;
  const lines = [];
  if (shadow) {
    lines.push(facts([['Decisions judged twice', count(shadow.decisions)], ['The same', count(shadow.alike)], ['Would ask', of(shadow.after), `now asked: ${of(shadow.before)}`], ['More / fewer', `${count(shadow.more)} / ${count(shadow.fewer)}`]]));
  } else if (canary) {
    lines.push(facts([['Asked in the candidate', of(canary.stopped), `of ${count(canary.decisions)} decisions`], ['Asked beside it', of(control?.stopped), `of ${count(control?.decisions)} decisions, by the policy in force`],
      ['Passed in the candidate', of(canary.passed)], ['Passed beside it', of(control?.passed)]]));
  }
  if (cells.length) {
    lines.push(table({
      title: `Cells ${stageName(stage)}`, rows: cells,
      columns: [
        { key: 'cell', label: 'Action, segment', head: true, raw: (one) => `${one.action}/${one.segment}`, cell: (one) => `${actionName(one.action)}, ${segmentName(one.segment)}` },
        { key: 'promised', label: 'Promised', unit: '%', num: true, say: percent }, { key: 'allowed', label: 'Allowed', unit: '%', num: true, say: percent },
        { key: 'canary', label: 'Asked', num: true, raw: (one) => one.canary?.stopped?.value, cell: (one) => of(one.canary?.stopped) }, { key: 'control', label: 'Asked beside it', num: true, raw: (one) => one.control?.stopped?.value, cell: (one) => of(one.control?.stopped) },
        { key: 'passed', label: 'Passed', num: true, raw: (one) => one.canary?.passed?.value, cell: (one) => of(one.canary?.passed) },
        { key: 'finding', label: 'Finding', cell: (one) => one.text || FINDINGS[one.finding], mark: (one) => (['overrun', 'drop'].includes(one.finding) ? 'changed' : '') },
      ],
    }));
  }
  return lines;
}

/** The button for the next stage; it says why not where it cannot be pressed. */
export function next(rp, { version, digest, next: stage, approved, readable = true }, again) {
  if (!stage) return quietly(approved ? '' : 'It cannot go further before somebody else has approved it.');
  const does = async () => {
    const comment = await askReason({ title: TO[stage], lead: `${versionName(version)} then ${ABOUT[stage]}.`, yes: 'Go on', hint: 'One line; it stands in the history.' });
    if (!comment) return;
    await change('POST', `/v1/ops/${rp}/policy/rollout`, { version, digest, stage, comment }, `${versionName(version)} ${ABOUT[stage]}.`);
    await again();
  };
  const roles = stage === 'shadow' ? ['policy-author', ...APPROVER] : APPROVER;
  return act(TO[stage], does, { unless: readable ? unless(rp, roles, 'The next stage') : 'It cannot be read by this release. Write it anew.', data: { stage } });
}

export function stop(rp, again) {
  const does = async () => {
    const comment = await askReason({ title: 'Stop the candidate', lead: 'The policy in force holds for everybody again, at once.', yes: 'Stop it', sure: true });
    if (!comment) return;
    await change('POST', `/v1/ops/${rp}/policy/rollout/stop`, { comment }, 'The candidate is stopped; the policy in force holds for everybody.');
    await again();
  };
  return act('Stop it', does, { kind: 'stop', unless: unless(rp, APPROVER, 'Stopping'), data: { does: 'stop' } });
}

/** How the last candidate ended, where somebody should know. */
export function lastNotice(rp, { last }) {
  if (!last) return '';
  const said = { live: 'went live', stopped: 'was stopped', rolled_back: 'was taken back by itself', overtaken: 'was overtaken' }[last.ended];
  const back = last.ended === 'rolled_back';
  return notice(back ? '' : 'calm', p(make('b', { textContent: `${versionName(last.version).replace(/^./, (c) => c.toUpperCase())} ${said} ${ago(last.at)}. ` }),
    back ? `${actionName(last.cause?.action)}, ${segmentName(last.cause?.segment)}: ${last.cause?.text ?? ''}. The former policy holds again; nothing has to be repaired. Look at what it asked for, and try a change that is smaller.` : last.comment ?? ''),
  back ? link('See its way', to(rp, 'change', { rest: ['version', last.version] })) : '');
}
