/** Who is at the console, and what their roles let them do at a relying party. */

import { list } from './format.js';
import { roleName } from './says.js';

let staff = { relying_parties: [] };

/** Takes over what the service told about the one who is signed in. */
export const are = (answer) => { staff = answer; };
export const me = () => staff;
export const parties = () => staff.relying_parties;
export const rolesAt = (rp) => parties().find(({ id }) => id === rp)?.roles ?? [];
export const may = (rp, ...roles) => rolesAt(rp).some((role) => roles.includes(role));

/** Why not, for a control that stays visible; undefined where it may. */
export function unless(rp, roles, does = 'This') {
  return may(rp, ...roles) ? undefined
    : `${does} is for ${list(roles.map((role) => `a ${roleName(role)}`.replace(/^a (a)/, 'an $1')), 'disjunction')}. Your roles here: ${list(rolesAt(rp).map(roleName)) || 'none'}.`;
}

export const AUTHOR = ['policy-author'];
export const APPROVER = ['policy-approver'];
export const TRYING = ['policy-author', 'policy-approver', 'analyst'];
export const READING = [...TRYING, 'auditor'];
export const DETAILS = [...READING, 'support-agent', 'support-lead', 'privacy-officer'];
