/**
 * Keeps the customer signed in: holds what the service handed out, renews it before it expires (once,
 * however many ask, and in one tab at a time where the browser has Web Locks), and tells every tab.
 */

import { LatchkeyError } from './errors.js';

/** Renew this long before the end, so that a request under way does not arrive with a dead token. */
const EARLY = 30_000;
const REFRESH = '/v1/token/refresh';
const GONE = new Set(['session-ended', 'csrf-refused', 'token-refused', 'token-missing']);

/**
 * @param {object} parts
 * @param {'cookie'|'token'} parts.mode
 * @param {string} parts.key name of the record in the storage
 * @param {Pick<Storage, 'getItem'|'setItem'|'removeItem'>} parts.storage
 * @param {Function} parts.call from http.js
 * @param {Function} [parts.listen] from http.js
 * @param {(method: string, path: string, challenge: string) => Promise<object>} [parts.devise] headers by which the device proves itself
 * @param {() => number} [parts.now]
 * @param {LockManager} [parts.locks]
 * @param {BroadcastChannel} [parts.channel]
 */
export function sessionOf({ mode, key, storage, call, listen, devise = async () => ({}), now = Date.now, locks, channel }) {
  const listeners = new Set();
  let renewing;

  const read = () => {
    try {
      return JSON.parse(storage.getItem(key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  };
  const write = (record) => (record ? storage.setItem(key, JSON.stringify(record)) : storage.removeItem(key));
  const emit = (event) => listeners.forEach((listener) => listener(event));

  if (channel) {
    channel.onmessage = ({ data }) => {
      // A duplicated tab starts with a copy of this tab's refresh token; hand it the successor.
      if (data.renewed && read()?.refresh === data.instead) write(data.renewed);
      if (data.event) emit(data.event);
    };
    channel.unref?.();
  }

  /** Takes over what a sign-in or a renewal answered. */
  function keep(answer) {
    const renewed = {
      expiresAt: now() + answer.expires_in * 1000,
      endsAt: answer.refresh_expires_in ? now() + answer.refresh_expires_in * 1000 : undefined,
      ...(mode === 'cookie'
        ? { csrf: answer.csrf_token ?? read()?.csrf }
        : { access: answer.access_token, refresh: answer.refresh_token }),
    };
    if (mode === 'token' && !renewed.access) throw new LatchkeyError('unexpected-answer');
    const instead = read()?.refresh;
    write(renewed);
    if (mode === 'token' && instead) channel?.postMessage({ renewed, instead });
  }

  /** Takes over a sign-in and says so, here and in other tabs. */
  function begin(answer) {
    keep(answer);
    announce('signed-in');
  }

  function forget() {
    if (!read()) return;
    write(undefined);
    announce('signed-out');
  }

  function announce(event) {
    emit(event);
    // Tabs share cookies; they do not share tokens, unless the storage is a shared one.
    if (mode === 'cookie' || storage === globalThis.localStorage) channel?.postMessage({ event });
  }

  /** What a request needs to be the customer's: headers, after renewing if it is time. */
  async function proof() {
    const record = await current();
    return mode === 'cookie' ? { 'X-Latchkey-CSRF': record.csrf ?? '' } : { Authorization: `Bearer ${record.access}` };
  }

  async function current() {
    const record = read();
    if (!record) throw new LatchkeyError('signed-out');
    return now() < record.expiresAt - EARLY ? record : renew(record);
  }

  /** Renews `stale`, unless somebody else already has. Single flight: all callers share one request. */
  function renew(stale = read()) {
    renewing ??= alone(() => exchange(stale)).finally(() => (renewing = undefined));
    return renewing;
  }

  const alone = (run) => (locks ? locks.request(`${key}.renew`, run) : run());

  async function exchange(stale) {
    const record = read();
    if (!record) throw new LatchkeyError('signed-out');
    if (record.expiresAt !== stale?.expiresAt && now() < record.expiresAt - EARLY) return record;
    const what = mode === 'cookie'
      ? { body: {}, headers: { 'X-Latchkey-CSRF': record.csrf ?? '' } }
      : { body: { refresh_token: record.refresh }, headers: await devise('POST', REFRESH, record.refresh), keepsCookies: true };
    try {
      keep(await twice(() => call('POST', REFRESH, what)));
    } catch (error) {
      if (GONE.has(error.code)) forget();
      if (error.code !== 'fresh-passkey-needed') throw error;
      // The session is still good for the device that opened it; this one has to open its own (RFC 9470).
      throw new LatchkeyError('sign-in-again', undefined, { next: ['sign-in'], status: error.status, problem: error.problem, cause: error });
    }
    return read();
  }

  /** A lost answer may be asked for again: the service keeps the successor for a few seconds. */
  async function twice(run) {
    try {
      return await run();
    } catch (error) {
      if (error.code !== 'network') throw error;
      return run();
    }
  }

  /** Calls the service as the customer; renews and repeats once if the token turns out to be dead. */
  async function request(method, path, what = {}) {
    const send = async () => call(method, path, { ...what, headers: { ...what.headers, ...(await proof()) } });
    const before = read();
    try {
      return await send();
    } catch (error) {
      if (error.code !== 'token-refused' && error.code !== 'token-missing') throw error;
      await renew(before);
      return send();
    }
  }

  return {
    mode,
    begin,
    keep,
    forget,
    request,
    /** Listens to the service as the customer. */
    listen: async (method, path, what) => listen(method, path, { ...what, headers: { ...what.headers, ...(await proof()) } }),
    /** Whether a session was left here; the service has the last word. */
    known: () => now() < (read()?.endsAt ?? (read() ? Infinity : 0)),
    /** The refresh token, for signing out (token mode). */
    refreshToken: () => read()?.refresh,
    /** A token that lives for at least a few seconds more; null in cookie mode. */
    async token() {
      const record = await current();
      return mode === 'cookie' ? null : record.access;
    },
    /** The CSRF value as the service last told it (cookie mode). */
    learn(csrf) {
      const record = read();
      if (mode === 'cookie' && record && csrf && record.csrf !== csrf) write({ ...record, csrf });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A storage that lives as long as the page. */
export function memory() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** `wanted`, or memory where the browser refuses to store anything. */
export function working(wanted) {
  try {
    const storage = wanted();
    storage.setItem('latchkey.probe', '1');
    storage.removeItem('latchkey.probe');
    return storage;
  } catch {
    return memory();
  }
}

/** Whether the browser keeps `Secure` cookies at this address; some refuse them on http://localhost. */
export function keepsCookies(document = globalThis.document) {
  if (!document) return false;
  try {
    document.cookie = '__Host-latchkey-probe=1; Secure; Path=/; SameSite=Lax';
    const kept = document.cookie.includes('__Host-latchkey-probe=');
    document.cookie = '__Host-latchkey-probe=; Secure; Path=/; SameSite=Lax; Max-Age=0';
    return kept;
  } catch {
    return false;
  }
}
