/** The page `/stop`, to which the mails' "this was not me" leads: it stops on a press, not on being opened. */

import { takeFragment } from './fragment.js';
import { $, doing, lk, show, start } from './page.js';
import { words } from './words.js';

const token = takeFragment();
let done;

await start(draw, 'stop.title');
show(token ? 'ask' : 'over', { focus: false });
$('stop').addEventListener('click', async () => {
  const over = (error) => ['not-found', 'invalid-request', 'ceremony-expired', 'stop-link-spent'].includes(error.code) && show('over');
  done = await doing($('stop'), 'wait.service', () => lk.stop(token), over);
  if (!done) return;
  draw();
  show('stopped');
});

function draw() {
  if (!done) return;
  $('stopped-lead').textContent = [
    words.say('report.done.sessions', { count: done.sessions_ended ?? 0 }),
    words.say('report.done.passkeys', { count: done.passkeys_suspended ?? 0 }),
  ].join(' ');
}
