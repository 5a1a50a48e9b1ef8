/**
 * Latchkey: passkey login that asks only when it matters. The rooms stand on four floors and arrows point down: journeys,
 * features, foundations, ground; {@code ArrowsTest} holds them. This package holds the front door's handle, the main
 * class, and nothing else.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey;
