/** Drafts: those that are being written, and the editor of one. */

import { change, get } from '../api.js';
import { ask } from '../dialogs.js';
import { ago, when } from '../format.js';
import { act, chip, empty, head, link, p } from '../parts.js';
import { go, to } from '../router.js';
import { person } from '../says.js';
import { AUTHOR, unless } from '../staff.js';
import { table } from '../table.js';
import { editor } from './editor.js';

export async function view(context) {
  const { rp, rest: [id], signal } = context;
  if (id) return editor(context, id);
  const { drafts } = await get(`/v1/ops/${rp}/policy/drafts`, {}, { signal });
  const begin = async () => {
    const answer = await ask({ title: 'A new draft', lead: 'It begins as what is in force. Nothing changes for customers.', yes: 'Begin', fields: [{ name: 'comment', label: 'What it is for, in one line', max: 500 }] });
    if (!answer) return;
    const made = await change('POST', `/v1/ops/${rp}/policy/drafts`, answer, '');
    go(to(rp, 'drafts', { rest: made.id }));
  };
  const fresh = act('New draft', begin, { unless: unless(rp, AUTHOR, 'A draft'), data: { does: 'new-draft' } });
  return [
    head('Drafts', 'Policies that are being written. A draft that nobody touches goes away by itself.', { more: [fresh] }),
    drafts.length ? table({
      title: 'Drafts', quiet: true, rows: drafts, sortBy: ['changed_at', 'descending'],
      columns: [
        { key: 'comment', label: 'What for', head: true, cell: (one) => link(one.comment, to(rp, 'drafts', { rest: one.id })) },
        { key: 'author', label: 'By', say: person }, { key: 'base_version', label: 'From version', num: true },
        { key: 'valid', label: 'State', cell: (one) => (one.valid ? chip('can be tried', 'done') : chip('has faults', 'asks')) },
        { key: 'changed_at', label: 'Changed', say: ago }, { key: 'expires_at', label: 'Kept until', say: when },
        { label: 'Next', cell: (one) => link('Try it', to(rp, 'change', { rest: ['draft', one.id] })) },
      ],
    }) : empty('No drafts.', p('“Ask less or more” makes one for you; “New draft” begins one by hand.')),
  ];
}
