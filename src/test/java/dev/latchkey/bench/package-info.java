/**
 * The benchmark behind {@code ./mvnw -Pbench verify}: complete logins and refreshes against the packaged service in a
 * JVM of its own, on an embedded PostgreSQL with real durability. Owns nothing but {@code target/bench}; writes the table
 * of docs/performance.md there. Asserts no time: budgets are compared by whoever reads the table.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.bench;
