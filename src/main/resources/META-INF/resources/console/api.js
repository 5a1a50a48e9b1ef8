/** The service as the console sees it: who is signed in, one way to call, and one more touch where a change wants it. */

import { latchkey } from '/sdk/latchkey.js';
import { ask } from './dialogs.js';

/** Where the tab keeps tokens when the browser keeps no cookies here. */
const tab = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
  removeItem: (key) => sessionStorage.removeItem(key),
};

/** What is about to happen, for the question before a fresh touch. */
let about = '';

export const lk = latchkey({ session: 'cookie', storage: tab, onFreshPasskey: oneMoreTouch });

/** Asks for the touch in words (RFC 9470); whoever says no has cancelled, and nothing has happened. */
async function oneMoreTouch() {
  const yes = await ask({
    title: 'One more touch',
    lead: about ? 'This is about to happen:' : 'This was a while ago. Show once more that it is you.',
    said: about,
    more: 'Use your fingerprint, face or screen lock to confirm it. It holds for five minutes.',
    yes: 'Confirm',
  });
  if (!yes) throw Object.assign(new Error('Nothing was changed.'), { code: 'cancelled' });
}

/** Reads. `query` members that are undefined or empty are left out. */
export function get(path, query = {}, { signal } = {}) {
  return request('GET', path + queryOf(query), undefined, '', signal);
}

/** Changes something; `what` says in words what is about to happen, should a touch be asked for. */
export function change(method, path, body, what, { signal } = {}) {
  return request(method, path, body, what, signal);
}

/** What was given up because the reader went elsewhere is nothing to tell of. */
async function request(method, path, body, what, signal) {
  about = what;
  try {
    return await lk.request(method, path, { body, signal });
  } catch (error) {
    if (signal?.aborted) error.name = 'AbortError';
    throw error;
  }
}

export function queryOf(query) {
  const kept = Object.entries(query).flatMap(([name, value]) => [value].flat()
    .filter((one) => one !== undefined && one !== null && one !== '').map((one) => [name, String(one)]));
  const text = new URLSearchParams(kept).toString();
  return text ? `?${text}` : '';
}

/** Codes that mean: nobody is signed in any more. */
const OVER = new Set(['session-ended', 'signed-out', 'token-refused', 'token-missing', 'sign-in-again']);
export const isOver = ({ code }) => OVER.has(code);

/** What to do next, where the service's own words leave it open. */
const NEXT = {
  network: 'Check the connection and try again. Nothing was lost.',
  'temporarily-unavailable': 'Try again in a moment.',
  'too-many-requests': 'Wait a minute and try again.',
  'internal-error': 'Try again later. If it stays so, send the number below to whoever runs this service.',
  'not-found': 'It may have been removed, or you may not have a role there. Ask an admin if you should.',
  'role-missing': 'Ask an admin for the role, under Staff.',
  'one-more-check-needed': 'Sign in once on the account page of this address, which offers every way.',
  'invalid-request': 'Correct what is marked and try again.',
  'policy-step-refused': 'Load the page again and look at where it stands.',
  'draft-changed': 'Load the draft again; what you typed is still here.',
  'replays-running': 'Wait for one to end, or cancel it under Replays.',
  'invitation-needed': 'Ask whoever sent the link for a new one. It works once, for a day, and after a second admin has approved it.',
  'not-your-own': 'Somebody else has to do it.',
  'two-admins-needed': 'Have a second admin invited by the command line.',
  'reveals-used-up': 'Go on tomorrow, or ask a colleague.',
};

/** An error as what happened, what to do next, and single faults with their paths. */
export function told(error) {
  const { code, message, problem, fields = [] } = error;
  const faults = problem?.faults ?? fields ?? [];
  return {
    what: code === 'cancelled' ? 'Nothing was changed.' : message,
    next: NEXT[code] ?? '',
    faults: faults.map((one) => ({ path: one.path ?? one.name ?? one.field ?? '', message: one.message ?? one.reason ?? one.detail ?? '' })),
    id: code === 'internal-error' ? problem?.instance?.replace('urn:uuid:', '') : undefined,
    calm: code === 'cancelled',
  };
}
