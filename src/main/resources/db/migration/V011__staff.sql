-- Who works in the operations console. Run by latchkey_owner; the service works as ${appRole} and gets only what is
-- granted here.

-- Who holds which role at which managed relying party.
create table staff_grant (
    account        uuid        not null,
    relying_party  text        not null references relying_party (id), -- the managed one
    role           text        not null,
    console        text        not null, -- the relying party that the account belongs to
    granted_at     timestamptz not null,
    primary key (account, relying_party, role)
);
create index staff_grant_by_relying_party on staff_grant (relying_party, role);

create table staff_invitation (
    id           uuid primary key,
    console      text        not null references relying_party (id), -- where it lets somebody sign up
    token_hash   bytea       not null unique,
    note         text        not null,
    made_by      uuid,                 -- empty: the command line, or the start of a desk
    made_at      timestamptz not null,
    approved_at  timestamptz,          -- empty: a second admin has not said yes, and it is not good yet
    expires_at   timestamptz not null,
    used_at      timestamptz,
    used_by      uuid
);

create table staff_invitation_role (
    invitation     uuid not null references staff_invitation (id) on delete cascade,
    relying_party  text not null references relying_party (id),
    role           text not null,
    primary key (invitation, relying_party, role)
);

-- Roles that one admin would like to grant and another one has to agree to.
create table staff_proposal (
    id             uuid primary key,
    relying_party  text        not null references relying_party (id),
    console        text        not null,
    account        uuid,                 -- who would gain; empty for an invitation
    invitation     uuid references staff_invitation (id) on delete cascade,
    roles          text        not null, -- slugs, one comma between
    note           text        not null,
    proposed_by    uuid        not null,
    proposed_at    timestamptz not null,
    expires_at     timestamptz not null,
    decided_by     uuid,
    decided_at     timestamptz,
    approved       boolean,
    check ((account is null) <> (invitation is null))
);
create index staff_proposal_by_relying_party on staff_proposal (relying_party, expires_at);

grant select, insert, update, delete on
    staff_grant, staff_invitation, staff_invitation_role, staff_proposal to ${appRole};
