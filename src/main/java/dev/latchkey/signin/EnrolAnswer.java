package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.account.AccountView;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.Signals;
import dev.latchkey.token.TokenAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What a registration is answered with; session members only when it opened one. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnrolAnswer(
        String outcome,
        PasskeyView credential,
        AccountView account,
        @JsonUnwrapped @Nullable TokenAnswer session,
        Signals signals,
        @JsonProperty("recovery_codes_left") int recoveryCodesLeft) {}
