/**
 * What operators do: for now the command line that sets up relying parties and API clients, turns signing keys over, puts
 * policies in force, explains decisions, checks the journal and migrates the schema. Owns no table and no endpoint yet.
 * Customers never meet it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.ops;
