/** The console at `/console/`: finds out who is there, draws the frame, and shows the view that the address names. */

import { takeFragment } from '/pages/fragment.js';
import { make } from '/pages/make.js';
import { get, isOver, lk } from './api.js';
import { calm, empty, explain, head, inWords, loading, overBy, p } from './parts.js';
import { go, here, to } from './router.js';
import { DETAILS, READING, are, may, me, parties } from './staff.js';
import { idleAfter } from './idle.js';

const $ = (id) => document.getElementById(id);
const KEPT = 'latchkey.console.rp';

/** View, its file, its name in the navigation, who may see it. */
const VIEWS = {
  overview: ['./views/overview.js', 'Overview', READING, 'Look'],
  decisions: ['./views/decisions.js', 'Decisions', DETAILS],
  'what-if': ['./views/what-if.js', 'What if', READING],
  change: ['./views/change.js', 'Ask less or more', READING, 'Change'],
  policy: ['./views/policy.js', 'Policy', READING],
  drafts: ['./views/drafts.js', 'Drafts', READING],
  replays: ['./views/replays.js', 'Replays', READING],
  walks: ['./views/walks.js', 'Walk the journey', READING, 'Check'],
  staff: ['./views/staff.js', 'Staff', ['admin', 'auditor']],
  journal: ['./views/journal.js', 'Journal', ['auditor', 'privacy-officer']],
};

let drawing;
const address = () => `${location.hash}`;
let invitation = /^#invitation=/.test(location.hash) ? new URLSearchParams(takeFragment()).get('invitation') : undefined;

overBy(() => signedOut('idle'));
lk.onChange((event) => { if (event === 'signed-out') signedOut(); });
addEventListener('hashchange', () => {
  if (/^#invitation=/.test(location.hash)) location.reload();
  else if (!$('who').hidden) draw();
});
$('skip').addEventListener('click', (event) => {
  event.preventDefault();
  $('main').focus();
});
$('sign-out').addEventListener('click', async () => {
  await lk.signOut().catch(explain);
  signedOut('asked');
});
$('rp').addEventListener('change', () => go(to($('rp').value, here().view in VIEWS ? here().view : 'overview')));

async function enter() {
  if (!lk.signedIn() && !invitation) return signedOut();
  try {
    if (lk.signedIn()) are(await get('/v1/ops/me'));
    if (invitation) return await invited();
  } catch (error) {
    if (isOver(error) || error.status === 401) return signedOut(invitation ? undefined : 'idle');
    return fill([inWords(error)]);
  }
  frame();
  idleAfter(15 * 60, async () => {
    if ($('who').hidden) return;
    await lk.signOut().catch(() => {});
    signedOut('idle');
  });
  return draw();
}

async function invited() {
  const { accept } = await import('./views/entry.js');
  bare();
  fill(accept(invitation, lk.signedIn() ? me() : undefined, {
    done: () => {
      invitation = undefined;
      return enter();
    },
    signedIn: enter,
  }));
}

/** Nobody is signed in: the way in, and why, if it was not asked for. */
async function signedOut(why) {
  if (document.querySelector('[data-view=entry]') && !why) return;
  const { signIn } = await import('./views/entry.js');
  drawing?.abort();
  bare();
  document.querySelectorAll('dialog').forEach((dialog) => dialog.close('no'));
  if (invitation) await invited();
  else fill(signIn(why, enter));
}

function bare() {
  calm();
  $('who').hidden = $('nav').hidden = true;
  $('rp').replaceChildren();
}

function frame() {
  const all = parties();
  $('who').hidden = false;
  $('me').textContent = me().account.name ?? 'Your account';
  $('rp-pick').hidden = all.length < 2;
  $('rp').replaceChildren(...all.map(({ id, name }) => new Option(name, id)));
}

function navigation(rp, current) {
  const groups = [];
  for (const [view, [, text, roles, group]] of Object.entries(VIEWS)) {
    if (group) groups.push(make('h2', { textContent: group }));
    if (!may(rp, ...roles)) continue;
    const item = make('a', { href: to(rp, view), textContent: text });
    if (view === current) item.setAttribute('aria-current', 'page');
    groups.push(item);
  }
  const kept = groups.filter((one, i) => one.tagName === 'A' || groups[i + 1]?.tagName === 'A');
  $('nav').replaceChildren(...kept);
  $('nav').hidden = !kept.length;
  $('nav').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Draws what the address names; what was being drawn before is given up. */
async function draw() {
  drawing?.abort();
  const own = (drawing = new AbortController());
  calm();
  const place = here();
  const rp = parties().find(({ id }) => id === place.rp)?.id ?? kept() ?? parties()[0]?.id;
  if (!rp) return noRole();
  if (!place.view) {
    history.replaceState(null, '', to(rp, first(rp)));
    return draw();
  }
  try { localStorage.setItem(KEPT, rp); } catch { /* The first one comes up again, then. */ }
  $('rp').value = rp;
  navigation(rp, place.view);
  const [file, , roles] = VIEWS[place.view] ?? [];
  if (!file || place.rp !== rp) return fill([head('There is nothing here', 'The address names no view of the console.'), p('Choose one on the side.')]);
  if (!may(rp, ...roles)) return fill([head('Not for your role', 'What this view shows is for other roles. An admin can give you one, under Staff.')]);
  const wait = setTimeout(() => fill([loading()], { focus: false }), 250);
  try {
    const { view } = await import(file);
    const content = await view({ rp, rest: place.rest, query: place.query, signal: own.signal, again: draw });
    if (!own.signal.aborted) fill(content);
  } catch (error) {
    if (own.signal.aborted) return undefined;
    if (isOver(error)) return explain(error);
    if (!error.code) console.error(error);
    fill([head('This view could not be shown'), inWords(error)]);
  } finally {
    clearTimeout(wait);
  }
  return undefined;
}

const first = (rp) => Object.entries(VIEWS).find(([, [, , roles]]) => may(rp, ...roles))?.[0] ?? 'overview';

function kept() {
  try {
    const rp = localStorage.getItem(KEPT);
    return parties().some(({ id }) => id === rp) ? rp : undefined;
  } catch {
    return undefined;
  }
}

function noRole() {
  $('nav').hidden = true;
  fill([head(`Hello ${me().account.name ?? ''}`), empty('You have no role yet.', p('Ask an admin for an invitation with roles, and open its link in this browser.'))]);
}

let shownAt;
/** Puts a view on the page, names the tab after it, and moves the reader to its heading. */
function fill(content, { focus = true } = {}) {
  $('view').replaceChildren(...content.flat().filter(Boolean));
  const title = $('view').querySelector('h1');
  const rp = parties().find(({ id }) => id === here().rp)?.name;
  document.title = [title?.textContent ?? 'Console', rp, 'Latchkey console'].filter(Boolean).join(' · ');
  if (!focus || !title) return;
  if (shownAt !== address()) scrollTo(0, 0);
  if (shownAt !== address() || document.activeElement === document.body) title.focus({ preventScroll: true });
  shownAt = address();
}

await enter();
