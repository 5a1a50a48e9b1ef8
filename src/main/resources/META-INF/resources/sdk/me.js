/** The customer's own things: `/v1/me` and below. */

import { signalAccount } from './webauthn.js';

/** What gets better by itself while one watches. */
const PASSING = new Set(['network', 'temporarily-unavailable', 'too-many-requests', 'token-refused', 'unexpected-answer']);

const pause = (milliseconds, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

/**
 * @param {{request: Function, listen: Function, forget: Function, learn: Function}} session
 * @param {(run: () => Promise<any>) => Promise<any>} fresh asks for a passkey when the service wants a fresh one
 */
export function meOf(session, fresh) {
  const { request } = session;
  const at = (path, id) => `/v1/me/${path}/${encodeURIComponent(id)}`;
  let signals;

  async function learnt(profile) {
    signals = profile.signals;
    session.learn(profile.csrf_token);
    await signalAccount(profile.signals);
    return profile;
  }

  /** Tells what is asked, now and on every change, until `signal` says stop or nobody is signed in any more. */
  async function watch({ signal, onChange }) {
    while (!signal?.aborted) {
      try {
        await session.listen('GET', '/v1/me/approvals/events', { signal, onEvent: ({ data }) => onChange(data.approvals ?? []) });
        await pause(1_000, signal);
      } catch (error) {
        if (error.code === 'cancelled') return;
        if (!PASSING.has(error.code)) throw error;
        await pause(5_000, signal);
      }
    }
  }

  return {
    async profile() {
      const profile = await request('GET', '/v1/me');
      signals = profile.signals;
      session.learn(profile.csrf_token);
      return profile;
    },
    update: async ({ username, displayName }) =>
      learnt(await fresh(() => request('PATCH', '/v1/me', { body: { username, displayName } }))),

    credentials: {
      list: async () => (await request('GET', '/v1/me/credentials')).credentials,
      get: (id) => request('GET', at('credentials', id)),
      rename: (id, nickname) => request('PATCH', at('credentials', id), { body: { nickname } }),
      /** Lets one that was put on hold be used again. */
      restore: (id) => fresh(() => request('PATCH', at('credentials', id), { body: { suspended: false } })),
      async remove(id) {
        const answer = await fresh(() => request('DELETE', at('credentials', id)));
        await signalAccount(answer?.signals);
      },
    },

    sessions: {
      list: async () => (await request('GET', '/v1/me/sessions')).sessions,
      end: (id) => request('DELETE', at('sessions', id)),
    },

    activity: ({ before } = {}) =>
      request('GET', `/v1/me/activity${before ? `?before=${encodeURIComponent(before)}` : ''}`),

    /** Says of something that happened: this was me, or this was not me. The latter asks for a fresh passkey. */
    report: (id, wasMe) => fresh(() => request('POST', at('activity', id), { body: { was_me: wasMe } })),

    email: {
      get: () => request('GET', '/v1/me/email'),
      /** Sends a code to the address, and to nobody what was there before. */
      set: (address) => fresh(() => request('PUT', '/v1/me/email', { body: { address } })),
      verify: (code) => request('POST', '/v1/me/email/verify', { body: { code } }),
      remove: () => fresh(() => request('DELETE', '/v1/me/email')),
    },

    totp: {
      get: () => request('GET', '/v1/me/totp'),
      begin: () => fresh(() => request('POST', '/v1/me/totp', { body: {} })),
      verify: (code) => request('POST', '/v1/me/totp/verify', { body: { code } }),
      remove: () => fresh(() => request('DELETE', '/v1/me/totp')),
    },

    /** What the customer's other devices ask this one. */
    approvals: {
      list: async () => (await request('GET', '/v1/me/approvals')).approvals,
      approve: (id, number) => fresh(() => request('POST', at('approvals', id), { body: { approve: true, number } })),
      refuse: (id) => request('POST', at('approvals', id), { body: { approve: false } }),
      watch,
    },

    privacy: {
      get: () => request('GET', '/v1/me/privacy'),
      set: ({ profiling }) => request('PUT', '/v1/me/privacy', { body: { profiling } }),
    },

    recoveryCodes: () => fresh(() => request('POST', '/v1/me/recovery-codes', { body: {} })),

    async deleteAccount() {
      signals ??= (await request('GET', '/v1/me')).signals;
      await fresh(() => request('DELETE', '/v1/me'));
      await signalAccount(signals && { ...signals, allAcceptedCredentialIds: [] });
      session.forget();
    },
  };
}
