-- What the risk engine keeps: one packed profile per account, the log of every decision, what became of them, and the
-- population's counts. The log is append-only to the service; weeks are made and dropped by the owner's functions alone.

create table decision_profile (
    account        uuid primary key,
    relying_party  text        not null,
    packed         bytea,                 -- decayed counts, closed under the account's key; null before the first lesson
    revision       bigint      not null,  -- counts the lessons, so that of two at once one is kept whole
    profiling      boolean     not null,  -- false: the customer said no
    recovered_at   timestamptz,           -- the last recovery, which makes what follows worth a second look
    enrolled_at    timestamptz,           -- the last passkey added to those there were
    reported_at    timestamptz,           -- the last "this was not me"
    held_until     timestamptz,           -- until then what is sensitive has to wait
    changed_at     timestamptz not null
);
create index decision_profile_by_change on decision_profile (changed_at);

create table decision_log (
    id              uuid             not null,
    at              timestamptz      not null,
    relying_party   text             not null,
    account         uuid,
    action          text             not null,
    segment         text             not null,
    level           text             not null,
    score           double precision not null, -- the calibrated logit; replay gives the same bits
    suspicion       text             not null, -- the likeliest explanation other than the owner
    policy_version  integer          not null, -- 0: the default that comes with the release, -1: could not be read
    model_version   integer          not null,
    snapshot        bigint           not null, -- of the population's counts; 0: none yet
    reasons         text             not null, -- codes, the weightiest first
    evidence        bytea            not null, -- the numbers the score was made of; nothing that names anybody
    learned         bytea,                     -- keyed hashes for the population's counts; null: not learned from
    facts           bytea,                     -- place and device, closed under the account's key
    primary key (at, id)
) partition by range (at);
create index decision_log_by_account on decision_log (account, at desc) where account is not null;
create index decision_log_by_learning on decision_log (relying_party, at) where learned is not null;

-- Takes what has no week of its own yet: a missing partition must never refuse a sign-in.
create table decision_log_rest partition of decision_log default;

create table decision_label (
    decision  uuid        not null,
    label     text        not null, -- passed, failed, abandoned, me, not_me, fraud
    source    text        not null, -- customer, step_up, support
    at        timestamptz not null,
    primary key (decision, label, source)
);
create index decision_label_by_time on decision_label (at);

create table decision_snapshot (
    relying_party  text        not null,
    number         bigint      not null,
    counted_until  timestamptz not null,
    packed         bytea       not null, -- counts of keyed hashes; no account can be told from it
    made_at        timestamptz not null,
    primary key (relying_party, number)
);

-- Makes the week of `since` and the `ahead` weeks after it. What the rest holds of them moves into them.
create function decision_make_weeks(since timestamptz, ahead integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as
$$
declare
    made  integer := 0;
    lower timestamptz := date_trunc('week', since);
    upper timestamptz;
    part  text;
begin
    if ahead not between 0 and 26 then
        raise exception 'between 0 and 26 weeks ahead, not %', ahead;
    end if;
    perform pg_advisory_xact_lock(hashtext('decision_make_weeks'));
    for week in 0..ahead loop
        upper := lower + interval '7 days';
        part := 'decision_log_' || to_char(lower, 'YYYY_MM_DD');
        if to_regclass(part) is null then
            execute format('create table %I (like decision_log including all)', part);
            execute format('with moved as (delete from decision_log_rest where at >= %L and at < %L returning *) '
                || 'insert into %I select * from moved', lower, upper, part);
            execute format('alter table decision_log attach partition %I for values from (%L) to (%L)',
                part, lower, upper);
            made := made + 1;
        end if;
        lower := upper;
    end loop;
    return made;
end
$$;

-- Drops the weeks that began before `before`, so that no decision outlives its time, and returns how many they were. A
-- week younger than two weeks is never dropped, whoever asks.
create function decision_drop_weeks(before timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as
$$
declare
    dropped integer := 0;
    part    text;
begin
    if before > now() - interval '14 days' then
        raise exception 'decisions are kept for two weeks at least, not only since %', before;
    end if;
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'decision_log'::regclass
            -- A case, because the planner may look at names of other tables first.
            and case when c.relname ~ '^decision_log_\d{4}_\d{2}_\d{2}$'
                     then to_timestamp(substr(c.relname, 14), 'YYYY_MM_DD') < before
                     else false end
    loop
        execute format('alter table decision_log detach partition %I', part);
        execute format('drop table %I', part);
        dropped := dropped + 1;
    end loop;
    delete from decision_log_rest where at < before;
    return dropped;
end
$$;

-- Cuts an erased account loose from its decisions. The numbers stay, and lead to nobody.
create function decision_forget(erased uuid) returns void
    language sql security definer set search_path = public, pg_temp as
$$
    update decision_log set account = null, facts = null, learned = null where account = erased
$$;

do $$ begin perform decision_make_weeks(now(), 4); end $$;

revoke all on function decision_make_weeks, decision_drop_weeks, decision_forget from public;
grant execute on function decision_make_weeks, decision_drop_weeks, decision_forget to ${appRole};
grant select, insert, update, delete on decision_profile, decision_snapshot to ${appRole};
grant select, insert on decision_log to ${appRole};
grant select, insert, delete on decision_label to ${appRole};
