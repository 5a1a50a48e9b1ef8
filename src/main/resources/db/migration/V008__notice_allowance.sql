-- How many codes an address was sent within the hour, whoever asked for them: accounts cost nothing to make, and a code
-- row forgets an address as soon as its account names another.

create table notice_allowance (
    relying_party  text        not null,
    address_index  bytea       not null, -- keyed hash
    window_began   timestamptz not null, -- sends are counted from here
    sends          integer     not null,
    primary key (relying_party, address_index)
);
create index notice_allowance_by_age on notice_allowance (window_began);

grant select, insert, update, delete on notice_allowance to ${appRole};
