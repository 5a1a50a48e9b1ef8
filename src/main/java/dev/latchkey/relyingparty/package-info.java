/**
 * The relying parties of a deployment: who they are, at which hosts and origins they are found, and what they ask for.
 * Owns {@code relying_party*} and {@code api_client}; rows come from configuration or from the command line. Every
 * other row in the house belongs to one relying party, and no query crosses.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.relyingparty;
