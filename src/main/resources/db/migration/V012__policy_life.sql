-- The life of a policy: drafts that are edited, what somebody else said of a version, and its way into force step by step.
-- What exists is only added to; the release before goes on to write its rows. Run by latchkey_owner; the service works as
-- ${appRole} and gets only what is granted here.

alter table decision_policy
    add column editors       text,    -- the accounts of all who wrote it, by spaces; null: its author alone
    add column base_version  integer; -- the version it was made from; null: nobody said

-- A draft is changed as often as its authors like, and passes with time. A change names the revision that it saw.
create table decision_policy_draft (
    id             uuid        primary key,
    relying_party  text        not null references relying_party (id),
    author         text        not null,
    editors        text        not null, -- the accounts of all who wrote it, by spaces
    base_version   integer     not null,
    document       text        not null, -- as it was written; need not be valid yet
    comment        text        not null,
    revision       integer     not null,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    changed_by     text        not null,
    expires_at     timestamptz not null
);
create index decision_policy_draft_by_relying_party on decision_policy_draft (relying_party, expires_at);
create index decision_policy_draft_by_end on decision_policy_draft (expires_at);

-- What somebody else than its authors said of a version, once and for good.
create table decision_policy_verdict (
    relying_party  text        not null,
    version        integer     not null,
    verdict        text        not null check (verdict in ('approved', 'rejected')),
    digest         text        not null, -- of the text that was seen
    given_by       text        not null,
    given_at       timestamptz not null,
    comment        text        not null,
    primary key (relying_party, version),
    foreign key (relying_party, version) references decision_policy (relying_party, version)
);

-- A chain of steps at each relying party: each names the one before, so that of two at once one is taken. The last says
-- which version is tried on whom, or that the glass is broken.
create table decision_policy_rollout (
    step           bigint      primary key generated always as identity,
    relying_party  text        not null references relying_party (id),
    previous       bigint      not null, -- 0 for the first
    kind           text        not null,
    version        integer     not null, -- what the step is about
    in_force       integer     not null, -- what holds for everybody else from then on
    former         integer     not null, -- what did until then
    at             timestamptz not null,
    done_by        text        not null,
    comment        text        not null,
    cause          text,                 -- the numbers that made the clock do it, as JSON
    arm_key        integer,              -- under which key-encryption key accounts are told into arms
    glass          text,                 -- what the broken glass does
    ends_at        timestamptz,          -- when it ends by itself
    unique (relying_party, previous)
);

-- Decisions made while a version is tried, in the two arms that are compared; leads to nobody but by the log.
create table decision_trial (
    decision       uuid        primary key,
    at             timestamptz not null,
    relying_party  text        not null,
    step           bigint      not null, -- of the rollout
    arm            text        not null, -- shadow, canary, control
    action         text        not null,
    segment        text        not null,
    outcome        text        not null, -- allow, step_up, limited, deny; demanded: whatever the score
    other          text                  -- what the version in the shadow would have done
);
create index decision_trial_by_step on decision_trial (step, at desc);
create index decision_trial_by_time on decision_trial (at);

grant select, insert, update, delete on decision_policy_draft to ${appRole};
grant select, insert on decision_policy_verdict, decision_policy_rollout to ${appRole};
grant select, insert, delete on decision_trial to ${appRole};
