/** What if: one stored or invented attempt, judged by one policy or by two, side by side. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { percent, when } from '../format.js';
import { act, card, chip, doing, facts, head, link, notice, p, quietly } from '../parts.js';
import { remember, to } from '../router.js';
import { actionName, levelKind, levelName, reasonsOf, segmentName, stepUpName, versionName } from '../says.js';
import { TRYING, unless } from '../staff.js';
import { contributions, hypotheses, outcomeSays, readings } from './judgement.js';

export async function view({ rp, query, signal }) {
  const [options, { drafts = [] }] = await Promise.all([
    get(`/v1/ops/${rp}/what-if/options`, {}, { signal }), get(`/v1/ops/${rp}/policy/drafts`, {}, { signal }).catch(() => ({})),
  ]);
  const place = make('div', { className: 'stack wide', attributes: { 'aria-live': 'polite' } });
  const form = make('form', { className: 'stack', noValidate: true });
  const fields = query.decision ? [] : options.fields.map((field) => fieldOf(field, query[`f.${field.name}`]));
  const [one, other] = [picker('a', 'Judge by', options.policies, drafts, query.a), picker('b', 'and beside it by', options.policies, drafts, query.b, true)];
  const why = unless(rp, TRYING, 'Trying');
  const submit = why ? act('Judge it', () => {}, { unless: why }) : make('button', { type: 'submit', className: 'button', textContent: 'Judge it', data: { does: 'judge' } });
  const action = fields.find(({ name }) => name === 'action');
  const fits = () => fields.forEach((field) => { field.box.hidden = Boolean(field.actions && !field.actions.includes(action?.value())); });
  action?.input.addEventListener('change', fits);
  fits();

  const run = () => doing(submit, async () => {
    const policies = [one, other].map((pick) => pick.value).filter(Boolean);
    const chosen = Object.fromEntries(fields.filter((field) => !field.box.hidden && field.value() !== undefined).map((field) => [field.name, field.value()]));
    remember({
      decision: query.decision, a: policies[0], b: policies[1],
      ...Object.fromEntries(fields.filter((field) => chosen[field.name] !== undefined && String(chosen[field.name]) !== String(field.standard ?? '')).map(({ name }) => [`f.${name}`, chosen[name]])),
    });
    const asked = { ...(query.decision ? { decision: query.decision } : { attempt: chosen }), policies: policies.map(reference) };
    place.replaceChildren(...answer(rp, await change('POST', `/v1/ops/${rp}/what-if`, asked, '', { signal })));
    place.scrollIntoView({ block: 'nearest' });
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  form.append(
    query.decision ? notice('calm', p('The attempt of decision ', link(query.decision.slice(0, 8), to(rp, 'decisions', { rest: query.decision })), ', exactly as it was. ', link('Invent one instead', to(rp, 'what-if')), '.'))
      : make('fieldset', {}, make('legend', { textContent: 'The attempt' }), make('div', { className: 'filters' }, ...fields.map(({ box }) => box))),
    make('fieldset', {}, make('legend', { textContent: 'The policies' }), make('div', { className: 'filters' }, one.box, other.box, submit)));
  if (!why && (query.decision || query.a)) queueMicrotask(run);
  return [head('What if', query.decision ? 'A stored attempt, judged again.' : 'Invent an attempt and see how it would be judged. Nothing is stored, nobody is asked.'), form, place];
}

const reference = (text) => (text.startsWith('draft:') ? { draft: text.slice(6) } : { version: Number(text) });

function picker(id, label, policies, drafts, chosen, optional) {
  const select = make('select', { id: `policy-${id}`, name: id },
    ...(optional ? [new Option('nothing else', '')] : []),
    ...policies.map((one) => new Option(`${versionName(one.version)}${one.in_force ? ', in force' : ''}${one.comment ? `: ${one.comment}` : ''}`, String(one.version))),
    ...drafts.filter(({ valid }) => valid).map((one) => new Option(`draft: ${one.comment}`, `draft:${one.id}`)));
  const inForce = policies.find((one) => one.in_force);
  select.value = chosen ?? (optional ? '' : String(inForce?.version ?? 0));
  if (!select.value && !optional) select.selectedIndex = 0;
  return { box: make('div', { className: 'field wide' }, make('label', { htmlFor: select.id, textContent: label }), select), get value() { return select.value; } };
}

/** A field as the service describes it. `value` is undefined when it is left out. */
function fieldOf({ name, title, kind, options = [], unit, default: standard, min, max, optional, for_actions: actions }, asked) {
  const id = `field-${name}`;
  const label = make('label', { htmlFor: id, textContent: unit ? `${title ?? name}, ${unit}` : title ?? name });
  if (kind === 'set') {
    const wanted = asked === undefined ? standard ?? [] : String(asked).split(',');
    const checks = options.map(({ value, text }) => make('input', { type: 'checkbox', name, value, checked: wanted.includes(value), attributes: { 'aria-label': text } }));
    return {
      name, actions, standard, box: make('fieldset', {}, make('legend', { textContent: title ?? name }), make('div', { className: 'checks' }, ...checks.map((check, i) => make('label', {}, check, options[i].text)))),
      value: () => checks.filter(({ checked }) => checked).map(({ value }) => value),
    };
  }
  if (kind === 'flag') {
    const input = make('input', { id, name, type: 'checkbox', checked: asked === undefined ? Boolean(standard) : asked === 'true' });
    return { name, input, actions, standard, box: make('div', { className: 'field' }, make('div', { className: 'checks' }, make('label', { htmlFor: id }, input, title ?? name))), value: () => input.checked };
  }
  const input = kind === 'choice' ? make('select', { id, name }, ...options.map(({ value, text }) => new Option(text ?? value, value)))
    : make('input', { id, name, type: 'number', className: 'number', step: 'any', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) });
  input.value = asked ?? standard ?? (kind === 'choice' ? options[0]?.value : '');
  if (optional && kind !== 'choice') input.placeholder = 'not so';
  return {
    name, input, actions, standard, box: make('div', { className: 'field' }, label, input),
    value: () => (input.value === '' ? undefined : kind === 'number' ? Number(input.value) : input.value),
  };
}

function answer(rp, judged) {
  const { outcomes, decision } = judged;
  const names = outcomes.map(({ policy }) => (policy.draft ? 'The draft' : versionName(policy.version).replace(/^./, (c) => c.toUpperCase())));
  const same = outcomes.length === 2 && outcomes[0].level === outcomes[1].level;
  return [
    notice(same || outcomes.length < 2 ? 'calm' : '', outcomes.length < 2 ? p(outcomeSays(outcomes[0]))
      : p(make('b', { textContent: same ? 'Both policies say the same.' : `${names[0]} says “${levelName(outcomes[0].level)}”, ${names[1].replace(/^T|^V/, (c) => c.toLowerCase())} says “${levelName(outcomes[1].level)}”.` }))),
    make('div', { className: 'two' }, ...outcomes.map((one, i) => card(names[i],
      p(chip(levelName(one.level), levelKind(one.level)), ' ', reasonsOf(one.reasons)),
      p(outcomeSays(one)),
      facts([
        ['Score alone', levelName(one.by_score)], ['Line', one.threshold > 1 ? 'asks nobody' : percent(one.threshold, 3)], ['Compared', percent(one.compared, 3)],
        ['Could be asked for', one.methods?.map(({ id, seconds }) => `${stepUpName(id)} (${seconds} s)`).join(', ') || '–'],
        one.until && ['Held until', when(one.until)],
        one.same_as_stored !== undefined && ['Same as it was then', one.same_as_stored ? 'yes' : 'no'],
      ])))),
    quietly(`${actionName(judged.action)}, ${segmentName(judged.segment)} account, model ${judged.model_version}.${decision ? ` Then it was “${levelName(decision.level)}” by version ${decision.policy_version}.` : ''} What added up is the same under every policy; policies differ in where they draw the line.`),
    contributions(judged.contributions, judged),
    make('div', { className: 'two' }, hypotheses(judged.hypotheses), readings(judged.readings)),
  ];
}
