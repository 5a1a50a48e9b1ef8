/** Replays: those that were asked for lately, and one report with its flips. */

import { make } from '/pages/make.js';
import { get } from '../api.js';
import { count, when } from '../format.js';
import { chip, empty, head, link, p } from '../parts.js';
import { to } from '../router.js';
import { table } from '../table.js';
import { follow } from './replay.js';

const STATES = { running: 'accent', done: 'done', cancelled: '', failed: 'asks', lost: 'asks' };
const named = ({ policy }) => (policy.version !== undefined ? `version ${policy.version}` : policy.draft ? 'a draft' : 'a document');

export async function view({ rp, rest: [id], signal }) {
  if (id) {
    const place = make('div', { className: 'stack wide' });
    follow({ rp, id, place, signal });
    return [head('Replay', undefined, { back: ['Replays', to(rp, 'replays')] }), place];
  }
  const { replays } = await get(`/v1/ops/${rp}/replays`, {}, { signal });
  return [
    head('Replays', 'Real past traffic, judged again under another policy. They are kept for an hour.', { more: [link('Try a change', to(rp, 'change'), { className: 'button' })] }),
    replays.length ? table({
      title: 'Replays of the last hour', quiet: true, rows: replays, sortBy: ['asked_at', 'descending'],
      columns: [
        { key: 'asked_at', label: 'When', head: true, cell: (one) => link(when(one.asked_at), to(rp, 'replays', { rest: one.id })) },
        { key: 'policy', label: 'Under', raw: named, cell: named }, { key: 'state', label: 'State', cell: (one) => chip(one.state, STATES[one.state]) },
        { key: 'read', label: 'Decisions', num: true, say: count }, { key: 'from', label: 'From', say: when }, { key: 'to', label: 'To', say: when },
      ],
    }) : empty('No replays in the last hour.', p('“Ask less or more” begins one for you; so does a draft.')),
  ];
}
