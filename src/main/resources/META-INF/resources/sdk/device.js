/**
 * A key of this device: made once, kept by the browser, and not to be exported by anybody, this page
 * included. It signs a proof for each ceremony (in the manner of RFC 9449), by which the service knows
 * the device again. Where the browser keeps no keys there is no proof, and everything else goes on.
 */

import { toBase64url } from './webauthn.js';

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const STORE = 'keys';

/**
 * @param {object} [parts]
 * @param {string} [parts.baseUrl] of the service; each service sees a key of its own
 * @param {() => IDBFactory | undefined} [parts.database]
 * @param {Crypto} [parts.crypto]
 * @param {() => number} [parts.now]
 * @param {number} [parts.patience] milliseconds, after which a ceremony goes on without a proof
 */
export function deviceKey({
  baseUrl = '',
  database = () => globalThis.indexedDB,
  crypto = globalThis.crypto,
  now = Date.now,
  patience = 1_000,
} = {}) {
  const origin = () => new URL(baseUrl || globalThis.location.href).origin;
  let loading;

  /** One load for all who ask; a failed one is tried again the next time. */
  function keys() {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function load() {
    const store = await opened(database());
    try {
      const kept = await done(store('readonly').get(origin()));
      if (kept) return kept;
      const made = await crypto.subtle.generateKey(ES256, false, ['sign']);
      return await keepFirst(store, origin(), made);
    } finally {
      store.close();
    }
  }

  async function sign(method, path, challenge) {
    const pair = await keys();
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const header = { typ: 'latchkey-device+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
    const claims = {
      htm: method,
      htu: origin() + path,
      iat: Math.floor(now() / 1000),
      challenge: toBase64url(await crypto.subtle.digest('SHA-256', bytes(challenge))),
    };
    const signed = `${encoded(header)}.${encoded(claims)}`;
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes(signed));
    return `${signed}.${toBase64url(signature)}`;
  }

  return {
    /** The proof for one request of one ceremony; undefined where there is no key. Never fails. */
    async proof(method, path, challenge) {
      try {
        return await within(patience, sign(method, path, challenge));
      } catch {
        return undefined;
      }
    },

    /** Deletes the key: to the service this becomes a new device. Never fails. */
    async forget() {
      loading = undefined;
      try {
        const store = await opened(database());
        await done(store('readwrite').delete(origin()));
        store.close();
      } catch {
        // There was none.
      }
    },
  };
}

const bytes = (text) => new TextEncoder().encode(text);
const encoded = (object) => toBase64url(bytes(JSON.stringify(object)));

/** The result of a request to the database. */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened(factory) {
  const opening = factory.open('latchkey', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  const store = (mode) => database.transaction(STORE, mode).objectStore(STORE);
  store.close = () => database.close();
  return store;
}

/** Of two tabs that make a key at once the first one's stays, and both use it. */
async function keepFirst(store, name, made) {
  try {
    await done(store('readwrite').add(made, name));
    return made;
  } catch (error) {
    const kept = await done(store('readonly').get(name));
    if (!kept) throw error;
    return kept;
  }
}

/** A database that another page holds open may keep one waiting for ever. */
function within(patience, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
