// Run: node --test src/test/js/   (Node 22.7 or newer; no packages needed)

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import test from 'node:test';
import { accentFor, colour, contrast, logoFor, radiusFor } from '../../main/resources/META-INF/resources/pages/look.js';
import { safetyOf } from '../../main/resources/META-INF/resources/pages/safety.js';

const ROOT = new URL('../../main/resources/META-INF/resources/', import.meta.url);
const read = (name) => readFile(new URL(name, ROOT), 'utf8');
const LIGHT = [colour('#ffffff'), colour('#f4f6f4')];

test('contrast is computed as WCAG does', () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]).toFixed(2), '21.00');
  assert.equal(contrast(colour('#767676'), colour('#fff')).toFixed(2), '4.54');
});

test("a relying party's accent is taken when it can be read, and left when it cannot", () => {
  assert.deepEqual(accentFor('#5b21b6', LIGHT)?.accent, 'rgb(91 33 182)');
  assert.equal(accentFor('#ffcc00', LIGHT), undefined);
  assert.equal(accentFor('red; background: url(x)', LIGHT), undefined);
  assert.equal(accentFor(undefined, LIGHT), undefined);
});

test('corners are 0 to 20 px and nothing else', () => {
  assert.deepEqual(['0', '12px', '20px', '21px', '50%', '-1px', undefined].map(radiusFor), ['0px', '12px', '20px', undefined, undefined, undefined, undefined]);
});

test('a logo comes from the service itself or from inside the answer', () => {
  const here = 'https://login.example.org/account';

  assert.equal(logoFor('/logo.svg', here), 'https://login.example.org/logo.svg');
  assert.equal(logoFor('data:image/png;base64,AA', here), 'data:image/png;base64,AA');
  assert.equal(logoFor('https://elsewhere.example.org/pixel.gif', here), undefined);
  assert.equal(logoFor('javascript:alert(1)', here), undefined);
});

test('every text colour can be read on its ground, in light and in dark', async () => {
  const css = await read('look/tokens.css');
  const [light, dark] = css.split('@media (prefers-color-scheme: dark)').map((part) =>
    Object.fromEntries([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, colour(hex)])));

  for (const [scheme, c] of Object.entries({ light, dark })) {
    const pairs = [
      ['ink', 'paper'], ['ink', 'card'], ['ink', 'soft'], ['ink', 'asks-soft'], ['ink', 'stops-soft'],
      ['grey', 'paper'], ['grey', 'card'], ['grey', 'soft'], ['grey', 'wash'], ['grey', 'stops-soft'],
      ['accent', 'paper'], ['accent', 'card'], ['accent', 'soft'], ['accent', 'wash'], ['on-accent', 'accent'],
      ['asks', 'asks-soft'], ['stops', 'card'], ['card', 'stops'], ['done', 'done-soft'], ['done', 'card'],
    ];
    for (const [text, ground] of pairs) {
      assert.ok(contrast(c[text], c[ground]) >= 4.5, `${scheme}: ${text} on ${ground} is ${contrast(c[text], c[ground]).toFixed(2)}`);
    }
    for (const ground of ['paper', 'card']) assert.ok(contrast(c.edge, c[ground]) >= 3, `${scheme}: edge on ${ground}`);
  }
});

const passkey = (more) => ({ synced: false, suspended: false, ...more });
const account = (more) => ({ credentials: [passkey()], codesLeft: 0, sessions: [{}], acr: 'urn:latchkey:acr:2', ...more });

test('one passkey on one device and nothing else is the easiest way to be locked out', () => {
  assert.deepEqual(safetyOf(account()), { lockedOut: 1, breakIn: 3, next: 'codes' });
});

test('codes, a second passkey and synchronisation each make a lock-out less likely', () => {
  assert.equal(safetyOf(account({ codesLeft: 10 })).lockedOut, 2);
  assert.equal(safetyOf(account({ credentials: [passkey({ synced: true })] })).lockedOut, 2);
  assert.equal(safetyOf(account({ credentials: [passkey(), passkey()] })).lockedOut, 2);
  assert.equal(safetyOf(account({ codesLeft: 10, credentials: [passkey(), passkey()] })).lockedOut, 3);
});

test('a passkey on hold does not count', () => {
  assert.equal(safetyOf(account({ credentials: [passkey(), passkey({ suspended: true })] })).lockedOut, 1);
});

test('"not now" passes on to the next step', () => {
  const steps = [];
  const refused = new Set();
  for (let step = safetyOf(account()).next; step !== 'none'; step = safetyOf(account(), (one) => refused.has(one)).next) {
    steps.push(step);
    refused.add(step);
  }

  assert.deepEqual(steps, ['codes', 'passkey']);
});

test('the pages carry nothing that their content security policy forbids', async () => {
  for (const name of ['index.html', 'account/index.html']) {
    const html = await read(name);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc="\/)/, name);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/, name);
    assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//, name);
  }
  for (const folder of ['pages/', 'sdk/']) {
    for (const file of await readdir(new URL(folder, ROOT))) {
      assert.doesNotMatch(await read(folder + file), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/, file);
    }
  }
});

test('styles know no left and no right', async () => {
  const css = await read('look/latchkey.css');

  assert.doesNotMatch(css, /(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?:^|[\s;{])(?:left|right|top|bottom|width|height):|text-align:\s*(?:left|right)/m);
});
