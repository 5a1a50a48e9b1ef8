/** Policy: what is in force in words, what is on its way, the versions, and the switch for emergencies. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { ask, askReason } from '../dialogs.js';
import { ago, list, when } from '../format.js';
import { act, card, chip, empty, facts, head, link, notice, p, quietly, sentences } from '../parts.js';
import { to } from '../router.js';
import { SEGMENT_HINT, actionRows, person, plainStep, ruleSentences, stageKind, stageName, versionName } from '../says.js';
import { APPROVER, unless } from '../staff.js';
import { table } from '../table.js';
import { candidateCard, lastNotice } from './candidate.js';

export async function view({ rp, rest: [kind, number], signal, again }) {
  const at = `/v1/ops/${rp}/policy`;
  if (kind === 'version') return version(rp, Number(number), await get(`${at}/versions/${Number(number)}`, {}, { signal }));
  const policy = await get(at, {}, { signal });
  const [inForce, { steps = [] }] = await Promise.all([
    get(`${at}/versions/${policy.in_force.version}`, {}, { signal }), get(`${at}/history`, { limit: 50 }, { signal }),
  ]);
  const { in_force: now } = policy;
  return [
    head('Policy', `In force: ${versionName(now.version)}${now.since ? ` since ${when(now.since)}` : ''}${now.version ? `, by ${person(now.author)}` : ''}. ${now.comment ?? ''}`, {
      more: [link('Ask less or more', to(rp, 'change'), { className: 'button' })],
    }),
    now.unreadable ? notice('stops', p(make('b', { textContent: 'The policy in force cannot be read. ' }), `${now.unreadable}. The release’s own holds meanwhile; return to a former version below.`)) : '',
    policy.break_glass ? glassOn(rp, policy.break_glass, again) : '',
    policy.candidate ? candidateCard(rp, policy, again) : lastNotice(rp, policy),
    card('What is in force, in words', ...inWords(inForce.document), link('The document itself', to(rp, 'policy', { rest: ['version', now.version] }))),
    versions(rp, policy, again),
    policy.break_glass ? '' : glassOff(rp, again),
    card('What happened', happened(rp, steps)),
  ];
}

function inWords(text) {
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    return [p('It cannot be read.')];
  }
  const cell = (key) => ({ key, label: key.replace(/^./, (c) => c.toUpperCase()) });
  const rules = ruleSentences(document);
  return [
    table({ title: 'By action and segment', quiet: true, rows: actionRows(document), columns: [{ key: 'name', label: 'Action', head: true }, cell('new'), cell('regular'), cell('dormant'), { key: 'also', label: 'Always', wide: true }, { key: 'methods', label: 'Asks for', wide: true }] }),
    quietly(SEGMENT_HINT),
    rules.length ? sentences(rules.map((one) => [one])) : '',
  ];
}

function version(rp, number, one) {
  return [
    head(versionName(number).replace(/^./, (c) => c.toUpperCase()), one.comment, {
      back: ['Policy', to(rp, 'policy')],
      more: [number ? link('Its way to live', to(rp, 'change', { rest: ['version', number] }), { className: 'button quiet' }) : ''],
    }),
    facts([['State', chip(stageName(one.state), stageKind(one.state))], ['By', person(one.author)], ['Made', when(one.created_at)], one.activated_at && ['Came into force', when(one.activated_at)],
      one.approval && [one.approval.verdict === 'approved' ? 'Approved by' : 'Turned down by', person(one.approval.by), `${when(one.approval.at)}: ${one.approval.comment}`], ['Digest', make('code', { textContent: one.digest.slice(0, 16), title: one.digest })]]),
    card('In words', ...inWords(one.document)),
    card('The document', make('pre', { textContent: one.document, tabIndex: 0, attributes: { role: 'region', 'aria-label': 'The document' } })),
  ];
}

const author = (one) => (one.version ? person(one.author) : 'the release');
const CAME_INTO_FORCE = (one) => one.version === 0 || Boolean(one.activated_at);

function versions(rp, { versions: all, in_force: now }, again) {
  const back = async (one) => {
    const comment = await askReason({ title: `Return to ${versionName(one.version)}`, lead: `It holds for all customers at once.${one.comment ? ` It was: ${one.comment}` : ''}`, yes: 'Return to it', hint: 'One line; it stands in the history.' });
    if (!comment) return;
    await change('POST', `/v1/ops/${rp}/policy/versions/${one.version}/activate`, { comment }, `${versionName(one.version)} comes into force for all customers.`);
    await again();
  };
  return card('Versions', table({
    title: 'Versions', quiet: true, rows: all, sortBy: ['version', 'descending'],
    columns: [
      { key: 'version', label: 'Version', num: true, head: true, cell: (one) => link(String(one.version), to(rp, 'policy', { rest: ['version', one.version] })) },
      { key: 'state', label: 'State', raw: (one) => one.state, cell: (one) => chip(one.version === now.version ? 'in force' : stageName(one.state), one.version === now.version ? 'done' : stageKind(one.state)) },
      { key: 'comment', label: 'Why', wide: true },
      { key: 'author', label: 'By', raw: author, cell: author },
      { key: 'created_at', label: 'Made', say: when },
      { key: 'approved_by', label: 'Decided by', raw: (one) => (one.approval ? person(one.approval.by) : ''), cell: (one) => (one.approval ? `${person(one.approval.by)}: ${one.approval.verdict}` : '–') },
      { label: 'Do', cell: (one) => doable(rp, one, now, back) },
    ],
  }));
}

function doable(rp, one, now, back) {
  if (one.version === now.version) return 'in force';
  if (CAME_INTO_FORCE(one) && one.state !== 'break_glass') {
    const why = unless(rp, APPROVER, 'Returning');
    return why ? make('span', { className: 'quietly', textContent: 'an approver can return to it', title: why }) : act('Return to it', () => back(one), { kind: 'quiet', data: { back: one.version } });
  }
  return link('See', to(rp, 'change', { rest: ['version', one.version] }));
}

const GLASS = { ask_everybody: 'Ask everybody', ask_nobody_on_score: 'Ask nobody on the score' };

function glassOn(rp, glass, again) {
  const end = async () => {
    const comment = await askReason({ title: 'End the emergency', lead: `${versionName(glass.former)} holds again at once.`, yes: 'End it' });
    if (!comment) return;
    await change('POST', `/v1/ops/${rp}/policy/break-glass/stop`, { comment }, 'The emergency ends; the former policy holds again.');
    await again();
  };
  return notice('stops', p(make('b', { textContent: `Emergency: ${GLASS[glass.kind].toLowerCase()}. ` }), `${glass.reason} By ${person(glass.by)}, ${ago(glass.started_at)}. It ends by itself ${ago(glass.ends_at)}, and ${versionName(glass.former)} holds again.`),
    act('End it now', end, { kind: 'stop', unless: unless(rp, APPROVER, 'Ending it') }));
}

function glassOff(rp, again) {
  const on = async () => {
    const answer = await ask({
      title: 'Break the glass', sure: true, yes: 'Break the glass', lead: 'For an attack that is under way, or for checks that lock everybody out. All approvers get a mail, and it ends by itself.',
      fields: [
        { name: 'kind', label: 'What holds', options: [['ask_everybody', 'Ask everybody, whatever the score'], ['ask_nobody_on_score', 'Ask nobody on the score; rules and holds stay']] },
        { name: 'minutes', label: 'For how many minutes', type: 'number', value: '30', min: 5, max: 240, hint: '5 to 240' },
        { name: 'reason', label: 'Why', rows: 2, max: 280, hint: 'It goes to the journal and to all approvers.' },
      ],
    });
    if (!answer) return;
    await change('POST', `/v1/ops/${rp}/policy/break-glass`, answer, `${GLASS[answer.kind]} for ${answer.minutes} minutes. A candidate that is under way is stopped.`);
    await again();
  };
  return card('In an emergency', p('One switch for at most four hours: ask everybody, or ask nobody on the score. It stops a candidate that is under way, is mailed to all approvers and ends by itself.'),
    act('Break the glass …', on, { kind: 'stop', unless: unless(rp, APPROVER, 'The switch'), data: { does: 'glass' } }));
}

function happened(rp, steps) {
  if (!steps.length) return empty('Nothing yet.', p('The release’s own policy has held from the start.'));
  return table({
    title: 'History of the policy', quiet: true, rows: steps, sortBy: ['at', 'descending'],
    columns: [
      { key: 'at', label: 'When', head: true, say: when }, { key: 'kind', label: 'What', cell: (one) => plainStep(one) },
      { key: 'version', label: 'Version', num: true }, { key: 'in_force', label: 'Then in force', num: true },
      { key: 'by', label: 'By', say: person }, { key: 'comment', label: 'Why', cell: (one) => list([one.comment, one.cause?.text].filter(Boolean)) || '–' },
    ],
  });
}

