package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.Bytes;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.SignedIn;
import dev.latchkey.token.TokenAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hosted page hands a sign-in over, and the app exchanges the code. */
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class HandOffResource {
    private static final int SHA_256 = 32;
    private static final int LONGEST_STATE = 512;

    private final HandOff handOff;
    private final Here here;
    private final CurrentCaller caller;

    HandOffResource(HandOff handOff, Here here, CurrentCaller caller) {
        this.handOff = handOff;
        this.here = here;
        this.caller = caller;
    }

    /** Where to go back to, and the challenge that only the app can answer (RFC 7636 §4.3). */
    @RegisterForReflection
    record Begin(
            @JsonProperty("return_to") Optional<String> returnTo,
            @JsonProperty("code_challenge") Optional<String> codeChallenge,
            @JsonProperty("code_challenge_method") Optional<String> codeChallengeMethod,
            Optional<String> state) {}

    /** Where the page goes now. */
    @RegisterForReflection
    record Redirect(@JsonProperty("redirect_to") String redirectTo) {
        @Override
        public String toString() {
            return "Redirect[redacted]";
        }
    }

    /** The code, and the verifier behind its challenge (RFC 7636 §4.5). */
    @RegisterForReflection
    record Exchange(
            Optional<String> code,
            @JsonProperty("code_verifier") Optional<String> codeVerifier,
            @JsonProperty("return_to") Optional<String> returnTo) {
        @Override
        public String toString() {
            return "Exchange[redacted]";
        }
    }

    /** Makes a code for a registered return address. */
    @POST
    @Path("/hand-off")
    @SignedIn
    @RunOnVirtualThread
    public Redirect begin(@Nullable Begin begin) {
        if (begin == null) {
            throw Door.invalid("body", "a JSON object");
        }
        String returnTo = begin.returnTo().orElseThrow(() -> Door.invalid("return_to", "a registered address"));
        if (!here.relyingParty().returnAddresses().contains(returnTo)) {
            throw new ProblemException(Problem.RETURN_ADDRESS_UNKNOWN);
        }
        if (!begin.codeChallengeMethod().equals(Optional.of("S256"))) {
            throw Door.invalid("code_challenge_method", "S256");
        }
        String challenge = begin.codeChallenge()
                .filter(text -> Bytes.fromBase64Url(text)
                        .filter(hash -> hash.length() == SHA_256)
                        .isPresent())
                .orElseThrow(() -> Door.invalid("code_challenge", "base64url of 32 bytes"));
        String state = begin.state().orElse("");
        if (state.length() > LONGEST_STATE) {
            throw Door.invalid("state", "at most " + LONGEST_STATE + " characters");
        }
        return handOff.begin(here.relyingParty(), caller.caller(), returnTo, challenge)
                .map(code -> new Redirect(address(returnTo, code, state)))
                .orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
    }

    /** Exchanges a code for tokens of the app's own. */
    @POST
    @Path("/token/exchange")
    @RunOnVirtualThread
    public TokenAnswer exchange(@Nullable Exchange exchange) {
        if (exchange == null) {
            throw Door.invalid("body", "a JSON object");
        }
        return handOff.exchange(
                        here.relyingParty(),
                        exchange.code().orElseThrow(() -> Door.invalid("code", "the code")),
                        exchange.codeVerifier().orElseThrow(() -> Door.invalid("code_verifier", "the verifier")),
                        exchange.returnTo().orElseThrow(() -> Door.invalid("return_to", "the address")))
                .map(Opened::answer)
                .orElseThrow(() -> new ProblemException(Problem.HAND_OFF_REFUSED));
    }

    private static String address(String returnTo, String code, String state) {
        String query =
                "code=" + code + (state.isEmpty() ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        return returnTo + (returnTo.contains("?") ? "&" : "?") + query;
    }
}
