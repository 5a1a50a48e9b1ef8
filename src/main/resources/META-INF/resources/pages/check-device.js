/** The check on another device: a number to type there, and live waiting here. */

import { out } from './check-code.js';
import { emblem, make } from './dom.js';
import { words } from './words.js';

/** Asks the other devices, shows the number and waits. */
export async function deviceScreen(flow) {
  flow.say('wait.service');
  let asked;
  try {
    asked = await flow.stepUp.ask({ ticket: flow.question.ticket, method: 'device', signal: flow.signal });
  } catch (error) {
    return flow.failed('device', error);
  }
  const own = new AbortController();
  flow.signal.addEventListener('abort', () => own.abort(), { once: true });
  const here = { ...flow, choose: () => { own.abort(); flow.choose(); } };
  flow.draw('device', () => [
    emblem('laptop', 'asks'),
    make('h1', { say: 'step-up.device.title' }),
    make('p', { className: 'lead', say: 'step-up.device.lead' }),
    make('p', { className: 'number', id: 'step-up-number', attributes: { role: 'img', 'aria-label': words.say('step-up.device.number', { number: asked.number }) }, textContent: asked.number }),
    make('p', { className: 'hint', say: 'step-up.device.where' }),
    out(here),
  ]);
  flow.say('step-up.device.waiting');
  try {
    return flow.done(await flow.stepUp.device({ ticket: flow.question.ticket, signal: own.signal }));
  } catch (error) {
    if (own.signal.aborted) return undefined;
    // Back to all ways; the number on the screen is worth nothing any more.
    if (error.code !== 'device-refused') flow.choose();
    return flow.failed('device', error);
  }
}
