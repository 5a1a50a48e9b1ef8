/** The difference of two policies: in words first, as JSON second. */

import { make } from '/pages/make.js';
import { change } from '../api.js';
import { fold, p } from '../parts.js';
import { table } from '../table.js';

/** Both sides are `{version}`, `{draft}` or `{document}`. Resolves to the words, and the changes folded away. */
export async function differenceOf(rp, from, to, signal) {
  const { same, words = [], changes = [] } = await change('POST', `/v1/ops/${rp}/policy/diff`, { from, to }, '', { signal });
  return { same, words: inWords(same, words), json: fold(`As JSON (${changes.length})`, asJson(changes)) };
}

export const inWords = (same, words) => (same ? p('It says the same as before.')
  : make('ul', { className: 'difference', attributes: { 'aria-label': 'The difference in words' } }, ...words.map(({ text }) => make('li', { textContent: text }))));

const value = (one) => make('code', { textContent: one === undefined || one === null ? '–' : JSON.stringify(one) });

const asJson = (changes) => table({
  title: 'Changes', quiet: true, rows: changes,
  columns: [{ key: 'path', label: 'Path', head: true, cell: ({ path }) => make('code', { textContent: path }) }, { key: 'before', label: 'Before', say: value }, { key: 'after', label: 'After', say: value }],
});
