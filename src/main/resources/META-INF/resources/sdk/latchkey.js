/**
 * Latchkey for web pages: sign up, sign in and stay signed in with passkeys.
 *
 *     import { latchkey } from 'https://login.example.org/sdk/latchkey.js';
 *     const lk = latchkey();
 *     const { account } = await lk.signIn();
 *     fetch('/api/orders', { headers: { Authorization: `Bearer ${await lk.token()}` } });
 *
 * Types are in latchkey.d.ts. No dependencies, no build step.
 */

import { deviceKey } from './device.js';
import { LatchkeyError } from './errors.js';
import { pkce, safeAddress } from './handoff.js';
import { events, http } from './http.js';
import { meOf } from './me.js';
import { keepsCookies, memory, sessionOf, working } from './session.js';
import { stepUpOf } from './stepup.js';
import { capabilities, create, get, signalAccount, signalUnknown, visible } from './webauthn.js';

export { LatchkeyError, capabilities, pkce };

/** A challenge that was not used by then is replaced while autofill waits. */
const SHORTEST_ROUND = 20_000;

export function latchkey({
  baseUrl = '',
  session: wanted = 'token',
  storage,
  language,
  onFreshPasskey = async () => {},
  onStepUp,
  deviceKey: provesDevice = true,
  fetch = (...args) => globalThis.fetch(...args),
} = {}) {
  const base = baseUrl.replace(/\/+$/, '');
  const fellBack = wanted === 'cookie' && !keepsCookies();
  const mode = fellBack ? 'token' : wanted;
  const call = http({ baseUrl: base, cookies: mode === 'cookie', language, fetch });
  const listen = events({ baseUrl: base, cookies: mode === 'cookie', fetch });
  const key = base ? `latchkey:${base}` : 'latchkey';
  const session = sessionOf({
    mode,
    key,
    storage: mode === 'cookie' ? working(() => globalThis.localStorage) : storage ? working(() => storage) : memory(),
    call,
    listen,
    devise,
    locks: globalThis.navigator?.locks,
    channel: globalThis.BroadcastChannel && new BroadcastChannel(key),
  });
  const me = meOf(session, fresh);
  const device = deviceKey({ baseUrl: base });
  const stepUp = stepUpOf({ call, listen, devise, finished, assert: (body, signal) => assert(body, ceremony(signal)) });
  let ongoing;

  /** One ceremony at a time: a new one ends the one that waits, such as autofill. */
  function ceremony(signal) {
    ongoing?.abort();
    const own = (ongoing = new AbortController());
    if (signal?.aborted) own.abort();
    signal?.addEventListener('abort', () => own.abort(), { once: true });
    return own.signal;
  }

  const begin = (kind, body, signal, as = call) =>
    as('POST', `/v1/webauthn/${kind}/options?session=${mode}`, { body, signal, keepsCookies: as !== call });

  /** The header by which this device proves itself for one request; none where it has no key. */
  async function devise(method, path, challenge) {
    const proof = provesDevice ? await device.proof(method, path, challenge) : undefined;
    return proof ? { 'Latchkey-Device': proof } : {};
  }

  /** Finishes a ceremony, with the device's own proof for its challenge where there is one. */
  async function finish(kind, body, challenge, signal, as = call) {
    const path = `/v1/webauthn/${kind}/verify`;
    return as('POST', path, { body, signal, keepsCookies: true, headers: await devise('POST', path, challenge) });
  }

  async function register(body, nickname, signal, as) {
    const options = await begin('registration', body, signal, as);
    const made = await create(options, signal);
    const answer = await finish('registration', nickname ? { ...made, nickname } : made, options.challenge, signal, as);
    if (answer.expires_in) session.begin(answer);
    await signalAccount(answer.signals);
    return answer;
  }

  async function assert(body, signal, as) {
    const options = await begin('authentication', body, signal, as);
    return prove(await get(options, { signal }), options.challenge, signal, as);
  }

  async function prove(used, challenge, signal, as) {
    try {
      return await finish('authentication', used, challenge, signal, as);
    } catch (error) {
      await signalUnknown(error.problem?.signal);
      throw error;
    }
  }

  /** Waits for a passkey chosen in the field; asks for a new challenge before the old one expires. */
  async function autofilled(signal) {
    for (;;) {
      const options = await begin('authentication', {}, signal);
      const round = new AbortController();
      const stop = () => round.abort();
      const timer = setTimeout(stop, Math.max(SHORTEST_ROUND, (options.timeout ?? 300_000) * 0.8));
      signal.addEventListener('abort', stop);
      try {
        const used = await get(options, { mediation: 'conditional', signal: round.signal });
        return await prove(used, options.challenge, signal);
      } catch (error) {
        if (signal.aborted || !round.signal.aborted || error.code !== 'cancelled') throw error;
        await visible(signal);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      }
    }
  }

  /** Signs in; where one more check is due, by whatever `onStepUp` does about it, or resolves to what is asked. */
  async function signIn({ autofill = false, signal, onStepUp: asked = onStepUp } = {}) {
    const own = ceremony(signal);
    if (autofill && !(await capabilities()).autofill) throw new LatchkeyError('not-supported');
    if (own.aborted) throw new LatchkeyError('cancelled');
    const answer = await (autofill ? autofilled(own) : assert({}, own));
    if (answer.outcome !== 'step_up') return finished(answer);
    return asked ? answered(asked, { action: 'sign_in', ...answer }) : answer;
  }

  /** Takes over what a sign-in or a passed check answered. */
  async function finished(answer) {
    if (answer.outcome === 'signed_in') session.begin(answer);
    else if (answer.outcome === 'approved' && answer.expires_in) session.keep(answer);
    await signalAccount(answer.signals);
    return withoutSecrets(answer);
  }

  /** What the page makes of a question; by default the passkey is used once more, if that is a way. */
  async function answered(asked, question) {
    const done = await asked(question, stepUp);
    if (done) return done;
    if (!question.methods?.some(({ id }) => id === 'passkey')) throw new LatchkeyError('one-more-check-needed', undefined, { problem: question });
    return stepUp.passkey({ ticket: question.ticket });
  }

  /** Uses a passkey of the signed-in account again, so that `auth_time` is now. */
  async function confirm({ signal } = {}) {
    const answer = await assert({ purpose: 'step_up' }, ceremony(signal), session.request);
    if (answer.outcome !== 'signed_in') throw new LatchkeyError('unexpected-answer', undefined, { problem: answer });
    session.keep(answer);
  }

  /** Runs a call; when the service wants a fresh passkey or one more check first, asks for it and runs the call again. */
  async function fresh(run, { signal, onStepUp: asked = onStepUp } = {}) {
    const due = new Set(['fresh-passkey-needed', 'one-more-check-needed']);
    for (;;) {
      try {
        return await run();
      } catch (error) {
        if (!due.delete(error.code)) throw error;
        if (error.code === 'fresh-passkey-needed') {
          await onFreshPasskey();
          await confirm({ signal });
        } else {
          if (!asked || !error.problem?.ticket) throw error;
          const { ticket, methods, decision } = error.problem;
          await answered(asked, { outcome: 'step_up', action: 'add_passkey', ticket, methods, decision });
        }
      }
    }
  }

  return {
    /** 'cookie' or 'token', as it is in force. */
    session: mode,
    /** True when cookies were wanted and the browser does not keep them here. */
    fellBack,
    me,
    capabilities,
    confirm,
    signIn,
    stepUp,

    async signUp({ username, displayName, nickname, invitation, signal }) {
      const who = { username, displayName, ...(invitation ? { invitation } : {}) };
      return withoutSecrets(await register(who, nickname, ceremony(signal)));
    },

    async recover({ code, nickname, signal }) {
      return withoutSecrets(await register({ recovery_code: code.trim() }, nickname, ceremony(signal)));
    },

    async addPasskey({ nickname, hints, signal, onStepUp: asked = onStepUp } = {}) {
      const body = hints ? { hints } : {};
      return fresh(() => register(body, nickname, ceremony(signal), session.request), { signal, onStepUp: asked });
    },

    async signOut({ everywhere = false } = {}) {
      ongoing?.abort();
      if (!session.known()) return;
      const refresh = session.refreshToken();
      try {
        await session.request('POST', '/v1/sign-out', {
          body: { ...(everywhere ? { everywhere } : refresh ? { refresh_token: refresh } : {}) },
        });
      } catch (error) {
        if (error.status !== 401 && error.code !== 'signed-out') throw error;
      }
      session.forget();
    },

    async handOff({ returnTo, state, codeChallenge, codeChallengeMethod = 'S256' }) {
      const { redirect_to } = await session.request('POST', '/v1/hand-off', {
        body: {
          return_to: returnTo,
          code_challenge: codeChallenge,
          code_challenge_method: codeChallengeMethod,
          ...(state ? { state } : {}),
        },
      });
      return safeAddress(redirect_to, returnTo);
    },

    async exchange({ code, codeVerifier, returnTo }) {
      session.begin(await call('POST', '/v1/token/exchange', {
        body: { code, code_verifier: codeVerifier, return_to: returnTo },
      }));
    },

    /** Any other call of this service, as the one who is signed in; asks for a fresh passkey where it is wanted. */
    request: (method, path, { body, signal, onStepUp: asked = onStepUp } = {}) =>
      fresh(() => session.request(method, path, { body, signal }), { signal, onStepUp: asked }),

    token: () => session.token(),
    signedIn: () => session.known(),
    onChange: session.onChange,
    /** Stops what a notice told of, by the token of its link. */
    stop: (token) => call('POST', '/v1/notice/stop', { body: { token } }),
    relyingParty: () => call('GET', '/v1/relying-party'),
    forgetDevice: () => device.forget(),
    cancel: () => ongoing?.abort(),
  };
}

/** An answer for the page, which reaches tokens through token() only. */
const withoutSecrets = ({ access_token, refresh_token, csrf_token, ...rest }) => rest;
