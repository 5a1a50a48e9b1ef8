package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.account.AccountView;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.passkey.Signals;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.stepup.Transaction;
import dev.latchkey.token.TokenAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a verified assertion is answered with. */
sealed interface SignInAnswer {
    /** In. */
    @RegisterForReflection
    record SignedIn(
            String outcome,
            @JsonUnwrapped TokenAnswer session,
            AccountView account,
            DecisionAnswer decision,
            Signals signals)
            implements SignInAnswer {}

    /** A protected action is approved, where a session stood behind it. */
    @RegisterForReflection
    record ApprovedInSession(
            String outcome,
            @JsonUnwrapped TokenAnswer session,
            AccountView account,
            DecisionAnswer decision,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Map<String, Object>> transaction)
            implements SignInAnswer {}

    /** A protected action is approved, where nobody is signed in. */
    @RegisterForReflection
    record Approved(
            String outcome,
            DecisionAnswer decision,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Map<String, Object>> transaction)
            implements SignInAnswer {}

    /** One more check. */
    @RegisterForReflection
    record StepUp(String outcome, String ticket, List<Method> methods, DecisionAnswer decision)
            implements SignInAnswer {
        @Override
        public String toString() {
            return "StepUp[redacted]";
        }
    }

    /** Answers whoever is in. */
    static Response of(RelyingParty relyingParty, SignInOutcome.SignedIn in) {
        return Response.ok(new SignedIn(
                        "signed_in",
                        in.opened().answer(),
                        AccountView.of(in.account()),
                        DecisionAnswer.of(in.decision()),
                        Signals.of(relyingParty, in.account(), in.accepted())))
                .cookie(Door.cookies(in.opened()))
                .build();
    }

    /** Answers whoever has approved something. */
    static Response of(SignInOutcome.Approved approved) {
        DecisionAnswer decision = DecisionAnswer.of(approved.decision());
        Optional<Map<String, Object>> transaction = approved.transaction().map(Transaction::members);
        return approved.opened()
                .map(opened -> Response.ok(new ApprovedInSession(
                                "approved", opened.answer(), AccountView.of(approved.account()), decision, transaction))
                        .cookie(Door.cookies(opened))
                        .build())
                .orElseGet(() -> Response.ok(new Approved("approved", decision, transaction))
                        .build());
    }

    /** A check that can be asked for, and how many seconds it takes most people. */
    @RegisterForReflection
    record Method(String id, int seconds) {
        static Method of(StepUpMethod method) {
            return new Method(method.id(), method.seconds());
        }
    }
}
