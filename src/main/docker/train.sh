#!/usr/bin/env bash
# Makes the AOT cache of the JVM image: starts the packaged service on an empty PostgreSQL, asks it a few things, ends it.
#
#   train.sh JAVA APP        JAVA the program that will run the service, APP the folder of quarkus-run.jar
#
# PostgreSQL's programs must be in /usr/lib/postgresql or on the path (psql there in any case), and the caller must not be root. Every password and
# key here is made for this run and thrown away with its database.
set -euo pipefail

java=$1
app=$2
work=$(mktemp -d)
programs=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1 || command -v initdb)")
secret=$(head -c 24 /dev/urandom | base64 | tr -d '/+=')
key=$(head -c 32 /dev/urandom | base64)
trap '"$programs/pg_ctl" -s -D "$work/data" -m immediate stop || true; rm -rf "$work"' EXIT

"$programs/initdb" --pgdata="$work/data" --auth=trust --username=postgres --encoding=UTF8 --no-sync >"$work/initdb.log"
"$programs/pg_ctl" -s -w -D "$work/data" -l "$work/postgres.log" \
    -o "-c listen_addresses=127.0.0.1 -c port=15432 -c unix_socket_directories=$work -c fsync=off" start
psql -q -h "$work" -p 15432 -U postgres <<SQL
create role latchkey_owner login password '$secret';
create role latchkey_app login password '$secret';
create database latchkey owner latchkey_owner;
SQL

# The flags of Dockerfile.jvm; a cache made with others is not used.
flags=(-Xms64m -Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+UseTransparentHugePages --enable-native-access=ALL-UNNAMED)
QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:15432/latchkey \
    QUARKUS_DATASOURCE_USERNAME=latchkey_app QUARKUS_DATASOURCE_PASSWORD=$secret \
    QUARKUS_FLYWAY_USERNAME=latchkey_owner QUARKUS_FLYWAY_PASSWORD=$secret LATCHKEY_KEY=$key \
    "$java" "${flags[@]}" -XX:AOTCacheOutput="$app/latchkey.aot" \
    -Dlatchkey.allow-desk-settings-in-production=true \
    -Dlatchkey.relying-party.demo.name=Training -Dlatchkey.relying-party.demo.rp-id=localhost \
    -Dlatchkey.relying-party.demo.hosts=localhost:18080 -Dlatchkey.relying-party.demo.origins=http://localhost:18080 \
    -Dquarkus.http.port=18080 -Dquarkus.management.port=19000 \
    -jar "$app/quarkus-run.jar" >"$work/service.log" 2>&1 &
service=$!

# ask PORT METHOD PATH [BODY]: prints the status line of the answer.
ask() {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf '%s %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s' \
        "$2" "$3" "$1" "$(printf %s "${4-}" | wc -c)" "${4-}" >&3
    head -n 1 <&3
    exec 3>&-
}

for _ in $(seq 600); do
    kill -0 "$service" 2>/dev/null || break
    if ask 19000 GET /q/health/started 2>/dev/null | grep -q ' 200 '; then
        started=yes
        break
    fi
    sleep 0.2
done
if [ "${started-no}" != yes ]; then
    cat "$work/service.log" >&2
    exit 1
fi

# What a start is followed by: probes, metrics, pages, the beginning of a ceremony, a refusal.
for _ in 1 2 3 4 5; do
    ask 19000 GET /q/health/ready
    ask 19000 GET /q/metrics
    ask 18080 GET /
    ask 18080 GET /v1/relying-party
    ask 18080 GET /.well-known/jwks.json
    ask 18080 POST /v1/webauthn/registration/options '{"username":"training"}'
    ask 18080 POST /v1/webauthn/authentication/options '{}'
    ask 18080 POST /v1/webauthn/authentication/verify '{"id":"AAAA"}'
    ask 18080 POST /v1/token/refresh '{"refresh_token":"AAAA"}'
    ask 18080 GET /v1/me
done >"$work/answers"

# The JVM writes the cache as it ends.
kill -TERM "$service"
wait "$service" || true
test -s "$app/latchkey.aot"
grep -c ' 200 ' "$work/answers" >&2
