/** The life of a policy, as the console's pages speak with it. */
@org.jspecify.annotations.NullMarked
package dev.latchkey.console.policy;
