-- The rooms of the first version. Every table is named after the package that owns it. Run by latchkey_owner; the
-- service works as ${appRole} and gets only what is granted here.

create table relying_party (
    id          text primary key,
    rp_id       text        not null,
    settings    jsonb       not null,
    seeded      boolean     not null,
    changed_at  timestamptz not null
);

create table relying_party_host (
    host           text primary key,
    relying_party  text not null references relying_party (id) on delete cascade
);

create table api_client (
    id             text primary key,
    relying_party  text        not null references relying_party (id),
    name           text        not null,
    secret_hash    bytea       not null,
    created_at     timestamptz not null,
    revoked_at     timestamptz
);

create table account (
    id              uuid primary key,
    relying_party   text        not null references relying_party (id),
    user_handle     bytea       not null,
    label           bytea       not null, -- user name and display name, closed under the account's key
    username_index  bytea,                -- keyed hash, only where the relying party asks for unique names
    data_key        bytea       not null, -- the account's own key, closed under the key-encryption key
    state           text        not null,
    created_at      timestamptz not null,
    unique (relying_party, user_handle),
    unique (relying_party, username_index)
);

create table passkey_credential (
    relying_party     text        not null,
    credential_id     bytea       not null,
    account           uuid        not null,
    user_handle       bytea       not null,
    public_key        bytea       not null, -- our own COSE re-encoding
    algorithm         integer     not null,
    counter           bigint      not null,
    aaguid            uuid        not null,
    transports        text        not null,
    attachment        text,
    backup_eligible   boolean     not null,
    backed_up         boolean     not null,
    user_verified     boolean     not null, -- whether registration was user-verified (uvInitialized)
    nickname          bytea,                -- closed under the account's key
    created_at        timestamptz not null,
    last_used_at      timestamptz,
    suspended_at      timestamptz,
    primary key (relying_party, credential_id)
);
create index passkey_credential_by_account on passkey_credential (account);

create table passkey_spent (
    ceremony    bytea primary key,
    expires_at  timestamptz not null
);
create index passkey_spent_by_expiry on passkey_spent (expires_at);

create table session (
    id             uuid primary key,
    relying_party  text        not null,
    account        uuid        not null,
    credential_id  bytea,
    client_id      text        not null,
    mode           text        not null,
    acr            smallint    not null,
    amr            text        not null,
    auth_time      timestamptz not null,
    device         bytea,                -- closed under the account's key
    created_at     timestamptz not null,
    last_seen_at   timestamptz not null,
    expires_at     timestamptz not null,
    idle_seconds   integer     not null, -- how long it may lie unused
    ended_at       timestamptz,
    end_reason     text
);
create index session_by_account on session (account);
create index session_by_expiry on session (expires_at);
create index session_by_end on session (ended_at) where ended_at is not null;

create table token_family (
    session          uuid primary key references session (id) on delete cascade,
    generation       integer     not null,
    current_hash     bytea       not null,
    previous_hash    bytea,
    rotated_at       timestamptz,
    successor        bytea -- the current token, sealed under a key that only the previous token gives
);

create table token_signing_key (
    kid            text primary key,
    relying_party  text        not null,
    algorithm      text        not null,
    public_jwk     text        not null,
    private_key    bytea       not null, -- closed under the key-encryption key
    created_at     timestamptz not null,
    activates_at   timestamptz not null,
    retires_at     timestamptz not null, -- signs no more from here on
    removed_at     timestamptz not null  -- verifies no more from here on
);
create index token_signing_key_by_relying_party on token_signing_key (relying_party);

create table stepup_recovery_code (
    code_hash      bytea primary key,
    relying_party  text        not null,
    account        uuid        not null,
    created_at     timestamptz not null,
    spent_at       timestamptz
);
create index stepup_recovery_code_by_account on stepup_recovery_code (account);

create table stepup_ticket (
    ticket_hash    bytea primary key,
    relying_party  text        not null,
    account        uuid        not null,
    decision       uuid        not null,
    mode           text        not null,
    expires_at     timestamptz not null,
    spent_at       timestamptz
);
create index stepup_ticket_by_expiry on stepup_ticket (expires_at);

create table signin_hand_off (
    code_hash       bytea primary key,
    relying_party   text        not null,
    session         uuid        not null,
    return_to       text        not null,
    code_challenge  text        not null,
    expires_at      timestamptz not null,
    spent_at        timestamptz
);
create index signin_hand_off_by_expiry on signin_hand_off (expires_at);

grant select, insert, update, delete on
    relying_party, relying_party_host, api_client, account, passkey_credential, passkey_spent, session, token_family,
    token_signing_key, stepup_recovery_code, stepup_ticket, signin_hand_off
    to ${appRole};
