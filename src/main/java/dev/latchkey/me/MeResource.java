package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.account.AccountView;
import dev.latchkey.account.Label;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.me.Profile.Overview;
import dev.latchkey.me.Profile.Renaming;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.passkey.Signals;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.Session;
import dev.latchkey.stepup.RecoveryCodes;
import dev.latchkey.token.Csrf;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.RequiresAcr;
import dev.latchkey.token.SessionCookies;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me}: who I am here, what I am called, my recovery codes, and leaving for good. */
@Path("/v1/me")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class MeResource {
    private final Profile profile;
    private final Csrf csrf;
    private final CurrentCaller caller;
    private final Here here;

    MeResource(Profile profile, Csrf csrf, CurrentCaller caller, Here here) {
        this.profile = profile;
        this.csrf = csrf;
        this.caller = caller;
        this.here = here;
    }

    /** The answer. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            AccountView account,
            SessionAnswer session,
            @JsonProperty("recovery_codes") RecoveryCodesAnswer recoveryCodes,
            Signals signals,
            @JsonProperty("csrf_token") @Nullable String csrfToken) {
        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }

    /** The session that asks. */
    @RegisterForReflection
    record SessionAnswer(
            String id,
            String acr,
            List<String> amr,
            @JsonProperty("auth_time") long authTime,
            @JsonProperty("expires_at") Instant expiresAt) {
        static SessionAnswer of(Session session, Assurance strength) {
            return new SessionAnswer(
                    session.id().toString(),
                    strength.acr().urn(),
                    strength.amr().stream().map(Amr::value).toList(),
                    strength.authTime().getEpochSecond(),
                    session.expiresAt());
        }
    }

    /** What is left of the recovery codes. */
    @RegisterForReflection
    record RecoveryCodesAnswer(
            int left, @JsonProperty("created_at") Optional<Instant> createdAt) {
        static RecoveryCodesAnswer of(RecoveryCodes.Remaining remaining) {
            return new RecoveryCodesAnswer(remaining.left(), remaining.madeAt());
        }
    }

    /** New names; what is absent stays. */
    @RegisterForReflection
    record Names(Optional<String> username, Optional<String> displayName) {
        @Override
        public String toString() {
            return "Names[redacted]";
        }
    }

    /** A new set of recovery codes, shown once. */
    @RegisterForReflection
    record Codes(
            List<String> codes, @JsonProperty("created_at") Instant createdAt) {
        @Override
        public String toString() {
            return "Codes[redacted]";
        }
    }

    /** Says who is asking. */
    @GET
    public Answer get() {
        return answer(profile.read().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED)));
    }

    /** Gives the account other names. */
    @PATCH
    public Answer rename(@Nullable Names names) {
        if (names == null) {
            throw invalid("body", "must be a JSON object");
        }
        Optional<String> username = names.username().map(name -> checked("username", name));
        Optional<String> displayName = names.displayName().map(name -> checked("displayName", name));
        return switch (profile.rename(username, displayName)) {
            case Renaming.Renamed renamed -> answer(renamed.overview());
            case Renaming.Taken taken -> throw new ProblemException(Problem.USERNAME_TAKEN);
            case Renaming.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    /** Erases the account. */
    @DELETE
    @RequiresAcr
    public Response erase() {
        if (!profile.erase()) {
            throw new ProblemException(Problem.SESSION_ENDED);
        }
        return Response.noContent()
                .cookie(SessionCookies.clear().toArray(NewCookie[]::new))
                .build();
    }

    /** Makes new recovery codes; former ones are good no more. */
    @POST
    @Path("/recovery-codes")
    @RequiresAcr
    public Response recoveryCodes() {
        RecoveryCodes.Made made =
                profile.makeRecoveryCodes().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        return Response.status(Response.Status.CREATED)
                .entity(new Codes(made.codes(), made.madeAt()))
                .build();
    }

    private Answer answer(Overview overview) {
        boolean byCookie = overview.session().mode() == SessionMode.COOKIE;
        return new Answer(
                AccountView.of(overview.account()),
                SessionAnswer.of(overview.session(), overview.strength()),
                RecoveryCodesAnswer.of(overview.recoveryCodes()),
                Signals.of(here.relyingParty(), overview.account(), overview.passkeys()),
                byCookie ? csrf.valueFor(overview.session().id()) : null);
    }

    private static String checked(String member, String name) {
        return Label.read(name)
                .orElseThrow(() -> invalid(
                        member, "must be 1 to " + Label.LONGEST + " bytes of UTF-8 without control characters"));
    }

    static ProblemException invalid(String name, String detail) {
        return new ProblemException(Problem.INVALID_REQUEST).with("fields", List.of(new FieldError(name, detail)));
    }
}
