/** One decision: what was seen, what it was taken for, what added up, by which versions, and what followed. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { ask } from '../dialogs.js';
import { list, plainly, probability, seconds, when } from '../format.js';
import { act, card, chip, facts, head, link, notice, p, quietly, sentences } from '../parts.js';
import { to } from '../router.js';
import { actionName, levelKind, levelName, reasonsOf, segmentName, stepUpName } from '../says.js';
import { TRYING, may } from '../staff.js';
import { table } from '../table.js';
import { contributions, hypotheses, outcomeSays, readings } from './judgement.js';

export async function decision({ rp, signal }, id) {
  const one = await get(`/v1/ops/${rp}/decisions/${encodeURIComponent(id)}`, {}, { signal });
  const { score, suspicion, outcome, shadow } = one;
  return [
    head(`${actionName(one.action)}: ${levelName(one.level)}`, `${when(one.at)}, ${segmentName(one.segment)} account`, {
      back: ['Decisions', to(rp, 'decisions')],
      more: [may(rp, ...TRYING) && one.hypotheses ? link('What if?', to(rp, 'what-if', { query: { decision: one.id } }), { className: 'button quiet' }) : ''],
    }),
    card('In words', sentences([
      [[chip(levelName(one.level), levelKind(one.level)), ` ${reasonsOf(one.reasons)}`], levelKind(one.level)],
      one.judged && one.judged !== one.level && [`Judged as “${levelName(one.judged)}”; the action itself demanded more.`],
      suspicion && [`If it was somebody else, it looks like: ${suspicion.text}.`],
      outcome && [outcomeSays(outcome)],
      ...(one.followed ?? []).map((what) => [`Then ${what.text}${what.seconds === undefined ? '' : ` after ${seconds(what.seconds)}`} (${when(what.at)}).`, { passed: 'done', me: 'done', failed: 'asks', abandoned: 'asks', not_me: 'asks', fraud: 'asks' }[what.label]]),
      !one.followed?.length && ['Nothing followed that we know of.'],
    ])),
    card('Made by', facts([
      ['Probability of somebody else', probability(score?.probability), score?.exact ? 'computed again today: the same, to the last bit' : score?.exact === false ? 'computed again today: not the same' : 'cannot be computed again'],
      ['Policy', link(`version ${one.policy_version}`, to(rp, 'policy', { rest: ['version', one.policy_version] }))],
      ['Model', `version ${one.model_version}`], ['Counts of all', one.snapshot === undefined ? '–' : `snapshot ${one.snapshot}`],
      shadow && ['In the shadow', `version ${shadow.version}: ${levelName(shadow.level)}`],
      ['Customer', make('code', { textContent: one.account ?? '–' }), one.erased ? 'erased' : 'a pseudonym, for this day only'],
      ['Number', make('code', { textContent: one.id })],
    ])),
    ...(one.contributions ? [contributions(one.contributions, score), make('div', { className: 'two' }, hypotheses(one.hypotheses ?? []), readings(one.readings ?? []))]
      : [notice('', 'What it was made of is no longer kept, or was made by another model; so it cannot be shown or judged again.')]),
    make('div', { className: 'two' }, situation(one.situation ?? {}), known(one.facts ?? {})),
    reveal(rp, one),
  ];
}

const JUDGING = { scored: 'by the score', careful: 'carefully, as little was known', answered: 'as the answer to a question asked before' };

function situation(one) {
  const at = (name, text) => one[name] && [text, when(one[name])];
  return card('The situation', facts([
    ['Judged', JUDGING[one.judging] ?? plainly(one.judging)],
    one.amount && ['Amount', `${one.amount.value} ${one.amount.currency}`],
    ['Could be asked for', one.owned?.length ? list(one.owned.map(stepUpName)) : 'nothing'],
    one.rules?.length && ['Hard rules that hit', one.rules.map(plainly).join(', ')],
    one.trusted && ['Network', 'trusted'], one.elsewhere && ['Session', 'carried elsewhere'], one.unverified && ['Passkey', 'did not check its owner'],
    at('reported_at', 'Said “not me”'), at('recovered_at', 'Recovered'), at('enrolled_at', 'Newest passkey'), at('held_until', 'Held until'),
  ]));
}

function known(of) {
  return card('What was known', table({
    title: 'What was known of the account then', quiet: true, rows: Object.entries(of).map(([what, state]) => ({ what, state })),
    columns: [{ key: 'what', label: 'What', head: true, say: plainly }, { key: 'state', label: 'To this account', say: plainly }],
  }), quietly('Which network, country or device it was is closed under the account’s key.'));
}

const WHY = [['customer-asked', 'The customer asked'], ['fraud-suspected', 'Fraud is suspected'], ['dispute', 'A dispute'], ['authority-request', 'An authority asks'], ['quality-check', 'Checking quality']];

function reveal(rp, one) {
  if (!one.can_reveal) return quietly(one.erased ? 'The account was erased; whom it was about cannot be opened.' : 'Whom it was about is opened by a support lead or a privacy officer, with a reason.');
  const place = make('div');
  const open = async () => {
    const answer = await ask({
      title: 'Open whom it was about', lead: 'Who opened it, when and why is written to the journal. The customer reads in their activity that somebody looked, unless it is for a suspected fraud or an authority.', yes: 'Open',
      fields: [{ name: 'reason', label: 'Why', options: WHY }, { name: 'case', label: 'Case', hint: 'Its number, such as CASE-1234', max: 40 }],
    });
    if (!answer) return;
    const shown = await change('POST', `/v1/ops/${rp}/decisions/${one.id}/reveal`, answer, 'Open whom this decision was about, and write to the journal that you did.');
    place.replaceChildren(notice('', facts([
      ['Account', make('code', { textContent: shown.account_id })], ['Place', shown.place ?? 'not known'],
      ['Device', [shown.device?.browser, shown.device?.os].filter(Boolean).join(' on ') || 'not known'], ['You may open today', `${shown.left_today} more`]])));
  };
  return card('Whom it was about', p('Closed. Opening it is written to the journal with your reason.'), act('Open …', open, { kind: 'quiet', data: { does: 'reveal' } }), place);
}

