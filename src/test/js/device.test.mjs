// The device's own key: kept by the browser, never exported, and no obstacle where there is none.

import assert from 'node:assert/strict';
import test from 'node:test';
import { deviceKey } from '../../main/resources/META-INF/resources/sdk/device.js';
import { latchkey } from '../../main/resources/META-INF/resources/sdk/latchkey.js';
import { fromBase64url } from '../../main/resources/META-INF/resources/sdk/webauthn.js';

const SERVICE = 'https://login.example.org';
const PATH = '/v1/webauthn/authentication/verify';

/** As much of IndexedDB as is used, one turn of the loop for each answer. */
function database() {
  const stores = new Map();
  const answer = (run) => {
    const request = {};
    setImmediate(() => {
      try {
        request.result = run();
        request.onupgradeneeded?.();
        request.onsuccess();
      } catch (error) {
        request.error = error;
        request.onerror();
      }
    });
    return request;
  };
  const store = (kept) => ({
    get: (name) => answer(() => kept.get(name)),
    delete: (name) => answer(() => void kept.delete(name)),
    add: (value, name) => answer(() => {
      if (kept.has(name)) throw new DOMException('there already', 'ConstraintError');
      kept.set(name, value);
    }),
  });
  return {
    stores,
    open: () => answer(() => ({
      createObjectStore: (name) => stores.get(name) ?? stores.set(name, new Map()),
      transaction: (name) => ({ objectStore: () => store(stores.get(name)) }),
      close() {},
    })),
  };
}

const json = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

async function verified(proof) {
  const [header, claims, signature] = proof.split('.');
  const key = await crypto.subtle.importKey('jwk', json(header).jwk, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
  const signed = new TextEncoder().encode(`${header}.${claims}`);
  assert.ok(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(signature), signed));
  return { header: json(header), claims: json(claims) };
}

test('a proof is signed by a key that nobody can export, for one ceremony', async () => {
  const kept = database();
  const device = deviceKey({ baseUrl: SERVICE, database: () => kept, now: () => 1_780_315_200_999 });

  const proof = await device.proof('POST', PATH, 'AQID');

  const { header, claims } = await verified(proof);
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('AQID')));
  assert.deepEqual(Object.keys(header), ['typ', 'alg', 'jwk']);
  assert.deepEqual(Object.keys(header.jwk), ['kty', 'crv', 'x', 'y']);
  assert.deepEqual(claims, { htm: 'POST', htu: SERVICE + PATH, iat: 1_780_315_200, challenge: digest.toString('base64url') });
  const { privateKey } = kept.stores.get('keys').get(SERVICE);
  assert.equal(privateKey.extractable, false);
  await assert.rejects(crypto.subtle.exportKey('jwk', privateKey));
});

test('the key stays the same across pages and tabs, and is another one for another service', async () => {
  const kept = database();
  const page = (baseUrl) => deviceKey({ baseUrl, database: () => kept });
  const keyOf = async (device) => (await verified(await device.proof('POST', PATH, 'AQID'))).header.jwk.x;

  const atOnce = await Promise.all([page(SERVICE), page(SERVICE), page(SERVICE)].map(keyOf));
  const later = await keyOf(page(`${SERVICE}/prefix`));
  const elsewhere = await keyOf(page('https://login.example.com'));

  assert.deepEqual(new Set([...atOnce, later]).size, 1);
  assert.notEqual(elsewhere, later);
});

test('a forgotten key is not used again', async () => {
  const kept = database();
  const device = deviceKey({ baseUrl: SERVICE, database: () => kept });
  const before = await verified(await device.proof('POST', PATH, 'AQID'));

  await device.forget();

  assert.equal(kept.stores.get('keys').size, 0);
  const after = await verified(await device.proof('POST', PATH, 'AQID'));
  assert.notEqual(after.header.jwk.x, before.header.jwk.x);
});

test('where the browser keeps no keys there is no proof and no error', async () => {
  const denied = () => { throw new DOMException('no', 'SecurityError'); };
  const silent = () => ({ open: () => ({}) });
  const full = () => ({ open: () => { const request = {}; setImmediate(() => request.onerror()); return request; } });

  for (const how of [{ database: () => undefined }, { database: denied }, { database: full }, { database: silent, patience: 5 }, { crypto: {} }]) {
    const device = deviceKey({ baseUrl: SERVICE, database, ...how });
    assert.equal(await device.proof('POST', PATH, 'AQID'), undefined);
    if (how.database !== silent) await device.forget();
  }
});

/** Signs in on a page whose browser has passkeys and a database. */
async function signIn(options) {
  const requests = [];
  const kept = database();
  const passkey = {
    id: 'AA', rawId: Uint8Array.of(0).buffer, type: 'public-key',
    response: { clientDataJSON: Uint8Array.of(1), authenticatorData: Uint8Array.of(2), signature: Uint8Array.of(3) },
  };
  const had = ['PublicKeyCredential', 'navigator', 'indexedDB'].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  const has = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });
  has('PublicKeyCredential', {});
  has('navigator', { credentials: { get: async () => passkey } });
  has('indexedDB', kept);
  try {
    const fetch = async (url, init) => {
      requests.push({ path: new URL(url).pathname, ...init });
      return new Response(JSON.stringify(url.includes('/options')
        ? { challenge: 'AQID', timeout: 60_000 }
        : { outcome: 'signed_in', access_token: 'a', refresh_token: 'r', expires_in: 300 }));
    };
    await latchkey({ baseUrl: SERVICE, fetch, ...options }).signIn();
  } finally {
    had.forEach(([name, descriptor]) => (descriptor ? Object.defineProperty(globalThis, name, descriptor) : delete globalThis[name]));
  }
  return requests;
}

test('signing in sends the proof for its own challenge, with the answer alone', async () => {
  const [options, verify] = await signIn({});

  assert.equal(options.headers['Latchkey-Device'], undefined);
  assert.equal(options.credentials, 'omit');
  assert.equal(verify.credentials, 'same-origin');
  const { claims } = await verified(verify.headers['Latchkey-Device']);
  assert.equal(claims.htu, SERVICE + verify.path);
});

test('a page that says deviceKey: false sends none', async () => {
  const [, verify] = await signIn({ deviceKey: false });

  assert.equal('Latchkey-Device' in verify.headers, false);
});
