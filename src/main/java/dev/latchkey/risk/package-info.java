/** Placeholder. */
@org.jspecify.annotations.NullMarked
package dev.latchkey.risk;
