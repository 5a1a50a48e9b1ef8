-- Policies: what decisions are made by. Both tables only grow: a version is never changed, and going back is one more
-- activation. Run by latchkey_owner; the service works as ${appRole} and gets only what is granted here.

create table decision_policy (
    relying_party  text        not null references relying_party (id),
    version        integer     not null check (version > 0),
    document       text        not null, -- as it was written, so that its digest stays good
    digest         text        not null, -- SHA-256 of the document, in hexadecimal
    author         text        not null,
    created_at     timestamptz not null,
    comment        text        not null,
    primary key (relying_party, version)
);

-- The last activation of a relying party is the one in force; version 0 is the policy of the release.
create table decision_policy_active (
    activation     bigint      primary key generated always as identity,
    relying_party  text        not null references relying_party (id),
    version        integer     not null check (version >= 0),
    activated_at   timestamptz not null,
    activated_by   text        not null
);
create index decision_policy_active_by_relying_party on decision_policy_active (relying_party, activation);

grant select, insert on decision_policy, decision_policy_active to ${appRole};

-- Protected actions that wait before they may go ahead.
create table stepup_hold (
    account           uuid        not null,
    transaction_hash  bytea       not null, -- with the account's user handle, so that nobody can try amounts and payees
    relying_party     text        not null,
    action            text        not null,
    asked_at          timestamptz not null,
    ends_at           timestamptz not null,
    primary key (account, transaction_hash)
);
create index stepup_hold_by_end on stepup_hold (ends_at);

grant select, insert, update, delete on stepup_hold to ${appRole};
