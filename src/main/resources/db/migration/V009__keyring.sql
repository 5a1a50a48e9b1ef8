-- Which key-encryption keys there are rows under, and what of a key that is gone is still needed. Run by latchkey_owner;
-- the service works as ${appRole} and gets only what is granted here.

-- One row for each key that a service of this database ever had. Its name is four bytes of its hash and tells nothing.
create table keyring_key (
    name             integer primary key,
    first_seen_at    timestamptz not null,
    last_current_at  timestamptz,          -- when a replica last closed new things under it
    retired_at       timestamptz           -- nothing is closed under it any more
);

-- Keys derived from a key-encryption key for one purpose, closed under a newer one: they outlive it.
create table keyring_kept (
    master      integer     not null, -- the key-encryption key it derives from
    purpose     text        not null,
    algorithm   text        not null,
    key         bytea       not null, -- closed under the key-encryption key
    kept_until  timestamptz,          -- empty: for good
    primary key (master, purpose)
);

grant select, insert, update on keyring_key to ${appRole};
grant select, insert, update, delete on keyring_kept to ${appRole};
-- The index key itself never changes; what it is closed under does.
grant update (key) on notice_key to ${appRole};
