package dev.latchkey.token;

import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;

/**
 * Who is calling, read from a verified access token.
 *
 * @param relyingParty where the caller is signed in; equals that of the request
 * @param account the caller's account
 * @param session the caller's session
 * @param assurance what the token says was proven
 * @param byCookie whether the token came in a cookie, so that a CSRF header is due
 */
public record Caller(
        RelyingPartyId relyingParty, AccountId account, SessionId session, Assurance assurance, boolean byCookie) {}
