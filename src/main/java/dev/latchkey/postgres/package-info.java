/**
 * PostgreSQL as the house uses it: the embedded server of a desk, the two roles, and constant SQL sent in as few round
 * trips as can be. Owns the roles, the connection's deadlines and the migrations' order; every table belongs to the
 * package it is named after. Production brings its own server and gets no embedded one.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.postgres;
