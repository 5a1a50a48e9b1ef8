/**
 * Signed-in sessions: who, how sure, since when, on which device, until when. Owns {@code session}. Tokens hang on a
 * session but are made elsewhere; whether somebody may have one is decided before it is opened.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.session;
