-- A service that does not migrate itself waits until the schema is fit for it, and for that it has to look. Repeatable,
-- not numbered: it stands behind all others and is run again when the service's role changes.
grant select on flyway_schema_history to ${appRole};
