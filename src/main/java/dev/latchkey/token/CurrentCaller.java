package dev.latchkey.token;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who is calling, as the filters of {@link SignedIn} and {@link MaybeSignedIn} found. */
@RequestScoped
public class CurrentCaller {
    private Optional<Caller> caller = Optional.empty();

    void is(Caller found) {
        caller = Optional.of(found);
    }

    /**
     * Returns the caller.
     *
     * @throws IllegalStateException where nobody need be signed in and nobody is
     */
    public Caller caller() {
        return caller.orElseThrow(() -> new IllegalStateException("nobody is signed in to this request"));
    }

    /** Returns the caller, if the request has one. */
    public Optional<Caller> ifAny() {
        return caller;
    }
}
