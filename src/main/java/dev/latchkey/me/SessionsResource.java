package dev.latchkey.me;

import dev.latchkey.id.SessionId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** {@code /v1/me/sessions}: where the caller is signed in. */
@Path("/v1/me/sessions")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class SessionsResource {
    private final OwnSessions sessions;

    SessionsResource(OwnSessions sessions) {
        this.sessions = sessions;
    }

    /** All of them, the last used first. */
    @RegisterForReflection
    record Listed(List<SessionView> sessions) {}

    @GET
    public Listed list() {
        return new Listed(sessions.list().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED)));
    }

    @DELETE
    @Path("/{id}")
    public Response end(@PathParam("id") String id) {
        return switch (sessions.end(session(id))) {
            case ENDED -> Response.noContent().build();
            case NOT_FOUND -> throw new ProblemException(Problem.NOT_FOUND);
            case GONE -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    private static SessionId session(String id) {
        try {
            return new SessionId(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }
}
