package dev.latchkey.staff;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who of the staff is calling, as the filter of {@link ForStaff} found. */
@RequestScoped
public class CurrentStaff {
    private Optional<StaffMember> member = Optional.empty();
    private Optional<Staff> staff = Optional.empty();

    void is(StaffMember found, Optional<Staff> there) {
        member = Optional.of(found);
        staff = there;
    }

    /**
     * Returns who is calling, at the relying party that the path names.
     *
     * @throws IllegalStateException where the method is not {@link ForStaff}, or its path has no {@code rp}
     */
    public Staff staff() {
        return staff.orElseThrow(() -> new IllegalStateException("this request is about no managed relying party"));
    }

    /**
     * Returns who is calling, with all their roles.
     *
     * @throws IllegalStateException where the method is not {@link ForStaff}
     */
    public StaffMember member() {
        return member.orElseThrow(() -> new IllegalStateException("this request is not for staff alone"));
    }
}
