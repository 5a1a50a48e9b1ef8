/** Handing a signed-in customer back to the app that sent them (code bound by PKCE, RFC 7636). */

import { LatchkeyError } from './errors.js';
import { toBase64url } from './webauthn.js';

/** Schemes that run or show something here instead of going somewhere. */
const STAYS_HERE = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'filesystem:', 'about:', 'view-source:']);

/**
 * The address to go to, checked: one the browser can safely leave for, and of the app that was asked for.
 *
 * @param {string} redirectTo what the service answered
 * @param {string} returnTo what was asked for
 */
export function safeAddress(redirectTo, returnTo) {
  const to = parsed(redirectTo);
  const from = parsed(returnTo);
  if (!to || !from || STAYS_HERE.has(to.protocol) || to.protocol !== from.protocol || to.host !== from.host) {
    throw new LatchkeyError('return-address-refused');
  }
  return to.href;
}

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** A verifier to keep and the challenge to send, for the app that begins a hand-off. */
export async function pkce() {
  const random = (n) => toBase64url(crypto.getRandomValues(new Uint8Array(n)));
  const verifier = random(32);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: toBase64url(digest), state: random(16) };
}
