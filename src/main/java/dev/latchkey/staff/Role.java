package dev.latchkey.staff;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may do at one managed relying party. The slugs are stored and travel; they never change their meaning. */
public enum Role {
    /** Writes drafts of policies and tries them. */
    POLICY_AUTHOR,
    /** Lets out what somebody else wrote. */
    POLICY_APPROVER,
    /** Reads numbers and decisions, nothing personal. */
    ANALYST,
    /** Helps customers. */
    SUPPORT_AGENT,
    /** Agrees to what a support agent asks for. */
    SUPPORT_LEAD,
    /** Reads everything that was done, and changes nothing. */
    AUDITOR,
    /** Looks after what is kept about people. */
    PRIVACY_OFFICER,
    /** Grants roles, with a second admin. */
    ADMIN;

    /** Returns the stored name, for example {@code policy-author}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds a role by its slug; empty when there is none of that name, as when a later release has one more. */
    public static Optional<Role> of(String slug) {
        return Arrays.stream(values()).filter(role -> role.slug().equals(slug)).findFirst();
    }

    /** Reads what {@link #inOneLine} wrote; what this release does not know is left out. */
    static Set<Role> read(String line) {
        return Arrays.stream(line.split(","))
                .flatMap(slug -> of(slug).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** Returns the slugs in the roles' order, one comma between. */
    static String inOneLine(Collection<Role> roles) {
        return roles.stream().sorted().map(Role::slug).collect(Collectors.joining(","));
    }
}
