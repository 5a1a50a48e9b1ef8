/** Ask less, ask more: the guided change, from the wish to a policy that holds for everybody. Each point has an address. */

import { make } from '/pages/make.js';
import { get } from '../api.js';
import { ago, count, interval, many, percent } from '../format.js';
import { card, head, link, notice, p } from '../parts.js';
import { go, to } from '../router.js';
import { actionName, attemptsOf, stageName, versionName } from '../says.js';
import { draftSteps } from './change-draft.js';
import { solveStep } from './change-solve.js';
import { versionSteps } from './change-version.js';
import { guide, who, wrongs } from './guide.js';

const DAYS = 30;
const DAY = 86_400_000;
/** Where the slider rests, in percent. */
const RESTS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50];
/** What cannot be asked less by a line: it always waits, or has no segments to speak of. */
const ASKED_BY_LINE = ({ at_least: least }) => least !== 'hold';

export async function view(context) {
  const { rp, rest: [kind, id], query } = context;
  if (kind === 'draft') return [top(rp), await draftSteps(context, id)];
  if (kind === 'version') return [top(rp), await versionSteps(context, Number(id))];
  const policy = await get(`/v1/ops/${rp}/policy`, {}, context);
  const inForce = await get(`/v1/ops/${rp}/policy/versions/${policy.in_force.version}`, {}, context);
  const document = JSON.parse(inForce.document);
  const share = Number(query.share);
  if (!(share > 0 && share <= 1)) return [top(), onItsWay(rp, policy), guide(1, { 1: await wish(context, document) })];
  const action = query.action ?? 'sign_in';
  const body = await solveStep(context, { action, share, today: Number(query.today) || undefined, policy, document });
  return [top(), guide(2, { 2: body }, { 1: [`${actionName(action)}: ${percent(share)} may be asked. `, link('Choose again', to(rp, 'change', { query: { action } }))] })];
}

const top = (rp) => head('Ask less often, or more often', 'Eight steps, each with its own address: you can stop at any of them and come back. Nothing holds for customers before step seven.',
  rp ? { back: ['Begin another change', to(rp, 'change')] } : {});

/** Changes that others, or you, have begun. */
function onItsWay(rp, { candidate, drafts, versions, break_glass: glass }) {
  const waiting = versions.filter(({ state }) => ['submitted', 'approved'].includes(state)).slice(0, 5);
  const lines = [
    glass && notice('stops', p('An emergency is on; it ends by itself ', ago(glass.ends_at), '. A change can be prepared, but not let out before that.')),
    candidate && p(link(`${versionName(candidate.version).replace(/^v/, 'V')} is ${stageName(candidate.stage)}`, to(rp, 'change', { rest: ['version', candidate.version] })), `: ${candidate.comment} One change at a time: another one can be prepared, and let out after it.`),
    ...waiting.map((one) => p(link(`${versionName(one.version).replace(/^v/, 'V')} is ${stageName(one.state)}`, to(rp, 'change', { rest: ['version', one.version] })), `: ${one.comment}${one.state === 'submitted' ? ' It waits for somebody who did not write it.' : ''}`)),
    ...drafts.slice(0, 5).map((one) => p(link('Draft', to(rp, 'change', { rest: ['draft', one.id] })), `: ${one.comment} (changed ${ago(one.changed_at)})`)),
  ].filter(Boolean);
  return lines.length ? card('Go on with', ...lines) : '';
}

async function wish({ rp, query, signal }, document) {
  const actions = Object.entries(document.actions).filter(([name, rule]) => name !== '*' && ASKED_BY_LINE(rule)).map(([name]) => name);
  const chosen = actions.includes(query.action) ? query.action : actions.includes('sign_in') ? 'sign_in' : actions[0];
  const select = make('select', { id: 'action', name: 'action' }, ...actions.map((action) => new Option(actionName(action), action)));
  select.value = chosen;
  select.addEventListener('change', () => go(to(rp, 'change', { query: { action: select.value } })));
  const now = Date.now();
  const { totals } = await get(`/v1/ops/${rp}/overview`, { action: chosen, from: new Date(now - DAYS * DAY).toISOString(), to: new Date(now).toISOString(), bucket: 'day' }, { signal });
  const { asked } = totals;
  const today = asked?.value ?? 0;
  const slider = make('input', { type: 'range', id: 'slider', min: 0, max: RESTS.length - 1, step: 1, attributes: { 'aria-label': 'Wanted rate, on a slider' } });
  const input = make('input', { type: 'number', id: 'wanted', name: 'wanted', className: 'number', min: 0.01, max: 100, step: 'any', required: true, attributes: { 'aria-describedby': 'wanted-says' } });
  const says = p();
  says.id = 'wanted-says';
  says.setAttribute('aria-live', 'polite');
  const nearest = (value) => RESTS.reduce((best, one, i) => (Math.abs(Math.log(one / value)) < Math.abs(Math.log(RESTS[best] / value)) ? i : best), 0);
  const say = () => {
    const wanted = Number(input.value) / 100;
    slider.setAttribute('aria-valuetext', percent(wanted));
    const factor = today ? wanted / today : undefined;
    says.textContent = !(wanted > 0 && wanted <= 1) ? 'Choose a number above 0 and up to 100.'
      : `${count(wanted * 10_000, 1)} of ${count(10_000)} ${attemptsOf(chosen)} would be asked${factor === undefined ? '' : factor < 0.97 ? `, ${percent(1 - factor, 0)} fewer than today` : factor > 1.03 ? `, ${percent(factor - 1, 0)} more than today` : ', about as many as today'}.`;
  };
  input.value = RESTS[nearest((today || 0.02) * 50)];
  slider.value = nearest(Number(input.value));
  slider.addEventListener('input', () => { input.value = RESTS[slider.value]; say(); });
  input.addEventListener('input', () => { if (Number(input.value) > 0) slider.value = nearest(Number(input.value)); say(); });
  say();
  const form = make('form', { className: 'stack', noValidate: true },
    make('div', { className: 'field inline' }, make('label', { htmlFor: 'action', textContent: 'When customers …' }), select),
    make('p', { className: 'fromto' }, 'Today ', make('span', { className: 'big-figure', id: 'today', textContent: asked ? interval(asked.value, asked.low, asked.high) : '–' }), `of ${many(totals.decisions, 'decision')} in ${DAYS} days are asked.`),
    make('div', { className: 'dial' }, slider, make('div', { className: 'field' }, make('label', { htmlFor: 'wanted', textContent: 'Wanted' }), make('div', { className: 'unit' }, input, make('span', { textContent: '%' })))),
    says,
    make('p', {}, make('button', { type: 'submit', className: 'button big', textContent: 'See what it would take', data: { does: 'solve' } })));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = Number(input.value) / 100;
    if (wanted > 0 && wanted <= 1) go(to(rp, 'change', { query: { action: chosen, share: Number(wanted.toPrecision(6)), today: Number(today.toPrecision(3)) } }));
    else input.focus();
  });
  return [form, totals.decisions < 1000 ? notice('', 'There are few decisions yet, so what comes next will be uncertain. You can go on; the page will say how uncertain.') : '',
    wrongs('Nothing: this only looks.'), who('Anybody who reads the console can look. The draft that comes later is made by a policy author.')];
}

