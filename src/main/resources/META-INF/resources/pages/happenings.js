/** Sessions and activity of the account page. */

import { make } from './dom.js';
import { $, doing, lk, tell } from './page.js';
import { nameOf } from './passkeys.js';
import { reportLinks } from './report.js';
import { words } from './words.js';

/** "Firefox on Linux", as far as it is known. */
export function deviceName(device) {
  if (device?.browser && device?.os) return words.say('sessions.device', device);
  return device?.browser || device?.os || words.say('sessions.unknown');
}

/** Draws where the customer is signed in; `changed` runs after one was ended. */
export function drawSessions(sessions, changed) {
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current) || b.last_seen_at.localeCompare(a.last_seen_at));
  $('session-list').replaceChildren(...ordered.map((session) => line(session, changed)));
}

function line(session, changed) {
  const name = deviceName(session.device);
  const item = document.createElement('li');
  item.className = 'session';
  item.dataset.session = session.id;

  const about = document.createElement('div');
  const title = document.createElement('h3');
  title.append(name);
  if (session.current) title.append(Object.assign(document.createElement('span'), { className: 'badge', textContent: words.say('sessions.this') }));
  const when = document.createElement('small');
  when.textContent = session.current
    ? words.say('sessions.since', { date: words.moment(session.created_at) })
    : words.say('sessions.seen', { date: words.moment(session.last_seen_at) });
  about.append(title, when);
  item.append(about);

  if (!session.current) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: words.say('sessions.end') });
    button.dataset.action = 'end';
    button.setAttribute('aria-label', words.say('sessions.end.of', { name }));
    button.addEventListener('click', async () => {
      if (!(await doing(button, 'wait.service', () => lk.me.sessions.end(session.id)))) return;
      await changed();
      tell('sessions.ended');
      $('sessions-title').focus();
    });
    item.append(button);
  }
  return item;
}

/** Draws what happened, newest first, as sentences; `changed` runs after one was reported. */
export function drawActivity(entries, more, changed) {
  const items = entries.map((entry) => sentence(entry, changed));
  if (!items.length) items.push(make('li', { textContent: words.say('activity.none') }));
  $('activity-list').replaceChildren(...items);
  $('activity-more').hidden = !more;
}

function sentence(entry, changed) {
  const item = make('li', { data: { activity: entry.kind, entry: entry.id } });
  const when = make('time', { dateTime: entry.at, textContent: words.Moment(entry.at) });
  const key = entry.device ? entry.place ? 'activity.sentence.place' : 'activity.sentence' : 'activity.sentence.bare';
  words.put(item, key, {
    when,
    device: document.createTextNode(deviceName(entry.device)),
    place: entry.place ?? '',
    what: document.createTextNode(whatHappened(entry)),
  });
  const reasons = words.reasons(entry.decision);
  if (reasons) item.append(make('small', { textContent: reasons }));
  const links = reportLinks(entry, changed);
  if (links) item.append(links);
  return item;
}

const BY_PASSKEY = new Set(['signed_in', 'signed_up', 'stepped_up']);

function whatHappened({ kind, passkey, decision }) {
  if (!words.has(`activity.${kind}`) && words.has(`activity.${decision?.level}`)) return words.say(`activity.${decision.level}`);
  const what = words.say(words.has(`activity.${kind}`) ? `activity.${kind}` : 'activity.other');
  if (!passkey?.nickname && !passkey?.provider) return what;
  return words.say(BY_PASSKEY.has(kind) ? 'activity.with' : 'activity.about', { what, passkey: nameOf(passkey) });
}
