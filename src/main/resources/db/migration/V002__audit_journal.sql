-- The journal. The service adds to it and reads it; it may never change or remove what stands there.

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
create index audit_entry_by_account on audit_entry (account, at desc, id desc);
create index audit_entry_by_id on audit_entry (id);
create table audit_entry_rest partition of audit_entry default;
grant select, insert on audit_entry to ${appRole};
