package dev.latchkey.walk;

import dev.latchkey.decision.Stage;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.OffLoop;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import io.quarkus.arc.ClientProxy;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Knows requests that are part of a walk, by the token of its link: from here on their client is the persona at its
 * present step. Only in a sandbox; anywhere else the header means nothing and is not looked at. A walk that has ended is
 * said to have, so that nobody goes on as themselves without knowing.
 */
@Provider
@Singleton
@Priority(Priorities.AUTHENTICATION - 100)
class WalkFilter implements ContainerRequestFilter {
    /** Carries the token. */
    static final String HEADER = "Latchkey-Walk";

    private final Here here;
    private final Stage stage;
    private final CurrentWalk current;
    private final Walking walking;
    private final OffLoop offLoop;

    WalkFilter(Here here, Stage stage, CurrentWalk current, Walking walking, OffLoop offLoop) {
        this.here = here;
        this.stage = stage;
        this.current = current;
        this.walking = walking;
        this.offLoop = offLoop;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> token = Optional.ofNullable(request.getHeaderString(HEADER));
        if (token.isEmpty() || !here.isKnown() || here.relyingParty().use() != Use.SANDBOX) {
            return;
        }
        RelyingParty sandbox = here.relyingParty();
        // The answer comes on another thread, where no proxy finds this request's beans.
        Stage set = ClientProxy.unwrap(stage);
        CurrentWalk found = ClientProxy.unwrap(current);
        ResteasyReactiveContainerRequestContext waiting = (ResteasyReactiveContainerRequestContext) request;
        waiting.suspend();
        offLoop.run(() -> Bytes.fromBase64Url(token.get()).flatMap(bytes -> walking.open(sandbox, bytes)))
                .subscribe()
                .with(
                        walk -> {
                            if (walk.isEmpty()) {
                                waiting.resume(new ProblemException(Problem.WALK_ENDED));
                                return;
                            }
                            found.is(walk.get());
                            set.plays(sandbox, walk.get().played());
                            waiting.resume();
                        },
                        waiting::resume);
    }
}
