// Run: node --test src/test/js/   (no packages needed)

import assert from 'node:assert/strict';
import test from 'node:test';
import { csv } from '../../main/resources/META-INF/resources/console/export.js';
import { ago, count, interval, percent, points, probability, seconds, signed, wilson } from '../../main/resources/META-INF/resources/console/format.js';
import { actionRows, lineOf, merged } from '../../main/resources/META-INF/resources/console/says.js';

const plain = (text) => text.replaceAll('\u00a0', ' ');

test('a share is said with its interval, by one figure of it', () => {
  assert.equal(plain(interval(0.0141, 0.0121, 0.0161)), '1.4 % ± 0.2');
  assert.equal(plain(interval(0.02, 0.0192, 0.0208)), '2.00 % ± 0.08');
  assert.equal(plain(interval(0.5, 0.3, 0.7)), '50 % ± 20');
});

test('an interval that leans to one side is said by its ends', () => {
  assert.equal(plain(interval(0, 0, 0.034)), '0 % (0 to 3)');
  assert.equal(plain(interval(1, 0.959, 1)), '100 % (96 to 100)');
});

test('what is not known is a dash', () => {
  for (const said of [interval(undefined), percent(null), count(NaN), seconds(undefined), signed(null), probability(undefined), ago(null)]) {
    assert.equal(said, '–');
  }
});

test('a difference has its sign once', () => {
  assert.equal(plain(points({ value: -0.0103, low: -0.0115, high: -0.0091 })), '−1.0 points ± 0.1');
  assert.equal(plain(points({ value: 0.004, low: 0.003, high: 0.005 })), '+0.4 points ± 0.1');
  assert.equal(plain(points({ value: 0, low: -0.001, high: 0.001 })), '0.0 points ± 0.1');
});

test('times are said in the unit in which one would say them', () => {
  assert.deepEqual([3.21, 90, 240, 9_000, 400_000].map(seconds).map(plain), ['3.2 s', '90 s', '4 min', '2.5 h', '5 days']);
});

test('the interval is that of Wilson', () => {
  const { value, low, high } = wilson(10, 100);

  assert.equal(value, 0.1);
  assert.ok(Math.abs(low - 0.05523) < 1e-4 && Math.abs(high - 0.17437) < 1e-4, `${low} ${high}`);
  assert.deepEqual(wilson(0, 0), { value: 0, low: 0, high: 1 });
});

test('a table goes out as CSV that no spreadsheet takes for a formula', () => {
  const text = csv(['a', 'b'], [{ a: 1, b: 'x, "y"' }, { a: null, b: '=1+1' }, { a: -2, b: 'two\nlines' }]);

  assert.equal(text, 'a,b\r\n1,"x, ""y"""\r\n,\'=1+1\r\n-2,"two\nlines"\r\n');
});

test('a merge patch does what RFC 7396 says', () => {
  assert.deepEqual(merged({ a: 'b' }, { a: null }), {});
  assert.deepEqual(merged({ a: { b: 'c' } }, { a: { b: 'd', c: null } }), { a: { b: 'd' } });
  assert.deepEqual(merged({ a: [1] }, { a: [2, 3] }), { a: [2, 3] });
  assert.deepEqual(merged('x', { a: { b: null } }), { a: {} });
});

test('the lines of a policy are said in words', () => {
  assert.equal(plain(lineOf({ budget: 0.01 })), 'asks 1 %');
  assert.equal(lineOf({ budget: 0 }), 'asks nobody');
  assert.equal(lineOf({ budget: 1 }), 'asks everybody');
  assert.equal(plain(lineOf({ threshold: 0.0142, deny: 0.5 })), 'asks above 1.4 %; refuses above 50 %');
  assert.equal(lineOf({ by_cost: true }), 'asks where that costs less');
  assert.equal(actionRows({ actions: { payout: { new: { budget: 1 }, at_least: 'step_up' } } })[0].also, 'always asks');
});
