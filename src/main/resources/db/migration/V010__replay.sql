-- What a decision needs beside its evidence to be judged again, exactly, under its own policy or another one.

alter table decision_log
    add column situation       bytea,    -- what the policy looked at beside the score; names nobody; null: before V010
    add column judged          text,     -- the level before a protected action demanded more; null: the same
    add column shadow_version  integer,  -- of the policy that ran in the shadow; null: none did
    add column shadow_level    text;     -- what it would have done
