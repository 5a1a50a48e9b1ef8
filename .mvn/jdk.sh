# Sourced by mvnw before anything else. Latchkey is built by a JDK 25 or newer, and many machines have an older
# `java` on the path. If JAVA_HOME already names a new enough JDK it is left alone; otherwise the usual places are
# searched and the newest JDK found there is used. Nothing is downloaded.

latchkey_jdk_wanted=25

# Prints the feature version of the JDK in folder $1, or 0 when there is none. Reads the JDK's own `release` file.
latchkey_jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  latchkey_v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  echo "${latchkey_v:-0}"
}

latchkey_find_jdk() {
  latchkey_best= latchkey_best_version=0
  [ -z "${JAVA_HOME-}" ] || [ "$(latchkey_jdk_version "$JAVA_HOME")" -lt "$latchkey_jdk_wanted" ] || return 0

  set +f # mvnw runs with globbing off
  for latchkey_home in \
    /usr/lib/jvm/* \
    /usr/local/lib/jvm/* \
    /opt/java/* /opt/jdk* /opt/*jdk* /opt/graalvm* /opt/mandrel* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    latchkey_version=$(latchkey_jdk_version "$latchkey_home")
    if [ "$latchkey_version" -ge "$latchkey_jdk_wanted" ] && [ "$latchkey_version" -gt "$latchkey_best_version" ]; then
      latchkey_best=$latchkey_home latchkey_best_version=$latchkey_version
    fi
  done
  set -f

  if [ -z "$latchkey_best" ]; then
    echo "Latchkey needs a JDK $latchkey_jdk_wanted: install one (for example Temurin $latchkey_jdk_wanted) or set JAVA_HOME to it." >&2
    exit 1
  fi
  JAVA_HOME=$latchkey_best
  export JAVA_HOME
}

latchkey_find_jdk
