// Run: node --test src/test/js/   (Node 22.7 or newer; no packages needed)

import assert from 'node:assert/strict';
import test from 'node:test';
import { counter } from '../../main/resources/META-INF/resources/pages/walk-count.js';

function clock() {
  let time = 0;
  return { now: () => time, pass: (ms) => { time += ms; } };
}

test('reading what to do before the first press takes no time, and neither does what follows the last', () => {
  const time = clock();
  const count = counter(time);

  count.show('sign-in');
  time.pass(20_000);
  count.touch(true);
  time.pass(1_500);
  count.show('done');
  time.pass(500);
  count.touch(true);
  time.pass(9_000);

  assert.deepEqual(count.take(true), [
    { screen: 'sign-in', clicks: 1, ms: 1_500, offered: [] },
    { screen: 'done', clicks: 1, ms: 500, offered: [] },
  ]);
});

test('a key begins the time and is no click', () => {
  const time = clock();
  const count = counter(time);

  count.show('name');
  time.pass(5_000);
  count.touch(false);
  time.pass(2_000);
  count.touch(true);
  time.pass(1_000);
  count.show('user');

  assert.deepEqual(count.take(), [
    { screen: 'name', clicks: 1, ms: 3_000, offered: [] },
    { screen: 'user', clicks: 0, ms: 0, offered: [] },
  ]);
});

test('a step that goes on at another page counts from there at once', () => {
  const time = clock();
  const count = counter({ ...time, begun: true });

  count.show('account');
  time.pass(800);
  count.touch(true);

  assert.deepEqual(count.take(true), [{ screen: 'account', clicks: 1, ms: 800, offered: [] }]);
});

test('a screen that is drawn anew is one screen, and keeps what it offered', () => {
  const time = clock();
  const count = counter(time);

  count.show('step-up:choose', ['totp', 'email']);
  count.show('step-up:choose');
  count.touch(true);

  assert.deepEqual(count.take(true), [{ screen: 'step-up:choose', clicks: 1, ms: 0, offered: ['totp', 'email'] }]);
});
