/** The page's words in the customer's language; numbers and dates by Intl. */

export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  zh: '简体中文',
  ar: 'العربية',
};

const RIGHT_TO_LEFT = new Set(['ar']);
const KEPT = 'latchkey.language';

/** The best of the languages `offered` for somebody who prefers `preferred`, in that order; else the first. */
export function choose(preferred, offered = Object.keys(LANGUAGES)) {
  for (const wish of preferred) {
    const base = wish.toLowerCase().split('-')[0];
    if (offered.includes(base)) return base;
  }
  return offered[0];
}

/** The text for a count, from `{"one": …, "other": …}` (Unicode plural rules). */
export function plural(forms, count, locale) {
  return forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
}

/** Splits "Hello {name}!" into ["Hello ", {name: "name"}, "!"]. */
export function pieces(text) {
  return text.split(/(\{[a-z]+\})/).filter(Boolean)
    .map((part) => (/^\{[a-z]+\}$/.test(part) ? { name: part.slice(1, -1) } : part));
}

/** Day and time as one would say them within a sentence: weekday within the last week, the date before that. */
export function moment(at, now, locale) {
  const time = { hour: 'numeric', minute: '2-digit' };
  const day = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((day(now) - day(at)) / 86_400_000);
  if (days >= 0 && days < 2) {
    const said = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day');
    return `${said} ${new Intl.DateTimeFormat(locale, time).format(at)}`;
  }
  if (days > 0 && days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long', ...time }).format(at);
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...year, ...time }).format(at);
}

let table = {};
let locale = 'en';

export const words = {
  language: 'en',

  /** The languages to choose from; fewer when the relying party speaks fewer. */
  offered: Object.keys(LANGUAGES),

  /** Loads the remembered or the preferred language of those `offered` and fills the page. */
  async start(offered) {
    const ours = offered?.filter((language) => language in LANGUAGES) ?? [];
    if (ours.length) this.offered = ours;
    const kept = remembered();
    await this.use(this.offered.includes(kept) ? kept : choose(navigator.languages ?? [], this.offered));
  },

  async use(language) {
    const answer = await fetch(`/i18n/${language}.json`);
    if (!answer.ok) throw new Error(`no words for ${language}`);
    table = await answer.json();
    this.language = language;
    locale = navigator.languages?.find((one) => one.toLowerCase().split('-')[0] === language) ?? language;
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
    document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
    this.apply(document);
  },

  has: (key) => key in table,

  /** The text of `key` with `values` filled in; `count` chooses the plural form. */
  say(key, values = {}) {
    return pieces(form(key, values)).map((part) => (typeof part === 'string' ? part : shown(values[part.name]))).join('');
  },

  /** Fills `element` with the text of `key`; values may be elements. Strings from people are isolated (bdi). */
  put(element, key, values = {}) {
    element.replaceChildren(...pieces(form(key, values)).map((part) => {
      if (typeof part === 'string') return part;
      const value = values[part.name];
      if (value instanceof Node) return value;
      const isolated = document.createElement('bdi');
      isolated.textContent = typeof value === 'number' ? shown(value) : value;
      return isolated;
    }));
    return element;
  },

  /** Fills everything marked data-i18n below `root`. */
  apply(root) {
    for (const element of root.querySelectorAll('[data-i18n]')) element.textContent = this.say(element.dataset.i18n);
  },

  /** Builds the language menu; `changed` runs after the words have been exchanged. */
  menu(select, changed) {
    for (const language of this.offered) {
      const option = new Option(LANGUAGES[language], language, false, language === this.language);
      option.lang = language;
      select.append(option);
    }
    select.addEventListener('change', async () => {
      remember(select.value);
      await this.use(select.value);
      changed();
    });
  },

  /** The reasons of a decision in the page's language; ones we have no words for are left to English readers. */
  reasons(decision) {
    const said = (decision?.reasons ?? []).map(({ code, text }) =>
      (this.has(`reason.${code}`) ? this.say(`reason.${code}`) : this.language === 'en' ? text : ''));
    return said.filter(Boolean).join(' ');
  },

  moment: (iso) => moment(new Date(iso), new Date(), locale),
  /** The same at the start of a sentence. */
  Moment(iso) {
    const said = this.moment(iso);
    return said.charAt(0).toLocaleUpperCase(locale) + said.slice(1);
  },
  /** Day and time, written out. */
  when: (iso) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso)),
  /** A time to wait, in the unit in which one would say it. */
  span(seconds) {
    const minutes = Math.ceil(seconds / 60);
    if (seconds < 100) return this.say('seconds', { count: seconds });
    return minutes < 100 ? this.say('minutes', { count: minutes }) : this.say('hours', { count: Math.ceil(minutes / 60) });
  },
  locale: () => locale,
  date: (iso) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(iso)),
};

function form(key, { count }) {
  const text = table[key] ?? key;
  return typeof text === 'string' ? text : plural(text, count ?? 0, locale);
}

function shown(value) {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  const text = String(value ?? '');
  // Names in another script keep their own direction: first strong isolate … pop (Unicode TR 9).
  return document.documentElement.dir === 'rtl' ? `\u2068${text}\u2069` : text;
}

function remembered() {
  try {
    const language = localStorage.getItem(KEPT);
    return language in LANGUAGES ? language : undefined;
  } catch {
    return undefined;
  }
}

function remember(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Not remembered, then; the choice holds for this page.
  }
}
