package dev.latchkey.staff;

import dev.latchkey.id.RelyingPartyId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One role at one managed relying party. */
public record Grant(RelyingPartyId relyingParty, Role role) {
    static Grant read(ResultSet row) throws SQLException {
        return new Grant(
                new RelyingPartyId(row.getString(1)), Role.of(row.getString(2)).orElseThrow());
    }
}
