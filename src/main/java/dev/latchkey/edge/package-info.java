/**
 * The door: which relying party a request is for, who may call, how problems look, what every response carries. Owns
 * no table; its filters and mappers stand around all endpoints. Decides nothing about customers.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.edge;
