package dev.latchkey.passkey;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the verifiers of the running service; plain classes themselves, so that a test makes them without it. */
@Singleton
final class Verifiers {
    private final Library library = new Library();

    @Produces
    @Singleton
    RegistrationVerifier registrations() {
        return new RegistrationVerifier(library);
    }

    @Produces
    @Singleton
    AssertionVerifier assertions() {
        return new AssertionVerifier(library);
    }
}
