/** Steps five to eight of the guide: a second person, the shadow, small steps, and live. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { askReason } from '../dialogs.js';
import { ago, count, when } from '../format.js';
import { act, chip, fold, link, notice, p, tell } from '../parts.js';
import { to } from '../router.js';
import { person, stageKind, stageName, versionName } from '../says.js';
import { APPROVER, TRYING, may, unless } from '../staff.js';
import { next, numbers, stop } from './candidate.js';
import { differenceOf } from './difference.js';
import { guide, who, wrongs } from './guide.js';
import { begin, follow } from './replay.js';

/** The step that is to be done, by where the version stands. */
const AT = { submitted: 5, approved: 6, shadow: 6, canary_1: 7, canary_5: 7, canary_25: 7, live: 9 };

export async function versionSteps({ rp, signal, again }, number) {
  const [version, policy] = await Promise.all([get(`/v1/ops/${rp}/policy/versions/${number}`, {}, { signal }), get(`/v1/ops/${rp}/policy`, {}, { signal })]);
  const candidate = policy.candidate?.version === number ? policy.candidate : undefined;
  const approved = version.approval?.verdict === 'approved';
  const at = version.state === 'shadow' && !approved ? 5 : AT[version.state] ?? 5;
  const bodies = {};
  if (at === 5) bodies[5] = await approving(rp, version, policy, signal, again);
  if (at === 6 || (at === 5 && (candidate || version.state === 'submitted'))) bodies[6] = shadowing(rp, version, policy, candidate, again, at === 5);
  if (at === 7) bodies[7] = lettingOut(rp, version, candidate, again);
  if (at === 9) bodies[8] = live(rp, version, policy);
  const said = {
    1: version.comment, 2: '', 3: '', 4: [`${versionName(number).replace(/^v/, 'V')}, by ${person(version.author)}, ${when(version.created_at)}. `, chip(stageName(version.state), stageKind(version.state))],
    5: version.approval ? `${person(version.approval.by)} ${version.approval.verdict === 'approved' ? 'approved it' : 'turned it down'} ${ago(version.approval.at)}: ${version.approval.comment}` : undefined,
  };
  const ended = ['rejected', 'stopped', 'rolled_back', 'retired', 'break_glass'].includes(version.state);
  const shown = Object.fromEntries(Object.entries(said).filter(([, text]) => text));
  return ended ? make('div', { className: 'stack wide' }, over(rp, version, policy), await seen(rp, version, policy, signal), guide(5, {}, shown))
    : guide(at === 9 ? 8 : at, bodies, shown);
}

async function seen(rp, version, policy, signal) {
  const { words, json } = await differenceOf(rp, { version: version.base_version ?? policy.in_force.version }, { version: version.version }, signal);
  return make('div', { className: 'stack' }, make('h3', { textContent: `What it changes against ${versionName(version.base_version ?? policy.in_force.version)}` }), words, json);
}

async function approving(rp, version, policy, signal, again) {
  const decide = (verdict, title, lead, yes) => async () => {
    const comment = await askReason({ title, lead, yes, hint: 'One line; it stands beside the version for good.', sure: verdict === 'reject' });
    if (!comment) return;
    await change('POST', `/v1/ops/${rp}/policy/versions/${version.version}/${verdict}`, { digest: version.digest, comment }, `${verdict === 'approve' ? 'Approve' : 'Turn down'} ${versionName(version.version)}: ${version.comment}`);
    await again();
  };
  const why = version.yours ? 'You wrote it, so somebody else has to approve it.' : unless(rp, APPROVER, 'Approving');
  const stale = version.base_version !== undefined && version.base_version !== policy.in_force.version
    ? notice('', `It was written from ${versionName(version.base_version)}, and ${versionName(policy.in_force.version)} is in force by now. What came in between would be undone.`) : '';
  return [
    p(make('b', { textContent: version.comment }), ` By ${person(version.author)}, ${ago(version.created_at)}.`), stale,
    await seen(rp, version, policy, signal),
    fold('See for yourself on past traffic', trying(rp, version, signal)),
    make('div', { className: 'row' },
      act('Approve it', decide('approve', 'Approve it', 'You say that you have read the difference and that it may be let out, step by step.', 'Approve'), { kind: 'big', unless: why, data: { does: 'approve' } }),
      may(rp, ...APPROVER) ? act('Turn it down', decide('reject', 'Turn it down', 'It can never be let out then. Say why, so that the next draft is better.', 'Turn it down'), { kind: 'quiet', data: { does: 'reject' } }) : ''),
    why ? make('p', {}, 'Next: send this page to a policy approver. ', copyLink()) : '',
    wrongs('Read the words, not only the comment: the difference is what holds.', 'Approving lets nothing out by itself. Whoever lets it out sees the numbers of each step first.'),
    who('A policy approver who neither wrote nor edited it. One more touch of the passkey.'),
  ];
}

function copyLink() {
  return make('button', { type: 'button', className: 'link', textContent: 'Copy the link', on: async () => {
    await navigator.clipboard.writeText(location.href).then(() => tell('The link is copied.'), () => tell('Copy it from the address bar, please.'));
  } });
}

function trying(rp, version, signal) {
  const place = make('div', { className: 'stack wide' });
  const start = async () => {
    const id = await begin(rp, { version: version.version }, 7);
    follow({ rp, id, place, signal });
  };
  return make('div', { className: 'stack' }, make('p', {}, act('Replay the last 7 days', start, { kind: 'quiet', unless: unless(rp, TRYING, 'A replay'), data: { does: 'replay' } })), place);
}

const lookAgain = (again) => act('Look again', again, { kind: 'quiet', data: { does: 'again' } });

function shadowing(rp, version, policy, candidate, again, early) {
  if (!candidate) {
    const other = policy.candidate;
    return [
      p(early ? 'While it waits it may already run in the shadow: that asks nobody.' : 'It is approved. Let it run in the shadow first: it judges beside the policy in force and asks nobody.'),
      other ? notice('', p(`${versionName(other.version).replace(/^v/, 'V')} is under way. One at a time: wait for it, or stop it on the `, link('policy page', to(rp, 'policy')), '.'))
        : next(rp, { version: version.version, digest: version.digest, next: 'shadow' }, again),
      wrongs('Each decision costs a little more time on the server while a shadow runs. Customers notice nothing.'),
      who('A policy author or a policy approver.'),
    ];
  }
  const judged = candidate.arms?.shadow?.decisions ?? 0;
  return [
    p(`In the shadow since ${when(candidate.started_at)}; ${count(judged)} decisions were judged twice.`),
    ...numbers(candidate),
    judged < 1000 ? notice('calm', 'There are few decisions yet. A day of traffic, or some thousand decisions, says more.') : '',
    make('div', { className: 'row' }, next(rp, candidate, again), lookAgain(again), stop(rp, again)),
    wrongs('“Would ask” should lie near what the replay said. If not, traffic has changed since: stop it, and try the change anew.'),
    who('From here on a policy approver lets it go on.'),
  ];
}

function lettingOut(rp, version, candidate, again) {
  if (!candidate) return [p('It is no longer under way.'), lookAgain(again)];
  const few = candidate.cells?.length && candidate.cells.every(({ finding }) => finding === 'too_few');
  return [
    p(`It holds for ${stageName(candidate.stage).replace('at ', '')} of customers since ${when(candidate.started_at)}. As many others, judged by the policy in force, stand beside them.`),
    ...numbers(candidate),
    few ? notice('calm', 'There are too few decisions to say anything yet. Wait before you go on: what goes wrong shows here first.') : '',
    make('div', { className: 'row' }, next(rp, candidate, again), lookAgain(again), stop(rp, again)),
    wrongs('If a cell asks surely more than its budget and a quarter, or surely fewer customers pass than beside it, it is taken back by itself within a minute, and you find the cause here.',
      'Small segments tell late. “Too few to say” is not “fine”.'),
    who('A policy approver. One more touch of the passkey at each step.'),
  ];
}

function live(rp, version, policy) {
  const now = policy.in_force.version === version.version;
  return [notice('done', p(make('b', { textContent: now ? 'It holds for everybody. ' : 'It was live. ' }), now ? 'Look at the overview tomorrow: the budget should be kept, and as many should pass as before.' : `${versionName(policy.in_force.version).replace(/^v/, 'V')} holds now.`)),
    make('p', { className: 'row' }, link('Overview', to(rp, 'overview'), { className: 'button quiet' }), link('Return to a former version', to(rp, 'policy'), { className: 'button quiet' })),
    wrongs('If customers complain, return to the former version with one click on the policy page; it holds at once.')];
}

function over(rp, version, policy) {
  const { last } = policy;
  const cause = last?.version === version.version && last.cause?.text;
  const says = {
    rejected: ['', 'It was turned down. ', `${version.approval?.comment ?? ''} Make another draft.`],
    stopped: ['', 'It was stopped. ', 'The policy in force holds for everybody.'],
    rolled_back: ['', 'It was taken back by itself. ', `${cause ?? ''} The former policy holds again; nothing has to be repaired. Begin another change with a smaller step.`],
    retired: ['calm', 'It was in force once. ', 'On the policy page one click returns to it.'],
    break_glass: ['calm', 'It was made by the switch for emergencies. ', ''],
  }[version.state];
  return notice(says[0], p(make('b', { textContent: says[1] }), says[2]), link('Begin another change', to(rp, 'change')));
}

