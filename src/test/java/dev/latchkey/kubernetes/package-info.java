/**
 * What stands in {@code k8s/}, rendered as an operator renders it and held up against Kubernetes' own model, against our
 * settings, metrics and documents, and against itself. Needs {@code kubectl} on the path and no cluster. Owns nothing
 * that the service uses.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.kubernetes;
