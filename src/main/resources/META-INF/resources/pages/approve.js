/**
 * The page `/approve`: the check that an app's back end asked for, by a ticket in the address's fragment:
 * `/approve#ticket=…`, with `&reason=new-device` for each reason that the customer may read. What is approved is told by
 * the service and never by the address.
 */

import { takeFragment } from './fragment.js';
import { holdScreen } from './hold.js';
import { $, entitle, explain, lk, show, start, tellBy } from './page.js';
import { oneMoreCheck } from './step-up.js';

const handed = new URLSearchParams(takeFragment());
const asked = new URLSearchParams(location.search);
let redraw = () => {};

await start(() => redraw(), 'step-up.title');
tellBy((error) => error.code === 'on-hold' && (holds(error), true));
await enter();

async function enter() {
  const ticket = handed.get('ticket');
  if (!ticket) return show('over', { focus: false });
  try {
    const question = await lk.stepUp.question({ ticket });
    show('step-up');
    redraw = () => $('step-up').onredraw?.();
    const reasons = handed.getAll('reason').slice(0, 3).map((code) => ({ code, text: '' }));
    const answered = oneMoreCheck($('step-up'), { ...question, ticket, decision: { reasons } }, lk.stepUp);
    entitle();
    await answered;
    show('done');
    return await goOn();
  } catch (error) {
    redraw = () => {};
    if (error.code === 'on-hold') return holds(error);
    show('over');
    if (!['ceremony-expired', 'invalid-request'].includes(error.code)) explain(error);
    return undefined;
  }
}

function holds(error) {
  redraw = () => $('hold').replaceChildren(...holdScreen(error));
  redraw();
  show('hold');
}

/** Back to the app, if the customer is signed in here and the address is one of the app's. */
async function goOn() {
  const returnTo = asked.get('return_to');
  if (!returnTo || !lk.signedIn()) return;
  location.assign(await lk.handOff({
    returnTo,
    state: asked.get('state') ?? undefined,
    codeChallenge: asked.get('code_challenge') ?? '',
  }));
}
