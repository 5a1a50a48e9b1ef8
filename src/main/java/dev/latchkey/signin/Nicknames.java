package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.PasskeyView;
import java.util.Optional;

/** Closes what an owner calls a passkey under the owner's key. */
final class Nicknames {
    private Nicknames() {}

    static Optional<Bytes> close(Account account, Optional<String> nickname) {
        return nickname.map(name -> account.key().close(PasskeyView.NICKNAME, name));
    }
}
