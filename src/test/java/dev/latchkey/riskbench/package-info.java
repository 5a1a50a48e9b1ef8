/**
 * The benchmark behind {@code ./mvnw -Prisk-bench verify}: generated login histories with labelled attackers, the
 * published scorers beside ours, and the table of docs/risk-benchmark.md. Owns that page and docs/images/risk, and reads
 * and writes the column layout of the public RBA data set. Leaves the model itself to {@code dev.latchkey.risk}: here it
 * is one scorer among others, and the seeds it is tested on are never fitted to.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.riskbench;
