// Run: node --test src/test/js/   (Node 22.7 or newer; no packages needed)

import assert from 'node:assert/strict';
import test from 'node:test';
import { LatchkeyError, fromAnswer, fromDialog, retryAfter } from '../../main/resources/META-INF/resources/sdk/errors.js';
import { pkce, safeAddress } from '../../main/resources/META-INF/resources/sdk/handoff.js';
import { http } from '../../main/resources/META-INF/resources/sdk/http.js';
import { latchkey } from '../../main/resources/META-INF/resources/sdk/latchkey.js';
import { memory, sessionOf } from '../../main/resources/META-INF/resources/sdk/session.js';
import {
  authenticationJson, creationOptions, fromBase64url, registrationJson, requestOptions, toBase64url,
} from '../../main/resources/META-INF/resources/sdk/webauthn.js';

const bytes = (...values) => Uint8Array.from(values).buffer;
const answer = (status, body, headers = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
const code = (wanted) => (error) => error instanceof LatchkeyError && error.code === wanted;

/** A session whose service answers each renewal with the next pair of tokens. */
function renewing({ mode = 'token', storage = memory(), locks, refuse } = {}) {
  const clock = { now: 1_000_000 };
  const calls = [];
  let n = 0;
  const call = async (method, path, what) => {
    calls.push({ path, what });
    await new Promise(setImmediate);
    if (refuse) throw refuse();
    n += 1;
    const pair = mode === 'cookie' ? { csrf_token: `c${n}` } : { access_token: `a${n}`, refresh_token: `r${n}` };
    return { expires_in: 300, refresh_expires_in: 3600, ...pair };
  };
  const session = sessionOf({ mode, key: 'k', storage, call, now: () => clock.now, locks });
  return { session, calls, clock, storage };
}
const signedIn = { expires_in: 300, access_token: 'a0', refresh_token: 'r0', csrf_token: 'c0' };

test('base64url goes both ways for every byte, without padding', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);

  for (let length = 0; length <= 256; length += 1) {
    const text = toBase64url(all.subarray(0, length));
    assert.doesNotMatch(text, /[+/=]/);
    assert.equal(text, Buffer.from(all.subarray(0, length)).toString('base64url'));
    assert.deepEqual(new Uint8Array(fromBase64url(text)), all.slice(0, length));
  }
});

test('padded base64url is read too', () => {
  assert.deepEqual(fromBase64url('_-8='), bytes(0xff, 0xef));
});

test('options become bytes where the browser wants bytes, and stay as they are elsewhere', () => {
  const made = creationOptions({ challenge: 'AQ', user: { id: 'Ag', name: 'ana' }, excludeCredentials: [{ id: 'Aw', type: 'public-key' }], timeout: 5 });
  const asked = requestOptions({ challenge: 'AQ', rpId: 'localhost' });

  assert.deepEqual(made, { challenge: bytes(1), user: { id: bytes(2), name: 'ana' }, excludeCredentials: [{ id: bytes(3), type: 'public-key' }], timeout: 5 });
  assert.deepEqual(asked, { challenge: bytes(1), rpId: 'localhost', allowCredentials: [] });
});

test('an answer is written as JSON when the browser cannot, or when its toJSON throws', () => {
  const response = { clientDataJSON: bytes(1), attestationObject: bytes(2), getTransports: () => ['usb'] };
  const made = { id: 'AA', rawId: bytes(0), type: 'public-key', response, getClientExtensionResults: () => ({ credProps: { rk: true } }), toJSON() { throw new TypeError(); } };

  assert.deepEqual(registrationJson(made), {
    id: 'AA', rawId: 'AA', type: 'public-key', clientExtensionResults: { credProps: { rk: true } },
    response: { clientDataJSON: 'AQ', attestationObject: 'Ag', transports: ['usb'] },
  });
});

test('a missing user handle is left out of the answer', () => {
  const response = { clientDataJSON: bytes(1), authenticatorData: bytes(2), signature: bytes(3), userHandle: null };

  const json = authenticationJson({ id: 'AA', rawId: bytes(0), type: 'public-key', response });

  assert.deepEqual(json.response, { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw' });
});

test('a closed dialog is "cancelled"; other browser errors have codes of their own', () => {
  const codeOf = (name) => fromDialog(new DOMException('x', name)).code;

  assert.equal(codeOf('NotAllowedError'), 'cancelled');
  assert.equal(codeOf('AbortError'), 'cancelled');
  assert.equal(codeOf('InvalidStateError'), 'passkey-already-registered');
  assert.equal(codeOf('SecurityError'), 'address-not-allowed');
  assert.equal(codeOf('UnknownError'), 'device-failed');
  assert.equal(fromDialog(new TypeError('x')).code, 'device-failed');
});

test('a problem document keeps its code, words, advice and waiting time', () => {
  const problem = { code: 'too-many-requests', title: 'Slow down', detail: 'Wait a little.', next: ['Wait.'] };

  const error = fromAnswer(429, new Headers({ 'Retry-After': '7' }), problem);

  assert.deepEqual(
    { code: error.code, message: error.message, next: error.next, status: error.status, retryAfter: error.retryAfter },
    { code: 'too-many-requests', message: 'Wait a little.', next: ['Wait.'], status: 429, retryAfter: 7 },
  );
});

test('an answer that is no problem document is still given a code', () => {
  assert.equal(fromAnswer(503, new Headers(), undefined).code, 'temporarily-unavailable');
  assert.equal(fromAnswer(500, new Headers(), 'oops').code, 'unexpected-answer');
});

test('Retry-After is read as seconds and as a date', () => {
  assert.equal(retryAfter('3'), 3);
  assert.equal(retryAfter(new Date(10_000).toUTCString(), 4_000), 6);
  assert.equal(retryAfter('soon'), undefined);
  assert.equal(retryAfter(null), undefined);
});

test('a broken connection is "network", a broken body "unexpected-answer", an abort "cancelled"', async () => {
  const over = (fetch) => http({ baseUrl: '', cookies: false, fetch });
  const aborted = AbortSignal.abort();

  await assert.rejects(over(async () => { throw new TypeError('no route'); })('GET', '/'), code('network'));
  await assert.rejects(over(async () => new Response('<html>'))('GET', '/'), code('unexpected-answer'));
  await assert.rejects(over(async (_, { signal }) => signal.throwIfAborted())('GET', '/', { signal: aborted }), code('cancelled'));
});

test('many callers share one renewal', async () => {
  const { session, calls, clock } = renewing();
  session.begin(signedIn);
  clock.now += 280_000;

  const tokens = await Promise.all(Array.from({ length: 20 }, () => session.token()));

  assert.deepEqual(new Set(tokens), new Set(['a1']));
  assert.equal(calls.length, 1);
  assert.deepEqual(calls[0], { path: '/v1/token/refresh', what: { body: { refresh_token: 'r0' }, headers: {}, keepsCookies: true } });
});

test('a token is not renewed before it is about to expire, and rotates when it is', async () => {
  const { session, calls, clock } = renewing();
  session.begin(signedIn);

  assert.equal(await session.token(), 'a0');
  clock.now += 269_999;
  assert.equal(await session.token(), 'a0');
  clock.now += 1;
  assert.equal(await session.token(), 'a1');
  clock.now += 300_000;
  assert.equal(await session.token(), 'a2');
  assert.deepEqual(calls.map(({ what }) => what.body.refresh_token), ['r0', 'r1']);
});

test('of two tabs on one storage only the first one renews', async () => {
  let queue = Promise.resolve();
  const locks = { request: (_, run) => (queue = queue.then(run, run)) };
  const storage = memory();
  const one = renewing({ storage, locks });
  const other = renewing({ storage, locks });
  one.session.begin(signedIn);
  one.clock.now += 280_000;
  other.clock.now += 280_000;

  const tokens = await Promise.all([one.session.token(), other.session.token()]);

  assert.deepEqual(tokens, ['a1', 'a1']);
  assert.equal(one.calls.length + other.calls.length, 1);
});

test('a session that the service ended is forgotten, and that is told once', async () => {
  const refuse = () => new LatchkeyError('session-ended', undefined, { status: 401 });
  const { session, clock } = renewing({ refuse });
  const told = [];
  session.begin(signedIn);
  session.onChange((event) => told.push(event));
  clock.now += 280_000;

  await assert.rejects(session.token(), code('session-ended'));

  assert.equal(session.known(), false);
  assert.deepEqual(told, ['signed-out']);
  await assert.rejects(session.token(), code('signed-out'));
});

test('a lost answer to a renewal is asked for again; the session survives a longer outage', async () => {
  const refuse = () => new LatchkeyError('network');
  const { session, calls, clock } = renewing({ refuse });
  session.begin(signedIn);
  clock.now += 280_000;

  await assert.rejects(session.token(), code('network'));

  assert.deepEqual(calls.map(({ what }) => what.body.refresh_token), ['r0', 'r0']);
  assert.equal(session.known(), true);
});

test('in cookie mode the page never holds a token and proves itself by the CSRF value', async () => {
  const { session, calls, clock, storage } = renewing({ mode: 'cookie' });
  session.begin(signedIn);
  clock.now += 280_000;

  const token = await session.token();
  await session.request('POST', '/v1/sign-out', { body: {} });

  assert.equal(token, null);
  assert.doesNotMatch(storage.getItem('k'), /a\d|r\d/);
  assert.deepEqual(calls.map(({ path, what }) => [path, what.headers]), [
    ['/v1/token/refresh', { 'X-Latchkey-CSRF': 'c0' }],
    ['/v1/sign-out', { 'X-Latchkey-CSRF': 'c1' }],
  ]);
});

test('a refused token is renewed and the call repeated once', async () => {
  const seen = [];
  const storage = memory();
  const fetch = async (url, { headers }) => {
    seen.push(`${new URL(url).pathname} ${headers.Authorization ?? '-'}`);
    if (url.endsWith('/refresh')) return answer(200, { ...signedIn, access_token: 'a1', refresh_token: 'r1' });
    return headers.Authorization === 'Bearer a1' ? answer(200, { ok: true }) : answer(401, { code: 'token-refused' });
  };
  const lk = latchkey({ baseUrl: 'http://service/', storage, fetch });
  storage.setItem('latchkey:http://service', JSON.stringify({ access: 'a0', refresh: 'r0', expiresAt: Date.now() + 300_000 }));

  const profile = await lk.me.profile();

  assert.deepEqual(profile, { ok: true });
  assert.deepEqual(seen, ['/v1/me Bearer a0', '/v1/token/refresh -', '/v1/me Bearer a1']);
});

test('signing out forgets the session also when the service has already done so', async () => {
  const storage = memory();
  storage.setItem('latchkey:http://service', JSON.stringify({ access: 'a0', refresh: 'r0', expiresAt: Date.now() + 300_000 }));
  const lk = latchkey({ baseUrl: 'http://service', storage, fetch: async () => answer(401, { code: 'session-ended' }) });

  await lk.signOut();

  assert.equal(lk.signedIn(), false);
  assert.equal(storage.getItem('latchkey:http://service'), null);
});

test('without passkeys in the browser nothing is asked and the code says so', async () => {
  const lk = latchkey({ baseUrl: 'http://service', fetch: async () => answer(200, { challenge: 'AQ' }) });

  await assert.rejects(lk.signIn(), code('not-supported'));
  await assert.rejects(lk.signIn({ autofill: true }), code('not-supported'));
});

test('a hand-off goes to the app that was asked for, and never runs a script', () => {
  const app = 'https://app.example.org/back';

  assert.equal(safeAddress(`${app}?code=1&state=2`, app), `${app}?code=1&state=2`);
  assert.equal(safeAddress('com.example.app:/back?code=1', 'com.example.app:/back'), 'com.example.app:/back?code=1');
  assert.throws(() => safeAddress('javascript:alert(1)', 'javascript:alert(1)'), code('return-address-refused'));
  assert.throws(() => safeAddress('data:text/html,x', app), code('return-address-refused'));
  assert.throws(() => safeAddress('https://elsewhere.example.org/back?code=1', app), code('return-address-refused'));
  assert.throws(() => safeAddress('http://app.example.org/back?code=1', app), code('return-address-refused'));
  assert.throws(() => safeAddress('nonsense', app), code('return-address-refused'));
});

test('a PKCE challenge is the SHA-256 of its verifier, and both are new each time', async () => {
  const one = await pkce();
  const other = await pkce();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(one.verifier));

  assert.equal(one.challenge, toBase64url(digest));
  assert.equal(one.verifier.length, 43);
  assert.notEqual(one.verifier, other.verifier);
});
