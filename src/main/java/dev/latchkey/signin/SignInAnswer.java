package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.account.AccountView;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.passkey.Signals;
import dev.latchkey.token.TokenAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

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

    /** One more check. */
    @RegisterForReflection
    record StepUp(String outcome, String ticket, List<Method> methods, DecisionAnswer decision)
            implements SignInAnswer {
        @Override
        public String toString() {
            return "StepUp[redacted]";
        }
    }

    /** A check that can be asked for, and how many seconds it takes most people. */
    @RegisterForReflection
    record Method(String id, int seconds) {
        static Method of(StepUpMethod method) {
            return new Method(method.id(), method.seconds());
        }
    }
}
