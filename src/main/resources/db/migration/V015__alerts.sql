-- What was alarming: one row for each relying party, day (UTC), kind and thing, by whichever replica notices it first.
create table decision_alert (
    relying_party  text        not null,
    day            date        not null,
    kind           text        not null,
    about          text        not null, -- an action and a segment, or a file; empty when it is about everything
    at             timestamptz not null,
    says           text        not null, -- for operators, with numbers; about nobody
    decisions      text        not null, -- the query that finds what is behind it; empty when no decision is
    primary key (relying_party, day, kind, about)
);
grant select, insert, delete on decision_alert to ${appRole};
