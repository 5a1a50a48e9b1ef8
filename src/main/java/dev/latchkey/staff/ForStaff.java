package dev.latchkey.staff;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only for staff: at a relying party whose {@code use} is staff, elsewhere there is nothing here (404 {@code
 * not-found}); signed in (so {@code SignedIn} need not stand beside it), in a session that lives, at acr 2 at least. With
 * a path parameter {@code rp} they need a role at that relying party: who has none, and who names one that is not there,
 * reads the same 404. Who has a role there, but none of those listed, reads 403 {@code role-missing}. Who it is stands in
 * {@link CurrentStaff}. What is read is read from the database, each time, so methods run where they may block.
 *
 * <p>Where it stands on a method and on its class, the method's counts.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForStaff {
    /** One of these is needed; any role will do when there are none. Without {@code rp} in the path, a role anywhere. */
    Role[] value() default {};
}
