package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the two answers of WebAuthn L3 §5.1 strictly in form and tolerantly in content: sizes, types, base64url and
 * doubled members are refused, members unknown to us are dropped, and what older clients leave out may be absent.
 */
final class AnswerReader {
    static final int LONGEST_BODY = 64 * 1024;
    static final int LONGEST_CLIENT_DATA = 8 * 1024;
    static final int LONGEST_ATTESTATION_OBJECT = 32 * 1024;
    private static final int LONGEST_AUTHENTICATOR_DATA = 32 * 1024;
    private static final int LONGEST_SIGNATURE = 1024;
    private static final int LONGEST_USER_HANDLE = 64;
    private static final int LONGEST_KEY = 1024;
    private static final int LONGEST_NICKNAME = 64;
    private static final int MOST_TRANSPORTS = 8;
    private static final Pattern TRANSPORT = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Set<String> ATTACHMENTS = Set.of("platform", "cross-platform");

    private AnswerReader() {}

    /** What a body turned out to be. */
    sealed interface Reading<T> {
        /** It has the right form. */
        record Good<T>(T answer) implements Reading<T> {}

        /** It has not. */
        record Bad<T>(List<FieldError> fields) implements Reading<T> {}
    }

    static Reading<RegistrationAnswer> registration(byte[] body) {
        return read(body, AnswerReader::registration);
    }

    static Reading<AssertionAnswer> assertion(byte[] body) {
        return read(body, AnswerReader::assertion);
    }

    private static <T> Reading<T> read(byte[] body, Function<Members, Optional<T>> reader) {
        if (body.length > LONGEST_BODY) {
            return new Reading.Bad<>(List.of(new FieldError("", "must be at most " + LONGEST_BODY + " bytes")));
        }
        Optional<Map<String, Object>> object = StrictJson.object(body);
        if (object.isEmpty()) {
            return new Reading.Bad<>(List.of(new FieldError("", "must be one JSON object without doubled members")));
        }
        Members members = new Members(object.get());
        Optional<T> answer = reader.apply(members);
        return members.areGood() && answer.isPresent()
                ? new Reading.Good<>(answer.get())
                : new Reading.Bad<>(members.errors());
    }

    private static Optional<RegistrationAnswer> registration(Members body) {
        Members response = body.object("response");
        Optional<CredentialId> id = credentialId(body);
        Optional<ClientData> clientData = clientData(response);
        Optional<Bytes> attestationObject = response.required(
                "attestationObject", response.binary("attestationObject", LONGEST_ATTESTATION_OBJECT));
        Optional<Bytes> authenticatorData = response.binary("authenticatorData", LONGEST_AUTHENTICATOR_DATA);
        Optional<Bytes> publicKey = response.binary("publicKey", LONGEST_KEY);
        Optional<Long> publicKeyAlgorithm = response.integer("publicKeyAlgorithm");
        List<String> transports = transports(response);
        Optional<String> attachment = attachment(body);
        Optional<Boolean> discoverable =
                body.object("clientExtensionResults").object("credProps").flag("rk");
        Optional<String> nickname = nickname(body);
        return body.areGood()
                ? Optional.of(new RegistrationAnswer(
                        id.get(),
                        clientData.get(),
                        attestationObject.get(),
                        authenticatorData,
                        publicKey,
                        publicKeyAlgorithm,
                        transports,
                        attachment,
                        discoverable,
                        nickname))
                : Optional.empty();
    }

    private static Optional<AssertionAnswer> assertion(Members body) {
        Members response = body.object("response");
        Optional<CredentialId> id = credentialId(body);
        Optional<ClientData> clientData = clientData(response);
        Optional<Bytes> authenticatorData = response.required(
                "authenticatorData", response.binary("authenticatorData", LONGEST_AUTHENTICATOR_DATA));
        Optional<Bytes> signature = response.required("signature", response.binary("signature", LONGEST_SIGNATURE));
        Optional<Bytes> userHandle =
                response.binary("userHandle", LONGEST_USER_HANDLE).filter(handle -> handle.length() > 0);
        Optional<String> attachment = attachment(body);
        body.object("clientExtensionResults");
        return body.areGood()
                ? Optional.of(new AssertionAnswer(
                        id.get(), clientData.get(), authenticatorData.get(), signature.get(), userHandle, attachment))
                : Optional.empty();
    }

    /** {@code type}, {@code id} and {@code rawId}, which level 1 clients spell differently or leave out. */
    private static Optional<CredentialId> credentialId(Members body) {
        Optional<String> type = body.required("type", body.text("type"));
        if (type.isPresent() && !type.get().equals("public-key")) {
            body.wrong("type", "must be public-key");
        }
        Optional<Bytes> id = body.required("id", body.binary("id", CredentialId.LONGEST));
        Optional<Bytes> rawId = body.binary("rawId", CredentialId.LONGEST);
        if (id.isPresent() && !CredentialId.fits(id.get())) {
            body.wrong("id", "must be " + CredentialId.SHORTEST + " to " + CredentialId.LONGEST + " bytes");
            return Optional.empty();
        }
        if (id.isPresent() && rawId.isPresent() && !rawId.equals(id)) {
            body.wrong("rawId", "must equal id");
        }
        return id.map(CredentialId::new);
    }

    private static Optional<ClientData> clientData(Members response) {
        Optional<Bytes> bytes =
                response.required("clientDataJSON", response.binary("clientDataJSON", LONGEST_CLIENT_DATA));
        Optional<ClientData> clientData = bytes.flatMap(ClientData::read);
        if (bytes.isPresent() && clientData.isEmpty()) {
            response.wrong("clientDataJSON", "must be CollectedClientData as one JSON object without doubled members");
        }
        return clientData;
    }

    /** Unknown values are kept, as §5.8.4 wants it, as long as they look like one. */
    private static List<String> transports(Members response) {
        return response.texts("transports").orElse(List.of()).stream()
                .filter(transport -> TRANSPORT.matcher(transport).matches())
                .distinct()
                .sorted()
                .limit(MOST_TRANSPORTS)
                .toList();
    }

    /** Unknown values count as absent (§5.1: an unknown attachment is treated as null). */
    private static Optional<String> attachment(Members body) {
        return body.text("authenticatorAttachment").filter(ATTACHMENTS::contains);
    }

    private static Optional<String> nickname(Members body) {
        Optional<String> nickname = body.text("nickname").map(String::strip).filter(text -> !text.isEmpty());
        if (nickname.isPresent()
                && (nickname.get().codePointCount(0, nickname.get().length()) > LONGEST_NICKNAME
                        || nickname.get().codePoints().anyMatch(AnswerReader::isUnfitForAName))) {
            body.wrong("nickname", "must be at most " + LONGEST_NICKNAME + " characters without control characters");
        }
        return nickname;
    }

    private static boolean isUnfitForAName(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
