/** Latchkey for web pages. See docs/integrate.md for the wire format behind it. */

export interface LatchkeyOptions {
  /** Address of the service, such as `https://login.example.org`. Default: the page's own. */
  baseUrl?: string;
  /**
   * 'token': the page holds the tokens (default). 'cookie': the service keeps the session in HttpOnly
   * cookies; for pages on the service's own host. Falls back to 'token' where the browser keeps no
   * `Secure` cookies at this address, and says so in `fellBack`.
   */
  session?: 'cookie' | 'token';
  /** Where tokens are kept in token mode. Default: memory, gone with the page. */
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The language the service answers in; default: the browser's. */
  language?: () => string | undefined;
  /** Called before the customer is asked for a passkey again for something important. Throw to stop. */
  onFreshPasskey?: () => Promise<void> | void;
  /** Called when one more check is due; see `OnStepUp`. Each call may bring its own. */
  onStepUp?: OnStepUp;
  /**
   * Whether this device proves itself by a key of its own, which the browser keeps and nobody can export, so that the
   * service knows it again and asks less. Default: true, where the browser keeps keys. Clear it for customers who do not
   * want to be recognised; they will be asked more often.
   */
  deviceKey?: boolean;
  /** Another fetch, for tests. */
  fetch?: typeof fetch;
}

export function latchkey(options?: LatchkeyOptions): Latchkey;

export interface Latchkey {
  readonly session: 'cookie' | 'token';
  readonly fellBack: boolean;
  readonly me: Me;

  /** Makes an account and its first passkey, and signs in. */
  signUp(who: { username: string; displayName?: string; nickname?: string; invitation?: string; signal?: AbortSignal }): Promise<Registered>;
  /** Every way to answer one more check, for whoever holds a ticket. */
  readonly stepUp: StepUps;

  /**
   * Signs in. Where one more check is due, `onStepUp` answers it; without one it resolves to the question, for
   * `stepUp` to answer. With `autofill` it waits until a passkey is chosen in the field marked
   * `autocomplete="username webauthn"`; any other ceremony ends that wait with code 'cancelled'.
   */
  signIn(how?: { autofill?: boolean; signal?: AbortSignal; onStepUp?: OnStepUp }): Promise<SignedIn | StepUp>;
  /** Adds a passkey to the signed-in account; asks for a fresh one, or for one more check, when the service wants it. */
  addPasskey(how?: { nickname?: string; hints?: Hint[]; signal?: AbortSignal; onStepUp?: OnStepUp }): Promise<Registered>;
  /** Makes a new passkey by a recovery code, and signs in. */
  recover(by: { code: string; nickname?: string; signal?: AbortSignal }): Promise<Registered>;
  /** Uses a passkey again, so that `auth_time` is now. */
  confirm(how?: { signal?: AbortSignal }): Promise<void>;
  signOut(how?: { everywhere?: boolean }): Promise<void>;
  /** Any other call of this service, as the one who is signed in; asks for a fresh passkey where the service wants one. */
  request(method: string, path: string, what?: { body?: object; signal?: AbortSignal; onStepUp?: OnStepUp }): Promise<any>;

  /** An access token that lives for at least a few more seconds, renewed silently; null in cookie mode. */
  token(): Promise<string | null>;
  /** Whether a session was left here; the service has the last word. */
  signedIn(): boolean;
  /** Tells of sign-in and sign-out, also in other tabs where the session is shared. Returns the way to stop. */
  onChange(listener: (event: 'signed-in' | 'signed-out') => void): () => void;
  /** Ends the ceremony under way, if any. */
  cancel(): void;

  /** On the hosted page: the checked address to return to, carrying a one-time code. */
  handOff(to: { returnTo: string; codeChallenge: string; codeChallengeMethod?: 'S256'; state?: string }): Promise<string>;
  /** In the app: exchanges the one-time code for a session here. */
  exchange(what: { code: string; codeVerifier: string; returnTo: string }): Promise<void>;

  /** Deletes the device's key: to the service this becomes a new device. */
  forgetDevice(): Promise<void>;

  /** Stops what a notice told of, by the token of its link; nobody need be signed in. */
  stop(token: string): Promise<Stopped>;

  capabilities(): Promise<Capabilities>;
  relyingParty(): Promise<RelyingParty>;
}

export interface Me {
  profile(): Promise<Profile>;
  update(what: { username?: string; displayName?: string }): Promise<Profile>;
  credentials: {
    list(): Promise<Credential[]>;
    get(id: string): Promise<Credential>;
    rename(id: string, nickname: string): Promise<Credential>;
    /** Lets one that was put on hold be used again. */
    restore(id: string): Promise<Credential>;
    remove(id: string): Promise<void>;
  };
  sessions: { list(): Promise<Session[]>; end(id: string): Promise<void> };
  activity(page?: { before?: string }): Promise<{ activity: Activity[]; next: string | null }>;
  /** Says of something that happened: this was me, or not. A "not me" ends what a stranger may hold. */
  report(id: string, wasMe: boolean): Promise<Stopped>;
  email: {
    get(): Promise<{ address: string | null; verified_at: string | null; pending: { address: string; expires_at: string } | null }>;
    set(address: string): Promise<{ sent_to: string; expires_in: number; resend_after: number }>;
    verify(code: string): Promise<{ address: string; verified_at: string }>;
    remove(): Promise<void>;
  };
  /** The app that shows a new code every half minute. */
  totp: {
    get(): Promise<{ enrolled: boolean; created_at: string | null }>;
    begin(): Promise<{ secret: string; uri: string; qr_svg: string }>;
    verify(code: string): Promise<void>;
    remove(): Promise<void>;
  };
  /** What the customer's other devices ask this one. */
  approvals: {
    list(): Promise<Approval[]>;
    approve(id: string, number: string): Promise<void>;
    refuse(id: string): Promise<void>;
    /** Tells what is asked, now and on every change, until `signal` says stop. */
    watch(how: { signal?: AbortSignal; onChange: (approvals: Approval[]) => void }): Promise<void>;
  };
  /** Whether habits may be learned; a no costs more questions and nothing else. */
  privacy: { get(): Promise<{ profiling: boolean }>; set(choice: { profiling: boolean }): Promise<{ profiling: boolean }> };
  /** Makes ten new recovery codes; the former ones end. */
  recoveryCodes(): Promise<{ codes: string[]; created_at: string }>;
  deleteAccount(): Promise<void>;
}

export type Hint = 'client-device' | 'security-key' | 'hybrid';

export interface Capabilities {
  passkeys: boolean;
  autofill: boolean;
  thisDevice: boolean;
  otherDevice: boolean;
}

export interface Account {
  id: string;
  username: string;
  displayName: string;
  created_at: string;
}

export interface Credential {
  id: string;
  nickname: string | null;
  provider: string | null;
  created_at: string;
  last_used_at: string | null;
  synced: boolean;
  backup_eligible: boolean;
  device_bound: boolean;
  transports: string[];
  suspended: boolean;
  current: boolean;
}

export interface Signals {
  rpId: string;
  userId: string;
  allAcceptedCredentialIds: string[];
  name: string;
  displayName: string;
}

export interface Decision {
  id: string;
  level: 'allow' | 'step_up' | 'deny';
  reasons: { code: string; text: string }[];
}

interface Assurance {
  acr?: string;
  amr?: string[];
  /** Seconds since 1970. */
  auth_time?: number;
  expires_in?: number;
  refresh_expires_in?: number;
}

export interface SignedIn extends Assurance {
  outcome: 'signed_in';
  account: Account;
  decision: Decision;
  signals: Signals;
}

export type StepUpMethod = 'passkey' | 'other_passkey' | 'device' | 'totp' | 'email' | 'recovery_code';

/** A question; `action` says what waits for the answer. */
export interface StepUp {
  outcome: 'step_up';
  action?: string;
  ticket: string;
  /** The quickest first. */
  methods: { id: StepUpMethod; seconds: number }[];
  decision: Decision;
}

/** Resolves to what `stepUp` answered; to nothing, to use the passkey once more where that is a way. Throw to stop. */
export type OnStepUp = (question: StepUp, stepUp: StepUps) => Promise<Passed | void> | Passed | void;

/** A check that was passed: in, or a protected action approved. */
export type Passed = SignedIn | Approved;

export interface Approved extends Assurance {
  outcome: 'approved';
  decision: Decision;
  account?: Account;
  transaction?: Transaction;
}

export interface Transaction {
  action: string;
  amount?: { value: string; currency: string };
  payee?: string;
}

export interface StepUps {
  /** What a ticket is for; for a page to which one is handed over. */
  question(of: { ticket: string; signal?: AbortSignal }): Promise<{ action: string; methods: StepUp['methods']; expires_at: string; transaction?: Transaction }>;
  /** Puts the question: sends the code, asks the other devices, or says what to type. Nothing to do for passkeys. */
  ask(how: { ticket: string; method: StepUpMethod; signal?: AbortSignal }): Promise<{
    sent_to?: string; expires_in?: number; resend_after?: number; digits?: number; period?: number; number?: string;
  }>;
  /** Answers with a passkey; with `other_passkey`, by another one than was used. */
  passkey(how: { ticket: string; method?: 'passkey' | 'other_passkey'; signal?: AbortSignal }): Promise<Passed>;
  /** Answers with a code. A wrong one is refused as 'step-up-refused'; `problem.tries_left` says how many are left. */
  answer(how: { ticket: string; method: StepUpMethod; code?: string; signal?: AbortSignal }): Promise<Passed>;
  /** Waits for another device that was asked; refused as 'device-refused' or 'device-silent'. */
  device(how: { ticket: string; signal?: AbortSignal; onState?: (state: string) => void }): Promise<Passed>;
}

export interface Approval {
  id: string;
  action: string;
  device: Device | null;
  place?: string;
  asked_at: string;
  expires_at: string;
  transaction?: Transaction;
}

export interface Stopped {
  sessions_ended: number;
  passkeys_suspended: number;
  next: string[];
}

export interface Registered extends Assurance {
  outcome: 'signed_up' | 'passkey_added' | 'recovered';
  credential: Credential;
  account: Account;
  signals: Signals;
  recovery_codes_left?: number;
}

export interface Profile {
  account: Account;
  session: { id: string; acr: string; amr: string[]; auth_time: number; expires_at: string };
  recovery_codes: { left: number; created_at: string | null };
  signals: Signals;
  csrf_token?: string;
}

export interface Device {
  browser: string;
  os: string;
}

export interface Session {
  id: string;
  current: boolean;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  acr: string;
  device: Device | null;
}

export interface Activity {
  id: string;
  at: string;
  kind: string;
  /** Whether it was done in the session that asks. */
  current: boolean;
  device: Device | null;
  place: string | null;
  passkey: { nickname: string | null; provider: string | null } | null;
  decision: Omit<Decision, 'id'> | null;
}

export interface RelyingParty {
  id: string;
  name: string;
  rp_id: string;
  session_default: 'token' | 'cookie';
  languages: string[];
  look: { accent?: string; radius?: number; logo?: string };
  /** Who its accounts are: anybody, staff of the operations console, or customers who are made up. */
  use: 'customers' | 'staff' | 'sandbox';
}

/**
 * Codes made on this side: 'cancelled' (not a failure), 'not-supported', 'network', 'signed-out',
 * 'no-screen-lock', 'address-not-allowed', 'device-failed', 'passkey-already-registered',
 * 'return-address-refused', 'unexpected-answer', 'device-refused' and 'device-silent' (another device), 'sign-in-again' (a
 * renewal that the service did not grant to this device; the session itself is still good). All others are the service's.
 */
export class LatchkeyError extends Error {
  constructor(code: string, message?: string, about?: Partial<Pick<LatchkeyError, 'next' | 'status' | 'retryAfter' | 'fields' | 'problem' | 'cause'>>);
  readonly code: string;
  /** What the customer or the page can do. */
  readonly next: string[];
  readonly status?: number;
  /** Seconds to wait before the next try. */
  readonly retryAfter?: number;
  readonly fields: { name: string; detail: string }[];
  readonly problem?: object;
  readonly cause?: unknown;
}

/** A verifier to keep, and the challenge and state to send, for an app that begins a hand-off (RFC 7636). */
export function pkce(): Promise<{ verifier: string; challenge: string; state: string }>;

export function capabilities(): Promise<Capabilities>;
