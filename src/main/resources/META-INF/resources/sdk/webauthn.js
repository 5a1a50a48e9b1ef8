/**
 * The browser's passkey functions (WebAuthn Level 3): JSON in, JSON out, also in browsers that
 * cannot yet read and write that JSON themselves.
 */

import { LatchkeyError, fromDialog } from './errors.js';

const browser = () => globalThis.PublicKeyCredential;

/** Bytes as base64url without padding (RFC 4648, 5). */
export function toBase64url(bytes) {
  let binary = '';
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes of a base64url text, padded or not. */
export function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', ''));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0)).buffer;
}

/** What this browser can do, each as true or false. */
export async function capabilities() {
  const can = { passkeys: Boolean(browser() && globalThis.navigator?.credentials) };
  if (!can.passkeys) return { ...can, autofill: false, thisDevice: false, otherDevice: false };
  const says = await clientCapabilities();
  return {
    ...can,
    autofill: says.conditionalGet ?? (await asked('isConditionalMediationAvailable')),
    thisDevice: says.passkeyPlatformAuthenticator ?? (await asked('isUserVerifyingPlatformAuthenticatorAvailable')),
    otherDevice: says.hybridTransport ?? false,
  };
}

async function clientCapabilities() {
  try {
    return (await browser().getClientCapabilities?.()) ?? {};
  } catch {
    return {};
  }
}

async function asked(question) {
  try {
    return Boolean(await browser()[question]?.());
  } catch {
    return false;
  }
}

/** Makes a passkey; resolves to a RegistrationResponseJSON. */
export async function create(json, signal) {
  return dialog(async () => {
    const publicKey = browser().parseCreationOptionsFromJSON?.(json) ?? creationOptions(json);
    return registrationJson(await navigator.credentials.create({ publicKey, signal }));
  });
}

/** Uses a passkey; resolves to an AuthenticationResponseJSON. `mediation` is 'conditional' for autofill. */
export async function get(json, { mediation, signal }) {
  return dialog(async () => {
    const publicKey = browser().parseRequestOptionsFromJSON?.(json) ?? requestOptions(json);
    return authenticationJson(await navigator.credentials.get({ publicKey, mediation, signal }));
  });
}

async function dialog(run) {
  if (!browser() || !globalThis.navigator?.credentials) throw new LatchkeyError('not-supported');
  try {
    return await run();
  } catch (cause) {
    throw fromDialog(cause);
  }
}

/** PublicKeyCredentialCreationOptionsJSON → options with bytes. */
export function creationOptions(json) {
  return {
    ...json,
    challenge: fromBase64url(json.challenge),
    user: { ...json.user, id: fromBase64url(json.user.id) },
    excludeCredentials: described(json.excludeCredentials),
  };
}

/** PublicKeyCredentialRequestOptionsJSON → options with bytes. */
export function requestOptions(json) {
  return { ...json, challenge: fromBase64url(json.challenge), allowCredentials: described(json.allowCredentials) };
}

const described = (list = []) => list.map((one) => ({ ...one, id: fromBase64url(one.id) }));

/** The new passkey as JSON; some password managers offer a toJSON() that throws. */
export function registrationJson(made) {
  return native(made) ?? {
    ...common(made),
    response: {
      clientDataJSON: toBase64url(made.response.clientDataJSON),
      attestationObject: toBase64url(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

/** The answer of a passkey as JSON. */
export function authenticationJson(used) {
  const { response } = used;
  return native(used) ?? {
    ...common(used),
    response: {
      clientDataJSON: toBase64url(response.clientDataJSON),
      authenticatorData: toBase64url(response.authenticatorData),
      signature: toBase64url(response.signature),
      ...(response.userHandle ? { userHandle: toBase64url(response.userHandle) } : {}),
    },
  };
}

function native(credential) {
  try {
    return credential.toJSON?.();
  } catch {
    return undefined;
  }
}

function common(credential) {
  return {
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults?.() ?? {},
    ...(credential.authenticatorAttachment ? { authenticatorAttachment: credential.authenticatorAttachment } : {}),
  };
}

/** Tells the passkey manager which passkeys still work and what the account is called. Never fails. */
export async function signalAccount(signals) {
  if (!signals) return;
  const { rpId, userId, allAcceptedCredentialIds, name, displayName } = signals;
  await told('signalAllAcceptedCredentials', { rpId, userId, allAcceptedCredentialIds });
  await told('signalCurrentUserDetails', { rpId, userId, name, displayName });
}

/** Tells the passkey manager to stop offering a passkey that the service does not know. Never fails. */
export async function signalUnknown(signal) {
  if (signal) await told('signalUnknownCredential', { rpId: signal.rpId, credentialId: signal.credentialId });
}

async function told(what, facts) {
  try {
    await browser()?.[what]?.(facts);
  } catch {
    // A courtesy to the passkey manager; nothing depends on it.
  }
}

/** Resolves once the page can be seen: a hidden tab asks for nothing. */
export function visible(signal) {
  const page = globalThis.document;
  if (!page?.hidden) return undefined;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (page.hidden) return;
      page.removeEventListener('visibilitychange', look);
      resolve();
    };
    page.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', () => reject(new LatchkeyError('cancelled')), { once: true });
  });
}
