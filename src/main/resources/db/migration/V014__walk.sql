-- Walks: what it costs a customer who is made up to come through the pages under a policy. Kept, to compare one month with
-- another; they hold nothing of any customer.

create table walk (
    id               uuid        primary key,
    token_hash       bytea       not null unique, -- of the link; good until expires_at, and while nobody ended the walk
    relying_party    text        not null references relying_party (id), -- whose policy is tried
    version          integer     not null check (version >= 0),
    sandbox          text        not null references relying_party (id), -- where it is walked
    sandbox_version  integer     not null check (sandbox_version >= 0),  -- the number of the same text there
    persona          text        not null,
    operator         uuid        not null, -- an account of the staff's
    operator_name    text        not null, -- as it was then
    started_at       timestamptz not null,
    expires_at       timestamptz not null,
    ended_at         timestamptz,
    finished         boolean     not null default false, -- ended by its last step
    account          uuid        unique,   -- of the sandbox, where no customers are
    turns            jsonb       not null, -- each step that was reached: when, and the screens that were shown
    report           jsonb                 -- what it cost, once it has ended
);
create index walk_by_relying_party on walk (relying_party, id desc);

grant select, insert, update on walk to ${appRole};
