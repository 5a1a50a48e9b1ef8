package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.me.OwnEmail.Confirming;
import dev.latchkey.me.OwnEmail.Known;
import dev.latchkey.notice.Address;
import dev.latchkey.notice.Addresses;
import dev.latchkey.notice.CodeOutcome;
import dev.latchkey.notice.EmailAddress;
import dev.latchkey.notice.SendOutcome;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me/email}: where notices and codes go. */
@Path("/v1/me/email")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class EmailResource {
    private final OwnEmail email;
    private final Addresses addresses;
    private final FreshProof freshProof;
    private final CurrentCaller caller;

    EmailResource(OwnEmail email, Addresses addresses, FreshProof freshProof, CurrentCaller caller) {
        this.email = email;
        this.addresses = addresses;
        this.freshProof = freshProof;
        this.caller = caller;
    }

    /** What is known; its owner sees it whole. */
    @RegisterForReflection
    record Answer(
            Optional<String> address,
            @JsonProperty("verified_at") Optional<Instant> verifiedAt,
            Optional<Waiting> pending) {
        static Answer of(Known known) {
            return new Answer(
                    known.address().map(address -> address.email().value()),
                    known.address().map(Address::verifiedAt),
                    known.pending().map(pending -> new Waiting(pending.email().value(), pending.expiresAt())));
        }

        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }

    /** An address that waits to be confirmed. */
    @RegisterForReflection
    record Waiting(
            String address, @JsonProperty("expires_at") Instant expiresAt) {
        @Override
        public String toString() {
            return "Waiting[redacted]";
        }
    }

    /** A confirmed address. */
    @RegisterForReflection
    record Confirmed(
            String address, @JsonProperty("verified_at") Instant verifiedAt) {
        @Override
        public String toString() {
            return "Confirmed[redacted]";
        }
    }

    /** A code is on its way, if there is anybody to send it to. */
    @RegisterForReflection
    record Asked(
            @JsonProperty("sent_to") String sentTo,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("resend_after") long resendAfter) {}

    /** A new address. */
    @RegisterForReflection
    record Claim(Optional<String> address) {
        @Override
        public String toString() {
            return "Claim[redacted]";
        }
    }

    /** What the mail said. */
    @RegisterForReflection
    record Typed(Optional<String> code) {
        @Override
        public String toString() {
            return "Typed[redacted]";
        }
    }

    @GET
    public Answer get() {
        return Answer.of(email.read().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED)));
    }

    /** Sends a code to the new address. Whoever may have it already, the answer is this one. */
    @PUT
    public Response claim(@Nullable Claim body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        freshProof.require(caller.caller());
        if (!addresses.areUsed()) {
            throw new ProblemException(Problem.NOT_FOUND, "This service sends no mail.");
        }
        if (body == null) {
            throw MeResource.invalid("body", "must be a JSON object");
        }
        EmailAddress address = body.address()
                .flatMap(EmailAddress::read)
                .orElseThrow(() -> MeResource.invalid("address", "must be an e-mail address"));
        SendOutcome outcome = email.claim(address, Optional.ofNullable(languages))
                .orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        return switch (outcome) {
            case SendOutcome.Sent sent ->
                Response.accepted(new Asked(sent.sentTo(), seconds(sent.expiresIn()), seconds(sent.resendAfter())))
                        .build();
            case SendOutcome.Suspended suspended -> throw later(suspended.retryAfter());
            case SendOutcome.NoAddress none -> throw new IllegalStateException("a claim brings its address");
        };
    }

    /** Confirms it. */
    @POST
    @Path("/verify")
    public Confirmed verify(@Nullable Typed body) {
        if (body == null) {
            throw MeResource.invalid("body", "must be a JSON object");
        }
        String code = body.code().orElseThrow(() -> MeResource.invalid("code", "must be the code of the mail"));
        return switch (email.confirm(code)) {
            case Confirming.Confirmed confirmed ->
                new Confirmed(
                        confirmed.address().email().value(), confirmed.address().verifiedAt());
            case Confirming.Refused refused -> throw refusal(refused.why());
            case Confirming.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    /** Takes the address away; fine too where there is none. */
    @DELETE
    public Response remove() {
        freshProof.require(caller.caller());
        if (!email.remove()) {
            throw new ProblemException(Problem.SESSION_ENDED);
        }
        return Response.noContent().build();
    }

    private static ProblemException refusal(CodeOutcome why) {
        return switch (why) {
            case CodeOutcome.Wrong wrong ->
                new ProblemException(Problem.EMAIL_CODE_REFUSED).with("tries_left", wrong.triesLeft());
            case CodeOutcome.Suspended suspended -> later(suspended.retryAfter());
            case CodeOutcome.None none -> new ProblemException(Problem.CEREMONY_EXPIRED);
            case CodeOutcome.Right right -> throw new IllegalStateException("a right code is not refused");
        };
    }

    private static ProblemException later(Duration retryAfter) {
        return new ProblemException(Problem.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(retryAfter))));
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
