package dev.latchkey.token;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For strangers and signed-in customers alike: as {@link SignedIn}, but a request without a token passes. A token that
 * is presented and not accepted is refused all the same. A cookie counts as presented only with the CSRF header where
 * one is due: browsers send cookies unasked, so that without it the request is a stranger's.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MaybeSignedIn {}
