package dev.latchkey.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom the server's programs run. PostgreSQL refuses to be root, and a container's only user often is; then the
 * programs run in a user name space that maps root to nobody, or, where that is forbidden, as nobody.
 */
enum UnprivilegedUser {
    /** We are an ordinary user; so is the server. */
    OURSELVES(List.of()),
    /** Root or nameless outside, nobody inside: files stay ours, so any folder will do. */
    IN_A_USER_NAMESPACE(List.of("unshare", "-U")),
    /** Really nobody: the data is given to nobody, who must be able to reach it. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODYS_ID = 65534;

    private final List<String> prefix;

    UnprivilegedUser(List<String> prefix) {
        this.prefix = prefix;
    }

    /** Chooses for the user that owns {@code ours}, a file this process made. */
    static UnprivilegedUser forOwnerOf(Path ours) throws IOException {
        // PostgreSQL looks its user up by number, and a container may run as a number that nobody gave a name.
        boolean named = Command.succeeds(List.of("id", "-un"));
        if (named && !Integer.valueOf(0).equals(Files.getAttribute(ours, "unix:uid"))) {
            return OURSELVES;
        }
        for (UnprivilegedUser other : List.of(IN_A_USER_NAMESPACE, NOBODY)) {
            if (Command.succeeds(other.running("true"))) {
                return other;
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root nor as a user without a name, and neither"
                        + " `unshare -U` nor `setpriv` works here: start as an ordinary user, or set quarkus.datasource.jdbc.url to a server of your own");
    }

    /** Returns the command that runs {@code command} as this user. */
    List<String> running(String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }

    /** Makes {@code file} this user's, where files do not stay ours. */
    void own(Path file) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(file, "unix:uid", NOBODYS_ID);
            Files.setAttribute(file, "unix:gid", NOBODYS_ID);
        }
    }
}
