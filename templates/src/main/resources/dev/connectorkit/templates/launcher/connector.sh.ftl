[#ftl attributes={"version": "1"}]
#!/bin/sh
# Starts [=name]. JAVA_HOME says which Java, JAVA_OPTS replaces the JVM's options.

fail() {
    printf '%s\n' "$1" >&2
    exit 2
}

# The file that a chain of symbolic links ends in
follow() {
    followed=$1
    while [ -h "$followed" ]; do
        listed=$(ls -ld -- "$followed")
        link=${listed#*" $followed -> "}
        case $link in
            /*) followed=$link ;;
            *) followed=$(dirname -- "$followed")/$link ;;
        esac
    done
}

follow "$0"
home=$(CDPATH='' cd -- "$(dirname -- "$followed")" && pwd -P) || exit 1
jar=$home/[=jar]
[ -f "$jar" ] || fail "CONNECTOR_INCOMPLETE: $jar: not found; the launcher and its jar have to stay in one folder"

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_NOT_FOUND: JAVA_HOME is $JAVA_HOME, and there is no bin/java in it; set it to a Java 17 or newer"
else
    java=$(command -v java) || fail "JAVA_NOT_FOUND: no java on the PATH; install Java 17 or newer, or set JAVA_HOME"
fi

# The release file beside bin says the version without starting a JVM; where there is none, java is asked
follow "$java"
release=$(dirname -- "$followed")/../release
version=
if [ -r "$release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9.]*\).*/\1/p' "$release")
fi
if [ -z "$version" ]; then
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p')
fi
case $version in
    '') fail "JAVA_NOT_FOUND: $java does not say its version; install Java 17 or newer, or set JAVA_HOME" ;;
    1.*) major=8 ;;
    *) major=${version%%.*} ;;
esac
[ "$major" -ge 17 ] || fail "JAVA_TOO_OLD: $java is Java $version; install Java 17 or newer, or set JAVA_HOME"

# A JVM's own warnings would go to standard output, among the states; -f keeps JAVA_OPTS from naming files
set -f
exec "$java" -Xlog:disable -Xlog:all=warning:stderr ${JAVA_OPTS--XX:+UseSerialGC -Xmx384m} -jar "$jar" "$@"
