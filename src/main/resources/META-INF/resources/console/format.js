/** Numbers, shares and times in words, by Intl; the console speaks English only. */

export const locale = globalThis.navigator?.languages?.find((one) => /^en\b/i.test(one)) ?? 'en-GB';

const SPACE = '\u00a0';
const MINUS = '\u2212';
const known = (value) => value !== null && value !== undefined && !Number.isNaN(value);

/** A count: 12,345. */
export const count = (value, digits = 0) =>
  (known(value) ? new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value).replace('-', MINUS) : '–');

/** How many digits behind the point a percentage of that size deserves. */
const digitsOf = (percent) => (percent === 0 || percent >= 99.95 ? 0 : percent >= 10 ? 1 : percent >= 1 ? 2 : 3);

/** A share of 1 as a percentage without its unit: 0.0141 is "1.41". */
export function percentFigure(share, digits) {
  return plain(share * 100, digits ?? digitsOf(Math.abs(share) * 100), digits ?? 0);
}

/** A share of 1: "1.41 %". */
export const percent = (share, digits) => (known(share) ? `${percentFigure(share, digits)}${SPACE}%` : '–');

/** A share with its 95 % interval: "1.4 % ± 0.2", or "0.1 % (0.0 to 0.5)" where the interval leans to one side. */
export function interval(share, low, high, { unit = `${SPACE}%`, times = 100, sign = false } = {}) {
  if (!known(share)) return '–';
  const said = (value, digits) => plain(value * times, digits, digits);
  if (!known(low) || !known(high)) return `${plain(share * times)}${unit}`;
  const half = (high - low) / 2;
  const digits = fineness(half * times);
  const figure = (sign && share > 0 ? '+' : '') + said(share, digits);
  const even = Math.abs(high + low - 2 * share) <= half * 0.5;
  return even ? `${figure}${unit} ±${SPACE}${said(half, digits)}` : `${figure}${unit} (${said(low, digits)} to ${said(high, digits)})`;
}

/** Digits behind the point that show an interval of that half width by one figure. */
function fineness(half) {
  if (!(half > 0)) return 2;
  return Math.min(4, Math.max(0, -Math.floor(Math.log10(half))));
}

const plain = (value, digits = 2, least = 0) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: least }).format(value).replace('-', MINUS).replace(/^−(?=[0.]*$)/, '');

/** The service's own interval; a dash where nothing was counted. */
export const of = (one) => (one && one.total !== 0 ? interval(one.value, one.low, one.high) : '–');

/** A difference of two shares, in percentage points: "−1.03 points ± 0.12". */
export const points = ({ value, low, high }) => interval(value, low, high, { unit: `${SPACE}points`, sign: true });

/** A difference with its sign: "+0.3", "−0.3". */
export const signed = (value, say = plain) => (!known(value) ? '–' : value > 0 ? `+${say(value)}` : say(value));

/** A probability in a form that small ones survive: "0.42 %", "0.0031 %". */
export const probability = (value) => (known(value)
  ? `${new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(value * 100)}${SPACE}%` : '–');

export const decimal = (value, digits = 2) => (known(value) ? plain(value, digits) : '–');

/** Seconds as one would say them: "3.2 s", "4 min", "2.5 h", "3 days". */
export function seconds(value) {
  if (!known(value)) return '–';
  const size = Math.abs(value);
  if (size < 120) return `${plain(value, size < 10 ? 1 : 0)}${SPACE}s`;
  if (size < 7200) return `${plain(value / 60, 0)}${SPACE}min`;
  if (size < 172_800) return `${plain(value / 3600, 1)}${SPACE}h`;
  return `${plain(value / 86_400, 0)}${SPACE}days`;
}

const formatted = (how) => {
  const format = new Intl.DateTimeFormat(locale, how);
  return (iso) => (iso ? format.format(new Date(iso)) : '–');
};

/** "14 Mar 2026, 09:12". */
export const when = formatted({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
/** "14 Mar". */
export const day = formatted({ day: 'numeric', month: 'short' });
/** "09:12". */
export const clock = formatted({ hour: '2-digit', minute: '2-digit' });

/** "in 5 minutes", "3 hours ago". */
export function ago(iso, now = Date.now()) {
  if (!iso) return '–';
  const away = (new Date(iso).getTime() - now) / 1000;
  const size = Math.abs(away);
  if (size < 30) return 'just now';
  const [unit, length] = size < 5400 ? ['minute', 60] : size < 129_600 ? ['hour', 3600] : ['day', 86_400];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(away / length), unit);
}

/** "a, b and c". */
export const list = (things, type = 'conjunction') => new Intl.ListFormat(locale, { type }).format(things);

/** "1 decision", "3 decisions". */
export const many = (value, one, more = `${one}s`) => `${count(value)}${SPACE}${value === 1 ? one : more}`;

/** A code as words: `step_up` is "step up". */
export const plainly = (code) => String(code ?? '–').replaceAll(/[_-]/g, ' ');

/** The first letter large. */
export const opened = (text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** Wilson's interval of a share, 95 %. */
export function wilson(hits, total) {
  if (!total) return { value: 0, low: 0, high: 1 };
  const z = 1.959964;
  const share = hits / total;
  const middle = (share + (z * z) / (2 * total)) / (1 + (z * z) / total);
  const half = (z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))) / (1 + (z * z) / total);
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
