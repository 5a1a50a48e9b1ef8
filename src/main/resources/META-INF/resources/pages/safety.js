/** How safe an account is, in two plain answers and the best next step. Pure; the page draws it. */

const FEW_CODES = 3;
const MANY_SESSIONS = 5;
const SNOOZE_DAYS = 14;

/**
 * @param {{credentials: object[], codesLeft: number, sessions: object[], acr: string}} account
 * @param {(step: string, days: number) => boolean} declined whether the customer said "not now" lately
 * @returns {{lockedOut: 1|2|3, breakIn: 1|2|3, next: string}}
 */
export function safetyOf({ credentials, codesLeft, sessions, acr }, declined = () => false) {
  const usable = credentials.filter(({ suspended }) => !suspended);
  const ways = (codesLeft > 0 ? 1 : 0) + Math.min(2, usable.length) + (usable.some(({ synced }) => synced) ? 1 : 0);
  const lockedOut = ways >= 3 ? 3 : ways === 2 ? 2 : 1;

  const verified = Number(acr?.split(':').at(-1)) >= 2;
  const breakIn = verified && sessions.length < MANY_SESSIONS ? 3 : 2;

  const steps = [
    codesLeft === 0 && 'codes',
    usable.length < 2 && 'passkey',
    codesLeft > 0 && codesLeft < FEW_CODES && 'few-codes',
    sessions.length >= MANY_SESSIONS && 'sessions',
  ].filter(Boolean);
  return { lockedOut, breakIn, next: steps.find((step) => !declined(step, SNOOZE_DAYS)) ?? 'none' };
}
