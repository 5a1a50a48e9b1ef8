-- The journal. The service adds to it and reads it; it may never change or remove what stands there. Partitions are made
-- and dropped by the owner's functions alone.

create table audit_entry (
    id             uuid        not null,
    at             timestamptz not null,
    relying_party  text        not null,
    event          text        not null,
    account        uuid,
    session        uuid,
    facts          text        not null,
    private_facts  bytea, -- closed under the account's key
    primary key (at, id)
) partition by range (at);
create index audit_entry_by_account on audit_entry (account, at desc, id desc) where account is not null;

-- Takes what has no month of its own yet: a missing partition must never refuse a sign-in.
create table audit_entry_rest partition of audit_entry default;

-- The chain: one link for each sealed entry, in the order of sealing.
create table audit_link (
    seq        bigint      primary key,
    entry_at   timestamptz not null,
    entry      uuid        not null,
    sealed_at  timestamptz not null,
    key_name   integer     not null, -- of the key-encryption key that the chain's key derives from
    digest     bytea       not null, -- MAC over the entry
    mac        bytea       not null, -- MAC over the link and the MAC before it
    unique (entry_at, entry)
);

-- Where the chain begins after whole months were dropped.
create table audit_checkpoint (
    seq             bigint      primary key, -- the last link that was removed
    mac             bytea       not null,    -- its MAC, on which the next link builds
    dropped_before  timestamptz not null,    -- entries before this instant are gone rightfully
    at              timestamptz not null,
    key_name        integer     not null,
    signature       bytea       not null
);

-- One row. Only the owner changes it: a service that was broken into cannot shorten the journal's life.
create table audit_retention (
    keep_months  integer not null check (keep_months >= 3)
);
insert into audit_retention values (13);

-- Makes the month of `since` and the `ahead` months after it. What the rest holds of them moves into them.
create function audit_make_months(since timestamptz, ahead integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as
$$
declare
    made  integer := 0;
    lower timestamptz := date_trunc('month', since);
    upper timestamptz;
    part  text;
begin
    if ahead not between 0 and 24 then
        raise exception 'between 0 and 24 months ahead, not %', ahead;
    end if;
    perform pg_advisory_xact_lock(hashtext('audit_make_months'));
    for month in 0..ahead loop
        upper := lower + interval '1 month';
        part := 'audit_entry_' || to_char(lower, 'YYYY_MM');
        if to_regclass(part) is null then
            execute format('create table %I (like audit_entry including all)', part);
            execute format('with moved as (delete from audit_entry_rest where at >= %L and at < %L returning *) '
                || 'insert into %I select * from moved', lower, upper, part);
            execute format('alter table audit_entry attach partition %I for values from (%L) to (%L)',
                part, lower, upper);
            made := made + 1;
        end if;
        lower := upper;
    end loop;
    return made;
end
$$;

-- Drops the oldest month, if its time has come and all of it is sealed, and its links as far as they form the chain's
-- beginning. The signature is the service's: the database has no key to make one, and the verifier checks it.
create function audit_drop_month(
    month timestamptz, last_seq bigint, last_mac bytea, signed_at timestamptz, key_name integer, signature bytea)
    returns void
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as
$$
declare
    lower    timestamptz := date_trunc('month', month);
    upper    timestamptz := lower + interval '1 month';
    part     text := 'audit_entry_' || to_char(lower, 'YYYY_MM');
    months   integer := (select keep_months from audit_retention);
    unsealed boolean;
begin
    if upper + make_interval(months => months) > now() then
        raise exception 'the journal of % is kept for % months', to_char(lower, 'YYYY-MM'), months;
    end if;
    if exists (select from audit_entry e where e.at < lower) then
        raise exception 'an older month stands before %', to_char(lower, 'YYYY-MM');
    end if;
    execute format('select exists (select from %I e where not exists '
        || '(select from audit_link l where l.entry_at = e.at and l.entry = e.id))', part) into unsealed;
    if unsealed then
        raise exception 'not all of % is sealed', to_char(lower, 'YYYY-MM');
    end if;
    if exists (select from audit_link l where l.seq <= last_seq and l.entry_at >= upper) then
        raise exception 'a link up to % belongs to a later month', last_seq;
    end if;
    if not exists (select from audit_link l where l.seq = last_seq and l.mac = last_mac)
        and not exists (select from audit_checkpoint c where c.seq = last_seq and c.mac = last_mac) then
        raise exception 'link % does not end with that MAC', last_seq;
    end if;
    insert into audit_checkpoint values (last_seq, last_mac, upper, signed_at, key_name, signature)
        on conflict (seq) do update
        set dropped_before = excluded.dropped_before, at = excluded.at, key_name = excluded.key_name,
            signature = excluded.signature;
    execute format('alter table audit_entry detach partition %I', part);
    execute format('drop table %I', part);
    delete from audit_link l where l.seq <= last_seq;
end
$$;

do $$ begin perform audit_make_months(now(), 3); end $$;

revoke all on function audit_make_months, audit_drop_month from public;
grant execute on function audit_make_months, audit_drop_month to ${appRole};
grant select, insert on audit_entry, audit_link to ${appRole};
grant select on audit_checkpoint, audit_retention to ${appRole};
