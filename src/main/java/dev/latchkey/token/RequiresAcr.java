package dev.latchkey.token;

import dev.latchkey.assurance.Acr;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only for callers who have proven enough, lately enough; stands beside {@link SignedIn}. Anybody else is told what
 * would be enough in the words of RFC 9470 §3, so that a client can ask for it and come back.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAcr {
    /** Stands for the deployment's own {@code latchkey.token.fresh-proof}. */
    int FRESH = -1;

    /** How sure we must be. */
    Acr value() default Acr.TWO;

    /** How many seconds old the proof may be. */
    int maxAgeSeconds() default FRESH;
}
