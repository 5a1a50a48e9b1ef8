/** The way in: signing in by passkey, and accepting an invitation. */

import { make } from '/pages/make.js';
import { change, lk } from '../api.js';
import { act, doing, link, notice, p } from '../parts.js';

const WHY = {
  idle: ['calm', 'You were signed out, because nothing happened here for a while. Nothing is lost: drafts are kept, and what runs goes on.'],
  asked: ['done', 'You are signed out.'],
};

/** Where one more check is asked, the passkey answers it, if it is a way; else the account page has all ways. */
async function comeIn(then) {
  await lk.signIn({ onStepUp: async () => undefined });
  await then();
}

const entry = (title, lead, ...content) => [make('section', { className: 'entry', data: { view: 'entry' } },
  make('h1', { textContent: title, tabIndex: -1 }), make('p', { className: 'lead', textContent: lead }), ...content)];

/** Signing in; `then` runs once somebody is. */
export function signIn(why, then) {
  return entry('Operations console', 'Sign in with your passkey: fingerprint, face or screen lock.',
    WHY[why] && notice(...WHY[why]),
    act('Sign in with a passkey', () => comeIn(then), { data: { does: 'sign-in' } }),
    make('p', { className: 'quietly ways' }, 'Staff only. New here? An admin sends you a link. ', link('Other ways to sign in', '/'), '.'));
}

/** Accepting an invitation: a new account with a passkey, or more roles for the one that is signed in, before or now. */
export function accept(token, me, { done, signedIn }) {
  if (me) {
    const take = async () => {
      const { granted } = await change('POST', '/v1/ops/invitation', { token }, 'Take over the roles that the invitation carries.');
      await done();
      return granted;
    };
    return entry('You are invited', `Signed in as ${me.account.name ?? 'you'}. The invitation adds roles to your account.`,
      act('Accept', take, { data: { does: 'accept' } }));
  }
  const name = field('name', 'Your name', 'name', 'As your colleagues know you; it stands in the journal beside what you do.', 40);
  const user = field('user', 'User name', 'username', 'Such as your address at work. It tells your passkey apart from others.', 128);
  const button = make('button', { type: 'submit', className: 'button', textContent: 'Create a passkey', data: { does: 'create' } });
  const first = make('button', { type: 'button', className: 'link', textContent: 'Sign in first', data: { does: 'sign-in' }, on: () => doing(first, () => comeIn(signedIn)) });
  const form = make('form', { noValidate: true }, name.box, user.box, button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = [name, user].filter((one) => !one.check());
    if (wrong.length) return wrong[0].input.focus();
    return doing(button, async () => {
      await lk.signUp({ username: user.input.value.trim(), displayName: name.input.value.trim(), invitation: token });
      await done();
    });
  });
  return entry('Welcome to the console', 'You were invited. Say who you are, and make a passkey: no password, nothing to remember.', form,
    p('Have an account here already? ', first));
}

function field(id, label, autocomplete, hint, maxLength) {
  const input = make('input', { id, name: id, type: 'text', autocomplete, maxLength, required: true, attributes: { 'aria-describedby': `${id}-hint ${id}-wrong` } });
  const wrong = make('p', { className: 'wrong', id: `${id}-wrong` });
  return {
    input,
    box: make('div', { className: 'field' }, make('label', { htmlFor: id, textContent: label }), input, make('p', { className: 'hint', id: `${id}-hint`, textContent: hint }), wrong),
    check() {
      const filled = input.value.trim() !== '';
      wrong.textContent = filled ? '' : 'Please fill this in.';
      input.toggleAttribute('aria-invalid', false);
      if (!filled) input.setAttribute('aria-invalid', 'true');
      return filled;
    },
  };
}
