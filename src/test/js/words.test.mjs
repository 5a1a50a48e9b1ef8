// Run: node --test src/test/js/   (Node 22.7 or newer; no packages needed)

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import test from 'node:test';
import { LANGUAGES, choose, moment, pieces, plural } from '../../main/resources/META-INF/resources/pages/words.js';

const ROOT = new URL('../../main/resources/META-INF/resources/', import.meta.url);
const tables = Object.fromEntries(await Promise.all(Object.keys(LANGUAGES).map(async (language) =>
  [language, JSON.parse(await readFile(new URL(`i18n/${language}.json`, ROOT), 'utf8'))])));
const forms = (text) => (typeof text === 'string' ? { only: text } : text);
const placeholders = (text) => pieces(text).filter((part) => typeof part === 'object').map(({ name }) => name).sort();

test('there is one file for each language of the menu, and no other', async () => {
  const files = (await readdir(new URL('i18n/', ROOT))).sort();

  assert.deepEqual(files, Object.keys(LANGUAGES).map((language) => `${language}.json`).sort());
});

for (const [language, table] of Object.entries(tables)) {
  test(`${language} has exactly the keys of English, in the same order`, () => {
    assert.deepEqual(Object.keys(table), Object.keys(tables.en));
  });

  test(`${language} fills in the same values as English`, () => {
    for (const [key, text] of Object.entries(table)) {
      const wanted = placeholders(forms(tables.en[key]).other ?? tables.en[key]);
      for (const [form, words] of Object.entries(forms(text))) {
        // "one", "two" and "zero" may say the number as a word.
        const may = ['zero', 'one', 'two'].includes(form) ? wanted.filter((name) => name !== 'count') : wanted;
        const found = placeholders(words);
        assert.deepEqual(found.filter((name) => may.includes(name)), may, `${key}.${form}`);
        assert.deepEqual(found.filter((name) => !wanted.includes(name)), [], `${key}.${form}`);
      }
    }
  });

  test(`${language} has every plural form that its grammar asks for`, () => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    for (const [key, text] of Object.entries(table)) {
      assert.equal(typeof text, typeof tables.en[key], key);
      if (typeof text === 'object') assert.deepEqual(Object.keys(text).sort(), wanted, key);
    }
  });

  test(`${language} leaves nothing empty and uses no word that frightens or blames`, () => {
    const unwanted = {
      en: /\b(invalid|credential|authenticator|assertion|risk|password|error|failed)/i,
      de: /ungültig|Authentifikator|Risiko|Passwort|Fehler/i,
      fr: /invalide|authentificateur|risque|mot de passe|erreur/i,
      es: /inválid|autenticador|riesgo|contraseña|error\b/i,
      zh: /无效|凭据|验证器|断言|风险|密码|错误/,
      ar: /غير صالح|بيانات الاعتماد|مخاطر|كلمة المرور|خطأ/,
    };
    for (const [key, text] of Object.entries(table)) {
      for (const words of Object.values(forms(text))) {
        assert.ok(words.trim(), key);
        assert.doesNotMatch(words, unwanted.en, key);
        assert.doesNotMatch(words, unwanted[language], key);
      }
    }
  });
}

test('the pages ask for no word that is missing', async () => {
  const scripts = (await readdir(new URL('pages/', ROOT))).map((name) => `pages/${name}`);
  const missing = [];
  for (const name of ['index.html', 'account/index.html', ...scripts]) {
    const source = await readFile(new URL(name, ROOT), 'utf8');
    const asked = [
      ...source.matchAll(/data-i18n="([^"]+)"/g),
      ...source.matchAll(/words\.(?:say\(|put\((?:\$\('[^']*'\)|\w+), )'([a-z.-]+)'/g),
      ...source.matchAll(/\b(?:tell|waiting|filled)\((?:'[a-z-]+', )?'([a-z-]+\.[a-z.-]+)'/g),
      ...source.matchAll(/'((?:passkeys|recovery|sessions|leave|safety|wait|account)\.[a-z.-]+)'/g),
    ].map(([, key]) => key);
    missing.push(...asked.filter((key) => !(key in tables.en)).map((key) => `${name}: ${key}`));
  }

  assert.deepEqual(missing, []);
});

test('the language is the first wish that is offered, else the first one offered', () => {
  assert.equal(choose(['pt-BR', 'fr-CA', 'en']), 'fr');
  assert.equal(choose(['zh-Hant-TW']), 'zh');
  assert.equal(choose(['pt', 'fi']), 'en');
  assert.equal(choose([]), 'en');
  assert.equal(choose(['en', 'fr'], ['ar', 'fr']), 'fr');
  assert.equal(choose(['en'], ['ar', 'fr']), 'ar');
});

test('a text is split at its values and nowhere else', () => {
  assert.deepEqual(pieces('{when}, {device}: {what}'), [{ name: 'when' }, ', ', { name: 'device' }, ': ', { name: 'what' }]);
  assert.deepEqual(pieces('plain { text }'), ['plain { text }']);
});

test('a count chooses its form by the grammar of the language', () => {
  const few = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };

  assert.deepEqual([0, 1, 2, 3, 11, 100].map((count) => plural(few, count, 'ar')), ['z', 'o', 't', 'f', 'm', 'x']);
  assert.equal(plural({ other: 'x' }, 1, 'zh'), 'x');
});

test('a moment is said as today, yesterday, a weekday, a date, a date with its year', () => {
  const now = new Date(2026, 4, 20, 12, 0);
  const said = (...at) => moment(new Date(...at), now, 'en-GB');

  assert.equal(said(2026, 4, 20, 9, 12), 'today 9:12');
  assert.equal(said(2026, 4, 19, 23, 59), 'yesterday 23:59');
  assert.match(said(2026, 4, 15, 9, 12), /^Friday/);
  assert.match(said(2026, 4, 13, 9, 12), /^13 May/);
  assert.match(said(2025, 4, 20, 9, 12), /2025/);
});
