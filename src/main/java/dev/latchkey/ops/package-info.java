/**
 * What operators do, by the command line: the schema, relying parties, API clients, policies, decisions and the journal, keys of
 * every kind, ending sessions, and erasures that must survive a restore (which a start looks after too). Owns no table and no
 * endpoint yet. Customers never meet it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.ops;
