/** The customer's own things: `/v1/me` and below. */

import { signalAccount } from './webauthn.js';

/**
 * @param {{request: Function, forget: Function, learn: Function}} session
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

    recoveryCodes: () => fresh(() => request('POST', '/v1/me/recovery-codes', { body: {} })),

    async deleteAccount() {
      signals ??= (await request('GET', '/v1/me')).signals;
      await fresh(() => request('DELETE', '/v1/me'));
      await signalAccount(signals && { ...signals, allAcceptedCredentialIds: [] });
      session.forget();
    },
  };
}
