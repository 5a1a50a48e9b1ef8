/** The page `/`: sign in, sign up, come back by a recovery code, and on to where the customer was going. */

import { showCodes } from './codes.js';
import { $, calm, declined, doing, entitle, explain, lk, show, start } from './page.js';
import { oneMoreCheck } from './step-up.js';
import { words } from './words.js';

const asked = new URLSearchParams(location.search);
const returnTo = asked.get('return_to');

let draw = () => {};
let account;
let capable = { passkeys: true, autofill: true };

await start(() => draw(), 'page.sign-in');
wire();
await enter();
addEventListener('pageshow', ({ persisted }) => persisted && enter());

/** Decides which view comes first. */
async function enter() {
  capable = await lk.capabilities();
  $('autofill').hidden = !capable.autofill;
  if (!capable.passkeys) return show('unsupported', { focus: false });
  if (lk.signedIn()) {
    try {
      account = (await lk.me.profile()).account;
      return stay();
    } catch {
      // The session is over; sign in again.
    }
  }
  signInView({ focus: false });
}

function stay() {
  view('stay', () => words.put($('stay-title'), 'stay.title', { name: account.displayName || account.username }));
}

/** Shows a view and remembers how to draw what is not fixed text in it. */
function view(name, fill = () => {}, how) {
  draw = fill;
  fill();
  show(name, how);
}

function signInView(how) {
  view('sign-in', undefined, how);
  waitForAutofill();
}

async function waitForAutofill() {
  if (!capable.autofill) return;
  try {
    await arrived(await lk.signIn({ autofill: true, onStepUp: stepUp }));
  } catch (error) {
    const elsewhere = $('sign-in-form').closest('[data-view]').hidden;
    if (error.code === 'cancelled' && !elsewhere) return;
    if (error.code === 'cancelled' && document.querySelector('[data-view="step-up"]').hidden) return;
    if (elsewhere) view('sign-in', undefined, { focus: false });
    explain(error);
    // A passkey that did not work may be followed by one that does; trouble with the service waits for the button.
    if (['ceremony-expired', 'unknown-passkey', 'sign-in-refused'].includes(error.code)) waitForAutofill();
  }
}

function wire() {
  $('sign-in-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const done = await doing($('sign-in'), 'wait.device', () => lk.signIn({ onStepUp: stepUp }), backToSignIn);
    if (done) await arrived(done);
  });

  $('create-account').addEventListener('click', () => {
    lk.cancel();
    $('new-username').value ||= $('username').value.trim();
    view('name');
  });
  $('lost-device').addEventListener('click', () => {
    lk.cancel();
    view('recover');
  });
  for (const button of document.querySelectorAll('[data-go]')) {
    button.addEventListener('click', () => {
      lk.cancel();
      if (button.dataset.go === 'sign-in') signInView();
      else view(button.dataset.go);
    });
  }

  $('name-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (filled('display-name', 'sign-up.name.missing')) {
      view('user', () => words.put($('user-title'), 'sign-up.user.title', { name: $('display-name').value.trim() }));
    }
  });
  $('user-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!filled('new-username', 'sign-up.user.missing')) return;
    const done = await doing($('create-passkey'), 'wait.device', () => lk.signUp({
      username: $('new-username').value.trim(),
      displayName: $('display-name').value.trim(),
    }));
    if (done) offerCodes(done);
  });

  $('recover-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const code = $('recovery-code').value.toUpperCase().replace(/[^0-9A-Z]/g, '');
    if (!filled('recovery-code', 'recover.missing', code.length === 20)) return;
    const grouped = code.match(/.{5}/g).join('-');
    const done = await doing($('recover'), 'wait.device', () => lk.recover({ code: grouped }));
    if (!done) return;
    const say = () => { $('done-lead').textContent = words.say('done.recovered', { count: done.recovery_codes_left ?? 0 }); };
    await arrived(done, say, 2500);
  });

  $('show-codes').addEventListener('click', async () => {
    const made = await doing($('show-codes'), 'wait.service', () => lk.me.recoveryCodes());
    if (!made) return;
    const fill = () => showCodes(document.querySelector('[data-codes]'), made, account);
    view('codes', fill);
  });
  $('not-now').addEventListener('click', () => {
    declined.add(`codes.${account.id}`);
    leave();
  });
  $('codes-saved').addEventListener('click', () => leave());

  $('limited-on').addEventListener('click', () => leave());
  $('stay').addEventListener('click', () => leave());
  $('other-account').addEventListener('click', async () => {
    if (await doing($('other-account'), 'wait.service', () => lk.signOut())) signInView();
  });
}

/** After a try that led nowhere: the first view again, and autofill waits again. */
function backToSignIn() {
  if ($('sign-in-form').closest('[data-view]').hidden) view('sign-in', undefined, { focus: false });
  waitForAutofill();
}

/** Marks an empty field kindly; true when it is filled. */
function filled(id, key, fine = $(id).value.trim() !== '') {
  const field = $(id);
  field.toggleAttribute('aria-invalid', false);
  $(`${id}-error`).textContent = '';
  if (fine) return true;
  field.setAttribute('aria-invalid', 'true');
  $(`${id}-error`).textContent = words.say(key);
  field.focus();
  return false;
}

/** Asks what is to be asked, in a view of its own. */
function stepUp(question, answers) {
  view('step-up', () => $('step-up').onredraw?.());
  const answered = oneMoreCheck($('step-up'), question, answers);
  entitle();
  return answered;
}

function offerCodes(done) {
  account = done.account;
  view('offer');
}

/** Signed in: a short tick, then on. */
async function arrived(done, say = () => { $('done-lead').textContent = words.say('done.lead'); }, pause = 500) {
  account = done.account ?? account;
  if (done.decision?.reasons?.some(({ code }) => code === 'nothing-to-ask')) return view('limited');
  view('done', say);
  await new Promise((resolve) => setTimeout(resolve, pause));
  return leave();
}

/** Back to the app that sent the customer, or to the account. */
async function leave() {
  if (!returnTo) return location.assign('/account');
  try {
    calm();
    location.assign(await lk.handOff({
      returnTo,
      state: asked.get('state') ?? undefined,
      codeChallenge: asked.get('code_challenge') ?? '',
      codeChallengeMethod: asked.get('code_challenge_method') ?? 'S256',
    }));
  } catch (error) {
    view('stay', () => words.put($('stay-title'), 'stay.title', { name: account?.displayName || account?.username || '' }));
    explain(error);
  }
}
