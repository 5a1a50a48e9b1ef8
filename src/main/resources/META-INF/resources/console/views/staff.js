/** Staff: who has which roles here, what waits for a second admin, and invitations. */

import { make } from '/pages/make.js';
import { change, get } from '../api.js';
import { ask } from '../dialogs.js';
import { ago, list, when } from '../format.js';
import { act, card, chip, facts, head, notice, p, quietly, tell } from '../parts.js';
import { ROLE_DOES, roleName } from '../says.js';
import { may, unless } from '../staff.js';
import { table } from '../table.js';

const ROLES = Object.keys(ROLE_DOES);
const roles = (all) => make('span', { className: 'chips' }, ...all.map((one) => chip(roleName(one), one === 'admin' ? 'accent' : '')));

export async function view({ rp, signal, again }) {
  const at = `/v1/ops/${rp}/staff`;
  const { members, proposals, invitations, admins } = await get(at, {}, { signal });
  const why = unless(rp, ['admin'], 'Changing roles') ?? (admins < 2 ? 'It takes two admins: one proposes, another approves. Invite a second one by the command line (docs/operations.md).' : undefined);
  const once = make('div', { attributes: { 'aria-live': 'polite' } });
  return [
    head('Staff', 'Roles are given per relying party, and always by two: one admin proposes, another one approves.'),
    admins < 2 ? notice('', p(make('b', { textContent: 'There is one admin only. ' }), 'The second comes by the command line: ', make('code', { textContent: 'latchkey invite-operator' }), ', in docs/operations.md.')) : '',
    once,
    proposals.length ? card('Waits for a second admin', ...proposals.map((one) => proposal(rp, at, one, again))) : '',
    card('Members', table({
      title: 'Members', quiet: true, rows: members, sortBy: ['name', 'ascending'],
      columns: [
        { key: 'name', label: 'Name', head: true, cell: (one) => `${one.name ?? 'somebody who has left'}${one.you ? ' (you)' : ''}` },
        { key: 'roles', label: 'Roles', raw: (one) => one.roles.join(' '), say: roles }, { key: 'since', label: 'Since', say: when },
        { label: 'Do', cell: (one) => (may(rp, 'admin') ? make('span', { className: 'row' }, one.you ? '' : act('Give a role', () => give(at, one, again), { kind: 'quiet', unless: admins < 2 ? 'needs two admins' : undefined }),
          act('Take a role', () => take(at, one, again), { kind: 'quiet' })) : '–') },
      ],
    })),
    card('Invitations',
      p('A link to pass on by a way you trust. Whoever opens it makes a passkey and gets the roles; it works once, for 24 hours, and after a second admin has approved it.'),
      invitations.length ? table({
        title: 'Invitations', quiet: true, rows: invitations,
        columns: [{ key: 'note', label: 'For', head: true }, { key: 'roles', label: 'Roles', raw: (one) => one.roles.join(' '), say: roles }, { key: 'made_by_name', label: 'By', cell: (one) => one.made_by_name ?? 'the command line' }, { key: 'expires_at', label: 'Good until', say: when }],
      }) : quietly('None is open.'),
      act('Invite somebody …', () => invite(at, once, again), { unless: why, data: { does: 'invite' } })),
    card('What the roles may do', facts(ROLES.map((role) => [roleName(role), '', ROLE_DOES[role]]))),
  ];
}

const roleChoice = (all) => all.map((role) => [role, `${roleName(role)}: ${ROLE_DOES[role]}`]);

async function invite(at, once) {
  const answer = await ask({ title: 'Invite somebody', yes: 'Make the link', fields: [{ name: 'note', label: 'Who it is for', max: 80 }, { name: 'role', label: 'First role', hint: 'More can be given later.', options: roleChoice(ROLES) }] });
  if (!answer) return;
  const made = await change('POST', `${at}/invitations`, { roles: [answer.role], note: answer.note }, `Invite ${answer.note} as ${roleName(answer.role)}.`);
  const code = make('code', { textContent: made.link });
  once.replaceChildren(notice('done', p(make('b', { textContent: 'The link is shown this once. ' }), 'Copy it now. It works after a second admin has approved it, until ', when(made.expires_at), '.'),
    make('div', { className: 'once' }, code), make('p', { className: 'row' }, make('button', { type: 'button', className: 'button quiet', textContent: 'Copy', on: () => navigator.clipboard.writeText(made.link).then(() => tell('The link is copied.'), () => getSelection().selectAllChildren(code)) }))));
  once.scrollIntoView({ block: 'nearest' });
}

async function give(at, one, again) {
  const answer = await ask({ title: `Give ${one.name} a role`, lead: 'A second admin approves it.', yes: 'Propose it', fields: [{ name: 'role', label: 'Role', options: roleChoice(ROLES.filter((role) => !one.roles.includes(role))) }, { name: 'note', label: 'Why', max: 200 }] });
  if (!answer) return;
  await change('POST', `${at}/grants`, { account: one.account, roles: [answer.role], note: answer.note }, `Propose ${one.name} as ${roleName(answer.role)}.`);
  await again();
}

async function take(at, one, again) {
  const answer = await ask({ title: `Take a role from ${one.name}`, lead: 'It holds at once, and needs no second admin.', yes: 'Take it', sure: true, fields: [{ name: 'role', label: 'Role', options: roleChoice(one.roles) }] });
  if (!answer) return;
  await change('DELETE', `${at}/${one.account}/roles/${answer.role}`, undefined, `Take the role ${roleName(answer.role)} from ${one.name}.`);
  await again();
}

function proposal(rp, at, one, again) {
  const whom = one.invitation ? `Whoever holds the invitation “${one.note}”` : one.name ?? 'somebody who has left';
  const decide = (approve) => async () => {
    await change('POST', `${at}/proposals/${one.id}`, { approve }, `${approve ? 'Approve' : 'Refuse'}: ${whom} as ${list(one.roles.map(roleName))}.`);
    await again();
  };
  const admin = unless(rp, ['admin'], 'Approving');
  return make('div', { className: 'card-head', data: { proposal: one.id } },
    p(make('b', { textContent: whom }), ` as ${list(one.roles.map(roleName))}${one.invitation ? '' : `: ${one.note}`}. Proposed by ${one.proposed_by_name ?? 'somebody who has left'}, ${ago(one.proposed_at)}; ends ${ago(one.expires_at)}.`),
    make('div', { className: 'row' },
      act('Approve', decide(true), { unless: admin ?? (one.yours ? 'Another admin has to approve it.' : undefined), data: { does: 'approve' } }),
      admin ? '' : act(one.yours ? 'Withdraw' : 'Refuse', decide(false), { kind: 'quiet' })));
}

