-- Whom an account has paid before, and which back end asked for a check. What is new may be empty, so that the release
-- before goes on to write its rows.

alter table decision_profile
    add column payees bytea; -- keyed hashes, closed under the account's key; null before the first

alter table stepup_ticket
    add column asked_by        text,        -- the API client whose back end asked; empty for tickets of our own
    add column transaction_key bytea,       -- with the account's user handle, so that nobody can try amounts and payees
    add column redeemed_at     timestamptz; -- when a back end was told of an approval that no session carries
