/** One more check: every way of answering it, for whoever holds a ticket. A ticket travels in bodies only. */

import { LatchkeyError } from './errors.js';

/** Methods that are answered by a passkey. */
const BY_PASSKEY = new Set(['passkey', 'other_passkey']);

/**
 * @param {object} parts
 * @param {Function} parts.call from http.js
 * @param {Function} parts.listen from http.js
 * @param {(body: object, signal?: AbortSignal) => Promise<object>} parts.assert runs an authentication ceremony
 * @param {(method: string, path: string, challenge: string) => Promise<object>} parts.devise headers by which the device proves itself
 * @param {(answer: object) => Promise<object>} parts.finished takes over what a passed check answered
 */
export function stepUpOf({ call, listen, assert, devise, finished }) {
  const path = (method, what) => `/v1/step-up/${encodeURIComponent(method)}/${what}`;

  async function answer({ ticket, method, code, signal }) {
    const at = path(method, 'verify');
    return finished(await call('POST', at, {
      body: code === undefined ? { ticket } : { ticket, code },
      headers: await devise('POST', at, ticket),
      keepsCookies: true,
      signal,
    }));
  }

  return {
    /** What a ticket asks for: the action, what is to be approved, and the ways to answer. */
    question: ({ ticket, signal }) => call('POST', '/v1/step-up', { body: { ticket }, keepsCookies: true, signal }),

    /** Puts the question: sends the code, asks the other devices, or says what to type. */
    ask: ({ ticket, method, signal }) =>
      (BY_PASSKEY.has(method) ? Promise.resolve({}) : call('POST', path(method, 'options'), { body: { ticket }, keepsCookies: true, signal })),

    /** Answers with a passkey: the one of the attempt, or with `other_passkey` another one. */
    passkey: async ({ ticket, method = 'passkey', signal }) =>
      finished(await assert({ purpose: 'step_up', ticket, method }, signal)),

    /** Answers with a code. */
    answer,

    /** Waits for another device, tells how far it has come, and finishes once it said yes. */
    async device({ ticket, signal, onState = () => {} }) {
      let state = 'waiting';
      const hear = ({ data }) => {
        state = data.state ?? state;
        onState(state);
      };
      while (state === 'waiting') {
        try {
          await listen('POST', path('device', 'events'), { body: { ticket }, signal, onEvent: hear });
          // A stream that ends without an answer was cut on its way.
          if (state === 'waiting') await pause(1_000, signal);
        } catch (error) {
          if (error.code !== 'network' && error.code !== 'temporarily-unavailable') throw error;
          await pause(2_000, signal);
        }
      }
      if (state === 'approved') return answer({ ticket, method: 'device', signal });
      throw new LatchkeyError(state === 'refused' ? 'device-refused' : 'device-silent');
    },
  };
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new LatchkeyError('cancelled'));
    if (signal?.aborted) return stop();
    setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    return signal?.addEventListener('abort', stop, { once: true });
  });
}
