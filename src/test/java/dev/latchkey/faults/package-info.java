/**
 * The faults behind {@code ./mvnw -Pfaults verify}: processes of the packaged service and clusters of PostgreSQL are killed,
 * stopped, frozen, cut off and replaced while customers come and go, and what was acknowledged is looked for afterwards.
 * Owns nothing but {@code target/faults}; writes the table of docs/reliability.md there. Says of what could not run that it
 * did not, never that it passed.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.faults;
