/** The page `/account`: who the customer is here, how safe, by which passkeys, where, and what happened. */

import { watchApprovals } from './approvals.js';
import { drawCodeApp } from './code-app.js';
import { showCodes } from './codes.js';
import { drawEmail } from './contact.js';
import { ask, edit, open, tellAtLength, within } from './dialogs.js';
import { drawActivity, drawSessions } from './happenings.js';
import { holdScreen } from './hold.js';
import { $, askBy, declined, doing, explain, lk, show, start, tell, tellBy } from './page.js';
import { addPasskey, drawPasskeys } from './passkeys.js';
import { drawPrivacy } from './privacy.js';
import { oneMoreCheck } from './step-up.js';
import { safetyOf } from './safety.js';
import { words } from './words.js';

let profile;
let credentials = [];
let sessions = [];
let activity = { activity: [], next: null };
let email = {};
let codeApp = { enrolled: false };
let privacy = { profiling: true };
let gone = false;

await start(draw, 'page.account');
wire();
askBy((question, answers) => within((place) => oneMoreCheck(place, question, answers)));
tellBy((error) => error.code === 'on-hold' && Boolean(tellAtLength(...holdScreen(error, 'h2'))));
await enter();

async function enter() {
  if (!lk.signedIn()) return toSignIn();
  try {
    await load();
    show('account', { focus: false });
    $('sign-out').hidden = false;
    watchApprovals();
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch (error) {
    if (over(error)) return toSignIn();
    explain(error);
  }
  return undefined;
}

function over({ code }) {
  return ['session-ended', 'signed-out', 'token-refused', 'sign-in-again'].includes(code);
}

function toSignIn() {
  location.replace('/');
}

/** Reads everything anew and draws it; also after each change, so that the page never guesses. */
async function load() {
  [profile, credentials, sessions, activity, email, codeApp, privacy] = await Promise.all([
    lk.me.profile(), lk.me.credentials.list(), lk.me.sessions.list(), lk.me.activity(),
    lk.me.email.get(), lk.me.totp.get(), lk.me.privacy.get(),
  ]);
  draw();
}

function draw() {
  if (!profile) return;
  const { account, recovery_codes: recovery } = profile;
  words.put($('hello'), 'account.hello', { name: account.displayName || account.username });
  $('account-username').textContent = account.username;
  $('mode-note').hidden = !lk.fellBack;
  drawSafety();
  drawPasskeys(credentials, load);
  $('recovery-state').textContent = recovery.left > 0 && recovery.created_at
    ? words.say('recovery.left', { count: recovery.left, date: words.date(recovery.created_at) })
    : words.say('recovery.none');
  $('recovery-codes').textContent = words.say(recovery.left > 0 ? 'recovery.replace' : 'recovery.make');
  drawEmail(email, load);
  drawCodeApp(codeApp, load);
  drawSessions(sessions, load);
  drawActivity(activity.activity, activity.next, load);
  drawPrivacy(privacy, load);
}

function drawSafety() {
  const { account, session, recovery_codes: recovery } = profile;
  const safety = safetyOf(
    { credentials, sessions, codesLeft: recovery.left, acr: session.acr },
    (step, days) => declined.has(`${step}.${account.id}`, days),
  );
  meter($('locked-out'), 'safety.locked-out', safety.lockedOut);
  meter($('break-in'), 'safety.break-in', safety.breakIn);

  const { next } = safety;
  const count = next === 'sessions' ? sessions.length : recovery.left;
  $('next-step').dataset.next = next;
  $('next-step').classList.toggle('idle', next === 'none');
  $('next-step-text').textContent = words.say(`safety.next.${next}`, { count });
  const does = { codes: 'safety.next.codes.button', 'few-codes': 'recovery.replace', passkey: 'safety.next.passkey.button', sessions: 'safety.next.sessions.button' }[next];
  $('next-step-do').hidden = $('next-step-later').hidden = !does;
  if (does) $('next-step-do').textContent = words.say(does);
}

function meter(place, key, level) {
  const bars = document.createElement('span');
  bars.className = 'bars';
  bars.dataset.level = level;
  bars.setAttribute('role', 'img');
  bars.setAttribute('aria-label', words.say('safety.level', { level, most: 3 }));
  bars.append(...[1, 2, 3].map(() => document.createElement('i')));
  place.replaceChildren(words.say(`${key}.${level}`), bars);
}

function wire() {
  const on = (id, run) => $(id).addEventListener('click', run);
  on('sign-out', () => signOut($('sign-out'), {}));
  on('sign-out-everywhere', async () => {
    if (await ask('sessions.everywhere.title', 'sessions.everywhere.lead', 'sessions.everywhere')) {
      await signOut($('sign-out-everywhere'), { everywhere: true });
    }
  });
  on('edit-name', editName);
  on('add-passkey', () => addPasskey($('add-passkey'), load));
  on('recovery-codes', () => makeCodes($('recovery-codes')));
  on('next-step-do', nextStep);
  on('next-step-later', () => {
    declined.add(`${$('next-step').dataset.next}.${profile.account.id}`);
    drawSafety();
    ($('next-step-do').hidden ? $('passkeys-title') : $('next-step-do')).focus();
  });
  on('activity-more', earlier);
  on('delete-account', leave);
  on('codes-saved', () => $('codes').close());
  on('told-close', () => $('told').close());
  lk.onChange((event) => {
    if (event === 'signed-out' && !gone) toSignIn();
  });
}

async function signOut(button, how) {
  if (await doing(button, 'wait.service', () => lk.signOut(how))) toSignIn();
}

async function editName() {
  const { account } = profile;
  const typed = await edit('account.edit.title', [
    { name: 'displayName', label: 'sign-up.name.field', value: account.displayName ?? '', autocomplete: 'name', max: 40 },
    { name: 'username', label: 'account.edit.user', value: account.username, autocomplete: 'username', max: 128 },
  ]);
  if (!typed) return;
  if (!(await doing($('edit-name'), 'wait.service', () => lk.me.update(typed)))) return;
  await load();
  tell('account.saved');
}

function nextStep() {
  const { next } = $('next-step').dataset;
  if (next === 'passkey') return addPasskey($('next-step-do'), load);
  if (next === 'sessions') return $('sessions-title').focus();
  return makeCodes($('next-step-do'));
}

async function makeCodes(button) {
  if (profile.recovery_codes.left > 0
    && !(await ask('recovery.replace.title', 'recovery.replace.lead', 'recovery.replace'))) return;
  const made = await doing(button, 'wait.service', () => lk.me.recoveryCodes());
  if (!made) return;
  const place = $('codes').querySelector('[data-codes]');
  showCodes(place, made, profile.account);
  await open($('codes'), $('codes-title'));
  place.replaceChildren();
  await load();
}

async function earlier() {
  const page = await doing($('activity-more'), 'wait.service', () => lk.me.activity({ before: activity.next }));
  if (!page) return;
  const first = activity.activity.length;
  activity = { activity: [...activity.activity, ...page.activity], next: page.next };
  drawActivity(activity.activity, activity.next, load);
  const item = $('activity-list').children[first];
  if (item) item.tabIndex = -1;
  item?.focus();
}

async function leave() {
  if (!(await ask('leave.ask.title', 'leave.ask.lead', 'leave.ask.button', { sure: true }))) return;
  gone = true;
  if (await doing($('delete-account'), 'wait.service', () => lk.me.deleteAccount())) {
    profile = undefined;
    $('sign-out').hidden = true;
    show('gone');
  } else {
    gone = false;
  }
}
