/** The service's codes in the console's words, and a policy document in sentences. */

import { list, opened, percent, plainly, probability } from './format.js';

const ACTIONS = {
  sign_up: 'Sign up', sign_in: 'Sign in', refresh: 'Renew a session', add_passkey: 'Add a passkey', recovery: 'Get back in by recovery', '*': 'Other protected actions',
};
export const actionName = (action) => ACTIONS[action] ?? opened(plainly(action));
/** Within a sentence: "of sign-ins". */
const ATTEMPTS = {
  sign_up: 'sign-ups', sign_in: 'sign-ins', refresh: 'renewals of a session', add_passkey: 'added passkeys', recovery: 'recoveries', '*': 'other protected actions',
};
export const attemptsOf = (action) => ATTEMPTS[action] ?? `attempts at ${plainly(action)}`;

const SEGMENTS = { new: 'new', regular: 'regular', dormant: 'dormant' };
export const segmentName = (segment) => SEGMENTS[segment] ?? plainly(segment);
export const SEGMENT_HINT = 'New: hardly known yet. Regular: known. Dormant: not seen for long.';

const LEVELS = { allow: ['let in', 'done'], step_up: ['asked', 'asks'], deny: ['refused', ''], hold: ['held', 'asks'] };
export const levelName = (level) => LEVELS[level]?.[0] ?? plainly(level);
export const levelKind = (level) => LEVELS[level]?.[1] ?? '';

const STAGES = { draft: 'draft', submitted: 'handed in', approved: 'approved', rejected: 'turned down', shadow: 'in the shadow', canary_1: 'at 1 %', canary_5: 'at 5 %', canary_25: 'at 25 %', live: 'live', retired: 'retired', stopped: 'stopped', rolled_back: 'taken back', break_glass: 'break-glass', overtaken: 'overtaken' };
export const stageName = (stage) => STAGES[stage] ?? plainly(stage);
export const stageKind = (stage) => ({ live: 'done', rolled_back: 'asks', break_glass: 'asks', submitted: 'asks', approved: 'accent', shadow: 'accent', canary_1: 'accent', canary_5: 'accent', canary_25: 'accent' })[stage] ?? '';
export const TRACK = [['draft', 'Draft'], ['submitted', 'Handed in'], ['approved', 'Approved'], ['shadow', 'Shadow'], ['canary_1', '1 %'], ['canary_5', '5 %'], ['canary_25', '25 %'], ['live', 'Live']];

const ROLES = {
  'policy-author': 'policy author', 'policy-approver': 'policy approver', analyst: 'analyst', 'support-agent': 'support agent',
  'support-lead': 'support lead', auditor: 'auditor', 'privacy-officer': 'privacy officer', admin: 'admin',
};
export const roleName = (role) => ROLES[role] ?? plainly(role);
export const ROLE_DOES = {
  'policy-author': 'drafts policies, tries them and hands them in',
  'policy-approver': 'approves what others wrote, lets it out and takes it back',
  analyst: 'reads numbers and decisions, without personal data',
  'support-agent': 'looks at single decisions',
  'support-lead': 'looks at single decisions and may open whom they were about, with a reason',
  auditor: 'reads everything but personal data, the journal included',
  'privacy-officer': 'may open whom a decision was about, with a reason',
  admin: 'invites staff and gives roles, always with a second admin',
};

export const person = (one) => (one?.id === 'command-line' ? 'the command line' : one?.id === 'clock' ? 'the service itself' : one?.name ?? 'somebody who has left');
export const versionName = (version) => (version === 0 ? 'the release’s own (0)' : `version ${version}`);
export const reasonsOf = (reasons = []) => reasons.map(({ code, text }) => text || plainly(code)).join(' ') || '–';

/** What a segment's line says: "asks 1 %". */
export function lineOf(rule) {
  if (!rule) return '–';
  const deny = rule.deny ? `; refuses above ${probability(rule.deny)}` : '';
  if (rule.budget === 0) return `asks nobody${deny}`;
  if (rule.budget === 1) return `asks everybody${deny}`;
  if (rule.budget !== undefined) return `asks ${percent(rule.budget)}${deny}`;
  if (rule.threshold !== undefined) return `asks above ${probability(rule.threshold)}${deny}`;
  return `asks where that costs less${deny}`;
}

const STEP_UPS = { passkey: 'passkey', other_passkey: 'another passkey', device: 'another device', totp: 'code app', email: 'code by mail', recovery_code: 'recovery code', hold: 'waiting', support: 'support' };
export const stepUpName = (id) => STEP_UPS[id] ?? plainly(id);

/** One row for each action of a policy document. */
export function actionRows(document) {
  return Object.entries(document.actions ?? {}).map(([action, rule]) => ({
    action,
    name: actionName(action),
    new: lineOf(rule.new),
    regular: lineOf(rule.regular),
    dormant: lineOf(rule.dormant),
    also: also(rule),
    methods: list((rule.step_ups ?? []).map(stepUpName), 'disjunction'),
  }));
}

function also(rule) {
  const said = [];
  if (rule.at_least === 'step_up') said.push('always asks');
  if (rule.at_least === 'hold') said.push(`always waits ${rule.hold_hours ?? 24} h`);
  if (rule.hold_after_recovery_hours) said.push(`waits ${rule.hold_after_recovery_hours} h after a recovery`);
  if (rule.hold_after_new_passkey_hours) said.push(`waits ${rule.hold_after_new_passkey_hours} h after a new passkey`);
  if (rule.new_payee === 'step_up') said.push('always asks for a new payee');
  for (const band of rule.amounts ?? []) if (band.at_least) said.push(`from ${band.from} up: ${band.at_least === 'hold' ? 'waits' : 'always asks'}`);
  return said.length ? said.join('; ') : '–';
}

/** The hard rules in sentences. */
export function ruleSentences(document) {
  const does = { step_up: 'are asked', deny: 'are refused' };
  const { rules = {} } = document;
  const says = {
    revoked_authenticators: ({ aaguids = [], effect }) => `${aaguids.length} models of passkey devices ${does[effect]}.`,
    denied_networks: ({ networks = [], effect }) => `Attempts from ${networks.length} listed networks ${does[effect]}.`,
    countries: ({ codes = [], effect }) => `Attempts from ${list(codes)} ${does[effect]}.`,
    reported_not_me: ({ days, effect }) => `Accounts whose owner said “this was not me” in the last ${days} days ${does[effect]}.`,
    trusted_networks: (rule) => `From ${(rule.networks ?? rule).length ?? 0} trusted networks nobody is asked on the score alone.`,
  };
  return Object.entries(rules).map(([name, rule]) => says[name]?.(rule) ?? plainly(name));
}

/** A JSON merge patch applied (RFC 7396). */
export function merged(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = { ...(target && typeof target === 'object' && !Array.isArray(target) ? target : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

/** A document as the text that is kept. */
export const textOf = (document) => `${JSON.stringify(document, null, 2)}\n`;

const STEPS = { shadow: 'Into the shadow', live: 'Live for everybody', stopped: 'Stopped', rolled_back: 'Taken back by itself', activated: 'Returned to', break_glass: 'Glass broken', break_glass_ended: 'Emergency over' };
/** A step of a policy's history. */
export const plainStep = ({ kind }) => (kind.startsWith('canary') ? `Let out ${stageName(kind)}` : STEPS[kind] ?? opened(plainly(kind)));
