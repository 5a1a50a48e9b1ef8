/** The editor of a draft: a form for the common numbers, the text for the rest, faults beside their path, the difference live. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { ask } from '../dialogs.js';
import { ago } from '../format.js';
import { act, card, explain, faultList, head, link, notice, p, quietly } from '../parts.js';
import { go, to } from '../router.js';
import { SEGMENT_HINT, actionName, person, textOf } from '../says.js';
import { AUTHOR, unless } from '../staff.js';
import { inWords } from './difference.js';

const SEGMENTS = ['new', 'regular', 'dormant'];

export async function editor({ rp, signal }, id) {
  const at = `/v1/ops/${rp}/policy`;
  const draft = await get(`${at}/drafts/${encodeURIComponent(id)}`, {}, { signal });
  const why = unless(rp, AUTHOR, 'Editing');
  const comment = make('input', { id: 'comment', type: 'text', maxLength: 500, value: draft.comment, readOnly: Boolean(why) });
  const text = make('textarea', { id: 'document', className: 'json', spellcheck: false, value: draft.document, readOnly: Boolean(why), attributes: { 'aria-describedby': 'faults' } });
  const faults = make('div', { id: 'faults', attributes: { 'aria-live': 'polite' } });
  const words = make('div', { attributes: { 'aria-live': 'polite' } });
  const numbers = make('div');
  let revision = draft.revision;
  let saved = { text: draft.document, comment: draft.comment };
  let timer;

  const check = async () => {
    try {
      const found = await change('POST', `${at}/validate`, { document: text.value }, '', { signal });
      text.toggleAttribute('aria-invalid', false);
      if (!found.valid) text.setAttribute('aria-invalid', 'true');
      faults.replaceChildren(found.valid ? notice('done', 'No faults: it can be tried and handed in.') : faultList(found.faults));
      JSON.parse(text.value);
      const { same, words: says } = await change('POST', `${at}/diff`, { from: { version: draft.base_version }, to: { document: text.value } }, '', { signal });
      words.replaceChildren(inWords(same, says));
    } catch (error) {
      if (error instanceof SyntaxError || error.code === 'policy-invalid') words.replaceChildren(p('The difference shows as soon as the text can be read.'));
      else if (!signal.aborted) explain(error);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, 400);
  };
  const drawNumbers = () => numbers.replaceChildren(form(text.value, Boolean(why), (edited) => {
    text.value = edited;
    soon();
  }));
  text.addEventListener('input', () => { drawNumbers(); soon(); });
  signal.addEventListener('abort', () => clearTimeout(timer));

  const save = async () => {
    try {
      const now = await change('PUT', `${at}/drafts/${id}`, { revision, comment: comment.value.trim(), document: text.value }, '');
      ({ revision } = now);
      saved = { text: text.value, comment: comment.value };
      return now;
    } catch (error) {
      if (error.code !== 'draft-changed') throw error;
      const over = await ask({ title: 'Somebody else has saved it', lead: `${person(error.problem.changed_by)} changed the draft meanwhile. Your text is still here.`, yes: 'Save mine over it', no: 'Keep looking', sure: true });
      if (!over) return undefined;
      ({ revision } = error.problem);
      return save();
    }
  };
  const remove = async () => {
    if (!await ask({ title: 'Throw the draft away', lead: `“${draft.comment}” is gone then. Versions that were handed in stay.`, yes: 'Throw it away', sure: true })) return;
    await change('DELETE', `${at}/drafts/${id}`, undefined, '');
    go(to(rp, 'drafts'));
  };
  const trying = async () => {
    if (!why && (saved.text !== text.value || saved.comment !== comment.value) && !await save()) return;
    go(to(rp, 'change', { rest: ['draft', id] }));
  };

  drawNumbers();
  check();
  return [
    head('Draft', `From version ${draft.base_version}, by ${person(draft.author)}, changed ${ago(draft.changed_at)}.`, {
      back: ['Drafts', to(rp, 'drafts')],
      more: [act('Save', save, { unless: why, done: 'Saved.', data: { does: 'save' } }), act('Try it and hand it in', trying, { kind: 'quiet', data: { does: 'try' } })],
    }),
    make('div', { className: 'field' }, make('label', { htmlFor: 'comment', textContent: 'What it is for, in one line' }), comment),
    card('What it changes', words, faults),
    card('How often, by action and segment', numbers, quietly(SEGMENT_HINT, ' The budget is the share of legitimate attempts that may be asked; 0 asks nobody, 100 everybody.')),
    card('The whole document', make('label', { className: 'quietly', htmlFor: 'document' }, 'JSON. Everything that can stand in it is explained in docs/policy.md. ', link('Its schema', `${at}/schema`, { rel: 'nofollow', hidden: true })), text),
    why ? '' : act('Throw the draft away …', remove, { kind: 'stop', data: { does: 'remove' } }),
  ];
}

/** The common numbers as fields. `edited` gets the new text. */
function form(text, fixed, edited) {
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    return p('The text below is no JSON at the moment; the fields come back once it is.');
  }
  const row = (action, rule) => make('tr', {}, make('th', { scope: 'row', textContent: actionName(action) }), ...SEGMENTS.map((segment) => {
    const line = rule?.[segment];
    if (!line) return make('td', { textContent: '–' });
    const kind = line.budget !== undefined ? 'budget' : line.threshold !== undefined ? 'threshold' : 'by_cost';
    if (kind === 'by_cost') return make('td', { textContent: 'where it costs less' });
    const name = `${actionName(action)}, ${segment}: ${kind}, in percent`;
    const input = make('input', { type: 'number', className: 'number', min: 0, max: 100, step: 'any', readOnly: fixed, value: String(Number((line[kind] * 100).toPrecision(8))), data: { action, segment }, attributes: { 'aria-label': name } });
    input.addEventListener('change', () => {
      const value = Number(input.value) / 100;
      const wrong = input.value === '' || !(value >= 0 && value <= 1);
      input.toggleAttribute('aria-invalid', false);
      if (wrong) input.setAttribute('aria-invalid', 'true');
      else {
        document.actions[action][segment][kind] = Number(value.toPrecision(10));
        edited(textOf(document));
      }
    });
    return make('td', {}, make('div', { className: 'unit' }, input, make('span', { textContent: kind === 'budget' ? '%' : '% line' })));
  }));
  return make('div', { className: 'table-box', tabIndex: 0, attributes: { role: 'region', 'aria-label': 'Budgets and lines' } }, make('table', {},
    make('caption', { className: 'unseen', textContent: 'Budgets and lines' }),
    make('thead', {}, make('tr', {}, ...['Action', 'New', 'Regular', 'Dormant'].map((one) => make('th', { scope: 'col', textContent: one })))),
    make('tbody', {}, ...Object.entries(document.actions ?? {}).map(([action, rule]) => row(action, rule)))));
}
