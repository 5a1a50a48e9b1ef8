/** Steps three and four of the guide: the draft is tried on past traffic, then handed in. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { ago, count, interval, percent, when, wilson } from '../format.js';
import { act, link, notice, p, quietly, sentences } from '../parts.js';
import { go, remember, to } from '../router.js';
import { actionName, attemptsOf, person } from '../says.js';
import { AUTHOR, TRYING, unless } from '../staff.js';
import { differenceOf } from './difference.js';
import { guide, who, wrongs } from './guide.js';
import { begin, follow } from './replay.js';

export async function draftSteps({ rp, query, signal }, id) {
  const draft = await get(`/v1/ops/${rp}/policy/drafts/${encodeURIComponent(id)}`, {}, { signal });
  const place = make('div', { className: 'stack wide' });
  const verdict = make('div', { attributes: { 'aria-live': 'polite' } });
  const later = quietly('Handing in opens once a replay is through.');
  const handIn = make('div', { className: 'stack', hidden: true });
  const wanted = Number(query.share) || undefined;
  const difference = await differenceOf(rp, { version: draft.base_version }, { draft: id }, signal);
  const done = (job) => {
    if (job.state !== 'done') return;
    verdict.replaceChildren(judged(job.report, query.action, wanted));
    handIn.hidden = false;
    later.hidden = true;
  };
  const runFor = (replay) => {
    remember({ ...query, replay });
    return follow({ rp, id: replay, place, signal, over: done });
  };
  handIn.append(...handingIn(rp, draft));
  if (query.replay) runFor(query.replay);
  const body = [
    make('p', {}, make('b', { textContent: draft.comment }), ` By ${person(draft.author)}, changed ${ago(draft.changed_at)}; kept until ${when(draft.expires_at)}.`),
    difference.words,
    draft.valid ? '' : notice('stops', p('The draft has faults, so it cannot be tried. ', link('Mend it in the editor', to(rp, 'drafts', { rest: id })), '.')),
    make('div', { className: 'row' }, ...starter(rp, draft, runFor), link('Edit the draft', to(rp, 'drafts', { rest: id }), { className: 'button quiet' })),
    place, verdict,
    wrongs('A replay knows what was seen then. It cannot know how customers will answer checks that they were not asked; the shadow and the small steps later are for that.'),
    who('Policy authors, approvers and analysts can try it. It asks nobody and changes nothing.'),
  ];
  return guide(3, { 3: body, 4: [handIn, later] }, { 1: said(query, wanted), 2: 'A draft was made.' });
}

const said = ({ action }, wanted) => (wanted ? `${actionName(action)}: ${percent(wanted)} may be asked.` : 'The wish stands in the draft’s comment.');

function starter(rp, draft, runFor) {
  const days = make('select', { id: 'days', name: 'days' }, ...[[1, 'last day'], [7, 'last 7 days'], [30, 'last 30 days'], [90, 'last 90 days']].map(([value, text]) => new Option(text, value)));
  days.value = '7';
  const why = draft.valid ? unless(rp, TRYING, 'A replay') : 'It has faults; mend them first.';
  let running = false;
  const start = async () => {
    if (running) return;
    const id = await begin(rp, { draft: draft.id }, Number(days.value));
    running = true;
    runFor(id).finally(() => { running = false; });
  };
  return [make('label', { className: 'unseen', htmlFor: 'days', textContent: 'Over which time' }), make('span', { className: 'pick' }, days), act('Replay it', start, { unless: why, data: { does: 'replay' } })];
}

/** What the replay says about the wish, in plain words. */
function judged(report, action, wanted) {
  const rows = report.splits?.find(({ name }) => name === 'segment')?.rows ?? [];
  const own = rows.filter(({ value }) => value.startsWith(`${action}/`));
  const others = rows.filter(({ value, asked }) => !value.startsWith(`${action}/`) && (asked.more || asked.fewer));
  const lines = [];
  if (own.length && wanted) {
    const sum = (side, key) => own.reduce((all, { asked }) => all + (asked[side]?.[key] ?? 0), 0);
    const after = wilson(sum('after', 'hits'), sum('after', 'total'));
    const before = wilson(sum('before', 'hits'), sum('before', 'total'));
    const fits = after.value <= wanted * 1.25;
    lines.push([`${attemptsOf(action).replace(/^./, (c) => c.toUpperCase())}: ${said95(before)} asked now, ${said95(after)} then; wanted ${percent(wanted)}. ${fits ? 'That fits.' : after.low > wanted * 1.25 ? 'That is too many: it would be taken back by itself. Choose a smaller step, or the lines from your own decisions.' : 'That may be too many; try more days.'}`, fits ? 'done' : 'asks']);
  }
  if (action) {
    lines.push([others.length ? `Other actions change too: ${others.map(({ text, value, asked }) => `${text ?? value} (${count(asked.more)} more, ${count(asked.fewer)} fewer)`).join(', ')}. Was that meant?` : 'Nothing else changes.', others.length ? 'asks' : 'done']);
  }
  if (report.hostile) {
    const lost = report.caught_before.hits - report.caught_after.hits;
    lines.push([lost > 0 ? `${count(lost)} of ${count(report.hostile)} known attacks would no longer be asked. Decide whether that is worth it.` : `All known attacks that are asked now would still be asked.`, lost > 0 ? 'asks' : 'done']);
  }
  return lines.length ? notice('calm', make('b', { textContent: 'What this means for your wish' }), sentences(lines)) : p('');
}

const said95 = ({ value, low, high }) => interval(value, low, high);

function handingIn(rp, draft) {
  const comment = make('input', { id: 'hand-in-comment', type: 'text', maxLength: 500, value: draft.comment, required: true });
  const does = async () => {
    const version = await change('POST', `/v1/ops/${rp}/policy/drafts/${draft.id}/submit`, { revision: draft.revision, comment: comment.value.trim() },
      `Hand in “${comment.value.trim()}”. From then on nobody can change it; somebody else has to approve it.`);
    go(to(rp, 'change', { rest: ['version', version.version] }));
  };
  return [
    p('It becomes a version with a number. Customers notice nothing yet.'),
    make('div', { className: 'field' }, make('label', { htmlFor: 'hand-in-comment', textContent: 'Why, in one line' }), comment),
    act('Hand it in', does, { kind: 'big', unless: unless(rp, AUTHOR, 'Handing in'), data: { does: 'submit' } }),
    wrongs('A version cannot be mended. If something is wrong with it, it is turned down, and another draft is made.'),
    who('A policy author. You will be asked for one more touch of your passkey.'),
  ];
}

