#!/bin/sh
# Run once by the PostgreSQL image, on an empty volume: two roles and their database, as docs/operations.md says.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres \
  --set=owner="$OWNER" --set=owner_password="$OWNER_PASSWORD" \
  --set=service="$SERVICE" --set=service_password="$SERVICE_PASSWORD" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"service" login password :'service_password';
create database latchkey owner :"owner";
revoke all on database latchkey from public;
grant connect on database latchkey to :"service";
SQL
