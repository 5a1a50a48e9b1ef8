package dev.latchkey.staff;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Endpoints that say who of the staff came in, for tests of the filter. */
@Path("/test-staff")
@ForStaff
@RunOnVirtualThread
@Produces(MediaType.TEXT_PLAIN)
class StaffPlace {
    private final CurrentStaff current;

    StaffPlace(CurrentStaff current) {
        this.current = current;
    }

    @GET
    @Path("/anywhere")
    public String anywhere() {
        return current.member().account().id().toString();
    }

    @GET
    @Path("/analysts")
    @ForStaff(Role.ANALYST)
    public String analystsAnywhere() {
        return current.member().account().id().toString();
    }

    @GET
    @Path("/{rp}/any-role")
    public String anyRole(@PathParam("rp") String relyingParty) {
        return current.staff().managed() + " " + Role.inOneLine(current.staff().roles());
    }

    @GET
    @Path("/{rp}/admins")
    @ForStaff({Role.ADMIN, Role.AUDITOR})
    public String admins(@PathParam("rp") String relyingParty) {
        return current.staff().managed() + " " + Role.inOneLine(current.staff().roles());
    }
}
