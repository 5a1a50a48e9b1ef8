-- What operators look back by: replays that run or ran, who looked behind a decision how often, and how scores drift.

create table decision_replay (
    id             uuid primary key,
    relying_party  text        not null,
    asked_by       uuid        not null, -- the operator's account
    asked_at       timestamptz not null,
    policy         text        not null, -- which one is tried, as JSON
    since          timestamptz not null,
    until          timestamptz not null,
    state          text        not null, -- running, done, cancelled, failed
    heard_at       timestamptz not null, -- when the replica that runs it last said so
    cancel_asked   boolean     not null,
    total          bigint      not null,
    read           bigint      not null,
    report         text,                 -- JSON, once it is done
    flips          text                  -- JSON, the first of those that come out otherwise
);
create index decision_replay_by_party on decision_replay (relying_party, asked_at);

-- One row for each operator and day; spent by one conditional update.
create table decision_reveal (
    operator  uuid    not null,
    day       date    not null,
    many      integer not null,
    primary key (operator, day)
);

-- One row for each relying party and day, written by whichever replica comes first.
create table decision_drift (
    relying_party  text             not null,
    day            date             not null,
    decisions      bigint           not null,
    psi            double precision not null,
    observed       bigint           not null, -- of the decisions of the day, known as hostile when the row was written
    expected       double precision not null,
    unknown_place  double precision not null, -- the share of decisions without a country
    unknown_device double precision not null, -- and of those without any mark of a device
    primary key (relying_party, day)
);

grant select, insert, update, delete on decision_replay, decision_reveal to ${appRole};
grant select, insert, delete on decision_drift to ${appRole};
