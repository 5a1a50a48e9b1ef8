-- Mail to customers. What is closed is closed under the account's key; what is found again is found by a keyed hash.

create table notice_key (
    name        text primary key,
    key         bytea       not null, -- closed under the key-encryption key; the key itself never changes
    created_at  timestamptz not null
);

-- Confirmed addresses only. For a moment of a transaction an account has two.
create table notice_address (
    relying_party  text        not null,
    address_index  bytea       not null, -- keyed hash
    account        uuid        not null,
    address        bytea       not null, -- closed
    language       text        not null,
    verified_at    timestamptz not null,
    primary key (relying_party, address_index)
);
create index notice_address_by_account on notice_address (account);

create table notice_code (
    account        uuid        not null,
    purpose        text        not null,
    relying_party  text        not null,
    code_hash      bytea       not null, -- keyed hash: six digits have nowhere else to hide
    address        bytea,                -- closed; only while a new address waits to be confirmed
    address_index  bytea,
    language       text        not null,
    sent_at        timestamptz not null,
    expires_at     timestamptz not null,
    window_began   timestamptz not null, -- tries and sends are counted from here
    sends          integer     not null,
    tries          integer     not null,
    spent_at       timestamptz,
    primary key (account, purpose)
);
create index notice_code_by_index on notice_code (relying_party, address_index) where address_index is not null;
create index notice_code_by_expiry on notice_code (expires_at);

create table notice_stop (
    token_hash     bytea primary key,
    relying_party  text        not null,
    account        uuid        not null,
    session        uuid,
    credential     bytea,
    kind           text        not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    spent_at       timestamptz
);
create index notice_stop_by_account on notice_stop (account);
create index notice_stop_by_expiry on notice_stop (expires_at);

create table notice_outbox (
    id             uuid primary key, -- also the mail's Message-ID, however often it is tried
    relying_party  text        not null,
    account        uuid        not null,
    kind           text        not null,
    language       text        not null,
    recipient      bytea,                -- closed; gone once it is sent or given up
    message        bytea,                -- closed; gone likewise
    created_at     timestamptz not null,
    give_up_at     timestamptz not null,
    attempts       integer     not null,
    next_attempt   timestamptz not null,
    sent_at        timestamptz,
    failed_at      timestamptz
);
create index notice_outbox_by_turn on notice_outbox (next_attempt) where sent_at is null and failed_at is null;
create index notice_outbox_by_account on notice_outbox (account, created_at);
create index notice_outbox_by_age on notice_outbox (created_at);

grant select, insert, update, delete on notice_address, notice_code, notice_stop, notice_outbox to ${appRole};
grant select, insert on notice_key to ${appRole};
