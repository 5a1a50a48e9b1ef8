package dev.latchkey.me;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.me.OwnPasskeys.Outcome;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.Signals;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.RequiresAcr;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me/credentials}: the caller's passkeys. */
@Path("/v1/me/credentials")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class CredentialsResource {
    private static final int LONGEST_NICKNAME = 64;

    private final OwnPasskeys passkeys;
    private final FreshProof freshProof;
    private final CurrentCaller caller;

    CredentialsResource(OwnPasskeys passkeys, FreshProof freshProof, CurrentCaller caller) {
        this.passkeys = passkeys;
        this.freshProof = freshProof;
        this.caller = caller;
    }

    /** All of them. */
    @RegisterForReflection
    record Listed(List<PasskeyView> credentials) {}

    /** A new name; blank or absent takes the old one away. Or {@code suspended: false}, to use it again. */
    @RegisterForReflection
    record Nickname(Optional<String> nickname, Optional<Boolean> suspended) {
        @Override
        public String toString() {
            return "Nickname[redacted]";
        }
    }

    /** What the passkey manager should know after a removal. */
    @RegisterForReflection
    record Removed(Signals signals) {}

    @GET
    public Listed list() {
        return new Listed(passkeys.list().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED)));
    }

    @GET
    @Path("/{id}")
    public PasskeyView read(@PathParam("id") String id) {
        return done(passkeys.read(credential(id)));
    }

    @PATCH
    @Path("/{id}")
    public PasskeyView rename(@PathParam("id") String id, @Nullable Nickname body) {
        if (body == null) {
            throw MeResource.invalid("body", "must be a JSON object");
        }
        if (body.suspended().isPresent()) {
            if (body.suspended().get()) {
                throw MeResource.invalid("suspended", "must be false; remove a passkey that you do not want");
            }
            freshProof.require(caller.caller());
            return done(passkeys.restore(credential(id)));
        }
        Optional<String> nickname = body.nickname().map(String::strip).filter(name -> !name.isEmpty());
        nickname.ifPresent(name -> {
            if (name.length() > LONGEST_NICKNAME || name.codePoints().anyMatch(Character::isISOControl)) {
                throw MeResource.invalid("nickname", "must be at most 64 characters without control characters");
            }
        });
        return done(passkeys.rename(credential(id), nickname));
    }

    @DELETE
    @Path("/{id}")
    @RequiresAcr
    public Removed remove(@PathParam("id") String id) {
        return switch (passkeys.remove(credential(id))) {
            case Outcome.Removed removed -> new Removed(removed.signals());
            case Outcome.Last last -> throw new ProblemException(Problem.LAST_PASSKEY);
            case Outcome.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case Outcome.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
            case Outcome.Done done -> throw new IllegalStateException("a removal is not answered with a passkey");
        };
    }

    private static PasskeyView done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done.passkey();
            case Outcome.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case Outcome.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
            case Outcome.Removed removed -> throw new IllegalStateException("nothing was to be removed");
            case Outcome.Last last -> throw new IllegalStateException("nothing was to be removed");
        };
    }

    private static CredentialId credential(String id) {
        return Bytes.fromBase64Url(id)
                .filter(CredentialId::fits)
                .map(CredentialId::new)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
