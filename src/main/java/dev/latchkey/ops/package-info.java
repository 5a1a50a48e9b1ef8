/**
 * What operators do, by the command line: the schema, relying parties, API clients, policies, staff, decisions and the journal, keys of
 * every kind, ending sessions, and erasures that must survive a restore (which a start looks after too). Owns no table and no
 * endpoint: what operators do in a browser is {@code console}'s. Customers never meet it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.ops;
