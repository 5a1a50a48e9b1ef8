// One more check: what the SDK sends for each way, and what the page makes of each refusal.

import assert from 'node:assert/strict';
import test from 'node:test';
import { amountOf } from '../../main/resources/META-INF/resources/pages/amount.js';
import { typedCode } from '../../main/resources/META-INF/resources/pages/check-code.js';
import { methodsLeft, verdictOf } from '../../main/resources/META-INF/resources/pages/step-up.js';
import { LatchkeyError, fromAnswer } from '../../main/resources/META-INF/resources/sdk/errors.js';
import { eventReader, events } from '../../main/resources/META-INF/resources/sdk/http.js';
import { latchkey } from '../../main/resources/META-INF/resources/sdk/latchkey.js';
import { memory, sessionOf } from '../../main/resources/META-INF/resources/sdk/session.js';
import { stepUpOf } from '../../main/resources/META-INF/resources/sdk/stepup.js';

const code = (wanted) => (error) => error instanceof LatchkeyError && error.code === wanted;
const signedIn = { outcome: 'signed_in', expires_in: 300, access_token: 'a', refresh_token: 'r', account: { id: '1' } };

/** The ways to answer, with a service that answers `verify` with `answer`. */
function ways({ answer = signedIn, told = [] } = {}) {
  const calls = [];
  const kept = [];
  const stepUp = stepUpOf({
    call: async (method, path, what) => {
      calls.push([method, path, what.body, what.headers]);
      return path.endsWith('/verify') ? answer : { number: '47', expires_in: 120 };
    },
    listen: async (method, path, { body, onEvent }) => {
      calls.push([method, path, body, undefined]);
      onEvent({ name: told[0], data: { state: told.shift() } });
    },
    assert: async (body) => {
      calls.push(['ceremony', body]);
      return answer;
    },
    devise: async (method, path, challenge) => ({ 'Latchkey-Device': `${method} ${path} ${challenge}` }),
    finished: async (done) => {
      kept.push(done);
      return done;
    },
  });
  return { stepUp, calls, kept };
}

test('a code goes with its ticket in the body and with the proof of this device', async () => {
  const { stepUp, calls, kept } = ways();

  await stepUp.answer({ ticket: 't', method: 'totp', code: '123456' });

  assert.deepEqual(calls, [['POST', '/v1/step-up/totp/verify', { ticket: 't', code: '123456' }, { 'Latchkey-Device': 'POST /v1/step-up/totp/verify t' }]]);
  assert.deepEqual(kept, [signedIn]);
});

test('a passkey answers by a ceremony that names the ticket and which passkey it may be', async () => {
  const { stepUp, calls } = ways();

  await stepUp.passkey({ ticket: 't', method: 'other_passkey' });

  assert.deepEqual(calls, [['ceremony', { purpose: 'step_up', ticket: 't', method: 'other_passkey' }]]);
});

test('another device is waited for through cut streams, and its yes is brought home', async () => {
  const { stepUp, calls, kept } = ways({ told: ['waiting', 'approved'] });
  const states = [];

  await stepUp.device({ ticket: 't', onState: (state) => states.push(state) });

  assert.deepEqual(states, ['waiting', 'approved']);
  assert.deepEqual(calls.at(-1).slice(0, 3), ['POST', '/v1/step-up/device/verify', { ticket: 't' }]);
  assert.equal(kept.length, 1);
});

test('a no of another device and its silence are told apart, and neither verifies', async () => {
  for (const [state, wanted] of [['refused', 'device-refused'], ['expired', 'device-silent']]) {
    const { stepUp, calls } = ways({ told: [state] });

    await assert.rejects(stepUp.device({ ticket: 't' }), code(wanted));

    assert.equal(calls.length, 1);
  }
});

test('events are read wherever the stream was cut; remarks and what is no JSON are left out', () => {
  const heard = [];
  const read = eventReader((event) => heard.push(event));

  for (const chunk of ['event: wai', 'ting\ndata: {"st', 'ate":"waiting"}\n', '\n: still here\n\ndata:oops\n\nevent:approved\r\ndata:{"state":"approved"}\r', '\n\r\n']) read(chunk);

  assert.deepEqual(heard, [
    { name: 'waiting', data: { state: 'waiting' } },
    { name: 'approved', data: { state: 'approved' } },
  ]);
});

test('a stream that is refused tells the service’s code', async () => {
  const listen = events({ baseUrl: '', cookies: false, fetch: async () => new Response('{"code":"ceremony-expired"}', { status: 400 }) });

  await assert.rejects(listen('POST', '/v1/step-up/device/events', { body: {}, onEvent() {} }), code('ceremony-expired'));
});

/** A refresh that the service answers with `problem`. */
function refreshing(problem) {
  const calls = [];
  const storage = memory();
  const session = sessionOf({
    mode: 'token', key: 'k', storage, now: () => 1_000_000,
    devise: async (method, path, challenge) => ({ 'Latchkey-Device': `${method} ${path} ${challenge}` }),
    call: async (method, path, what) => {
      calls.push([path, what.headers]);
      throw fromAnswer(401, new Headers(), problem);
    },
  });
  session.begin({ ...signedIn, expires_in: 1 });
  return { session, calls };
}

test('a refresh proves the device over the refresh token', async () => {
  const { session, calls } = refreshing({ code: 'session-ended' });

  await assert.rejects(session.token(), code('session-ended'));

  assert.deepEqual(calls, [['/v1/token/refresh', { 'Latchkey-Device': 'POST /v1/token/refresh r' }]]);
  assert.equal(session.known(), false);
});

test('a refresh that looks strange says "sign in again" and keeps what the owner holds', async () => {
  const { session } = refreshing({ code: 'fresh-passkey-needed', decision: { reasons: [{ code: 'new-device' }] } });

  await assert.rejects(session.token(), (error) => code('sign-in-again')(error) && error.problem.decision.reasons[0].code === 'new-device');

  assert.equal(session.known(), true);
  assert.equal(session.refreshToken(), 'r');
});

test('a sign-in that is asked resolves to the question, unless somebody answers it', async () => {
  const asked = { outcome: 'step_up', ticket: 't', methods: [{ id: 'totp', seconds: 20 }], decision: { reasons: [] } };
  const answers = (path) => (path.includes('/options') ? { challenge: 'AA', rpId: 'x' } : path.includes('totp') ? signedIn : asked);
  const fetch = async (url) => new Response(JSON.stringify(answers(url)));
  const used = { id: 'AA', rawId: new ArrayBuffer(1), type: 'public-key', toJSON: () => ({ id: 'AA' }) };
  globalThis.PublicKeyCredential = class { };
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { credentials: { get: async () => used } } });
  try {
    const lk = latchkey({ baseUrl: 'https://login.example.org', deviceKey: false, fetch });

    const question = await lk.signIn();
    const passed = await lk.signIn({ onStepUp: ({ ticket, action }, stepUp) => stepUp.answer({ ticket, method: action === 'sign_in' ? 'totp' : '', code: '123456' }) });

    assert.equal(question.ticket, 't');
    assert.equal(passed.outcome, 'signed_in');
    assert.equal('access_token' in passed, false);
    assert.equal(await lk.token(), 'a');
    await assert.rejects(latchkey({ baseUrl: 'https://login.example.org', deviceKey: false, fetch, onStepUp() {} }).signIn(), code('one-more-check-needed'));
  } finally {
    delete globalThis.PublicKeyCredential;
    if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
    else delete globalThis.navigator;
  }
});

test('a wrong code leaves its tries, the last one closes codes, and other ways stay open', () => {
  const refused = (problem, about = {}) => verdictOf('totp', new LatchkeyError('step-up-refused', '', { problem, ...about }));

  assert.deepEqual(refused({ tries_left: 2 }), { key: 'step-up.wrong', values: { count: 2 }, lost: [], over: false });
  assert.deepEqual(refused({ tries_left: 0 }).lost, ['totp', 'email', 'recovery_code']);
  assert.deepEqual(refused({}).lost, ['totp']);
  assert.equal(verdictOf('totp', new LatchkeyError('ceremony-expired')).over, true);
  assert.equal(verdictOf('device', new LatchkeyError('device-silent')).over, false);
  assert.equal(verdictOf('device', new LatchkeyError('device-refused')).over, true);
  const methods = ['passkey', 'totp', 'device', 'carrier_pigeon'].map((id) => ({ id }));
  assert.deepEqual(methodsLeft(methods, new Set(['totp'])).map(({ id }) => id), ['passkey', 'device']);
});

test('a code is taken as people type it, also in the digits of other scripts', () => {
  assert.equal(typedCode('totp', ' 123 456 '), '123456');
  assert.equal(typedCode('email', '١٢٣٤٥٦'), '123456');
  assert.equal(typedCode('email', '12345'), undefined);
  assert.equal(typedCode('recovery_code', 'abcde fghij klmno pqrst'), 'ABCDE-FGHIJ-KLMNO-PQRST');
  assert.equal(typedCode('recovery_code', '123456'), undefined);
});

test('an amount is written as it is where one lives, and never guessed', () => {
  const of = (value, currency, locale) => amountOf({ amount: { value, currency } }, locale).replace(/\u00a0/g, ' ');

  assert.equal(of('250.00', 'EUR', 'de'), '250 €');
  assert.equal(of('250.50', 'EUR', 'en-GB'), '€250.50');
  assert.equal(of('1', 'nonsense', 'en'), '1 nonsense');
  assert.equal(amountOf(undefined, 'en'), undefined);
});
