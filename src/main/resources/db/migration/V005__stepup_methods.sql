-- More ways to answer one more check. Columns that the release before does not write have a default or may be empty.

alter table stepup_ticket
    add column action       text        not null default 'sign_in',
    add column methods      text        not null default 'passkey', -- ids of what was offered, one space between
    add column client       text        not null default 'latchkey-web',
    add column binding      bytea,                                  -- hash of the browser's pre-login id
    add column credential   bytea,                                  -- the passkey that was used in the attempt
    add column session      uuid,                                   -- the session that is to be raised
    add column transaction  bytea,                                  -- what is approved, closed under the account's key
    add column proven_acr   smallint,                               -- what the attempt itself had proven
    add column proven_amr   text,
    add column proven_at    timestamptz,
    add column tries_left   smallint    not null default 5,         -- over all methods that can be guessed
    add column asked_at     timestamptz not null default now(),     -- when the attempt was made
    add column outcome      text;                                   -- how it ended; empty while it is open
create index stepup_ticket_by_account on stepup_ticket (account);

create table stepup_totp (
    account        uuid primary key,
    relying_party  text        not null,
    secret         bytea,                        -- closed under the account's key; empty until the first enrolment ends
    confirmed_at   timestamptz,
    last_step      bigint      not null,         -- the newest time step that was spent (RFC 6238 §5.2)
    pending        bytea,                        -- a secret whose enrolment has begun, closed likewise
    pending_at     timestamptz
);

create table stepup_approval (
    ticket_hash    bytea primary key,
    id             uuid        not null unique,
    relying_party  text        not null,
    account        uuid        not null,
    action         text        not null,
    number         smallint    not null,         -- shown where it is asked, typed where it is approved
    tries_left     smallint    not null,
    device         bytea       not null,         -- the asking device, closed under the account's key
    transaction    bytea,                        -- closed under the account's key
    asking_session uuid,                         -- may not answer itself
    attempted_at   timestamptz not null,         -- sessions opened later may not answer
    asked_at       timestamptz not null,
    expires_at     timestamptz not null,
    state          text        not null,
    answered_at    timestamptz,
    answered_by    uuid                          -- the session that answered
);
create index stepup_approval_by_account on stepup_approval (account);
create index stepup_approval_by_expiry on stepup_approval (expires_at);

-- Wrong codes of an account over all its tickets, counted where every replica sees them.
create table stepup_failure (
    account          uuid primary key,
    relying_party    text        not null,
    failures         integer     not null,
    counted_since    timestamptz not null,
    suspended_until  timestamptz
);

grant select, insert, update, delete on stepup_totp, stepup_approval, stepup_failure to ${appRole};
