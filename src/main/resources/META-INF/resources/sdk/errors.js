/**
 * What can go wrong, as codes with plain words. Codes of the service (problem+json, RFC 9457) pass
 * through unchanged; what happens on this side of the wire has codes of its own, listed in OWN.
 */

/** Codes made here: [what happened, what can be done]. */
const OWN = {
  'cancelled': ['The question was closed before it was answered.', 'Try again, or choose another way.'],
  'not-supported': ['This browser cannot use passkeys here.', 'Update the browser, or use another one.'],
  'network': ['The service could not be reached.', 'Check the connection and try again.'],
  'sign-in-again': ['This does not look like the device that signed in.', 'Sign in again.'],
  'signed-out': ['Nobody is signed in.', 'Sign in first.'],
  'no-screen-lock': ['This device has no screen lock that a passkey could use.', 'Set up a screen lock, or use another device.'],
  'address-not-allowed': ['Passkeys of this service do not work at this address.', 'Open the page at its usual address.'],
  'device-failed': ['The device could not finish.', 'Try again, or use another device.'],
  'passkey-already-registered': ['This device already has a passkey for the account.', 'Sign in with it.'],
  'device-refused': ['The other device said no.', 'Choose another way, or begin again.'],
  'device-silent': ['The other device did not answer in time.', 'Try again, or choose another way.'],
  'return-address-refused': ['The address to return to cannot be opened.', 'Start again in the app you came from.'],
  'unexpected-answer': ['The service answered in an unknown way.', 'Try again in a moment.'],
};

/** Every error this SDK throws. Decide by `code`; show `message`, or words of your own. */
export class LatchkeyError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   * @param {{next?: string[], status?: number, retryAfter?: number, fields?: object[], problem?: object, cause?: unknown}} [about]
   */
  constructor(code, message, about = {}) {
    const own = OWN[code];
    super(message ?? own?.[0] ?? code, about.cause === undefined ? undefined : { cause: about.cause });
    this.name = 'LatchkeyError';
    this.code = code;
    this.next = about.next ?? (own ? [own[1]] : []);
    this.status = about.status;
    this.retryAfter = about.retryAfter;
    this.fields = about.fields ?? [];
    this.problem = about.problem;
  }
}

/** Seconds in a Retry-After header, given as a number or as a date (RFC 9110, 10.2.3). */
export function retryAfter(header, now = Date.now()) {
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

/** The error for an answer that is not a success; `body` is its parsed JSON, if it had any. */
export function fromAnswer(status, headers, body) {
  const problem = body && typeof body === 'object' ? body : {};
  const code = typeof problem.code === 'string' ? problem.code : codeOf(status);
  return new LatchkeyError(code, problem.detail ?? problem.title, {
    next: Array.isArray(problem.next) ? problem.next : undefined,
    status,
    retryAfter: retryAfter(headers.get('Retry-After')),
    fields: problem.fields,
    problem,
  });
}

/** A proxy in between may answer without a problem document. */
function codeOf(status) {
  if (status === 429) return 'too-many-requests';
  if (status === 502 || status === 503 || status === 504) return 'temporarily-unavailable';
  return 'unexpected-answer';
}

/** The error for what navigator.credentials threw (WebAuthn L3, 5.1.3 and 5.1.4). */
export function fromDialog(cause) {
  if (cause instanceof LatchkeyError) return cause;
  return new LatchkeyError(DIALOG[cause?.name] ?? 'device-failed', undefined, { cause });
}

const DIALOG = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  InvalidStateError: 'passkey-already-registered',
  NotSupportedError: 'not-supported',
  ConstraintError: 'no-screen-lock',
  SecurityError: 'address-not-allowed',
};
