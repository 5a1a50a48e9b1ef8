package dev.latchkey.token;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only for signed-in customers of the request's relying party: an access token as {@code Authorization: Bearer} (RFC
 * 6750 §2.1) or, without one, in the session cookie and then, for methods that change something, with the CSRF header.
 * The caller is found in {@link CurrentCaller}.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SignedIn {}
