#!/bin/sh
# Builds the service twice from clean and compares every file: .mvn/reproducible.sh [options of mvnw]
# Ends with 0 when both builds are the same byte for byte, and names the files that are not.
set -eu
cd "$(dirname "$0")/.."
sums() { (cd target/quarkus-app && find . -type f -exec sha256sum {} + | sort -k 2); }
first=$(mktemp) && second=$(mktemp)
trap 'rm -f "$first" "$second"' EXIT
rm -rf target/quarkus-app target/classes && ./mvnw -q package -DskipTests "$@" && sums > "$first"
rm -rf target/quarkus-app target/classes && ./mvnw -q package -DskipTests "$@" && sums > "$second"
diff "$first" "$second" && echo "$(wc -l < "$first") files, the same in both builds: $(sha256sum < "$first" | cut -c 1-16)"
