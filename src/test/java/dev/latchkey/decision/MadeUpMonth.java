package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.TestServer;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.risk.Challenge;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A month of traffic for whoever looks at many decisions: some hundred real ones of a relying party that asks 2 % of
 * sign-ins, each copied until there are thousands, of which about one in fifty was asked.
 */
@Singleton
public class MadeUpMonth {
    private static final int PEOPLE = 24;
    private static final int ASKED_IN_THOUSAND = 20;
    private static final int BATCH = 500;
    private static final Duration BEFORE_ALL = Duration.ofDays(40);

    private static final String COPY = """
            insert into decision_log (id, at, relying_party, account, action, segment, level, score, suspicion,
                policy_version, model_version, snapshot, reasons, evidence, situation, judged)
            select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '7' || substr(seed, 1, 3) || '8'
                    || substr(seed, 4, 15))::uuid,
                moment, relying_party, seed::uuid, action, segment, level, score, suspicion, policy_version, model_version,
                snapshot, reasons, evidence, situation, judged
            from (
                select one.*, md5(one.id::text || n || ?) as seed,
                    date_trunc('milliseconds', ?::timestamptz - (random() * 30) * interval '1 day') as moment
                from (select *, row_number() over (order by id) as place, count(*) over () as many from decision_log
                      where relying_party = ? and at < ?::timestamptz - interval '35 days' and action = 'sign_in'
                      and (level = 'allow') = ?) one
                join generate_series(1, ?) n on n % one.many = one.place - 1) copied""";

    private static final String TRIED = """
            insert into decision_trial (decision, at, relying_party, step, arm, action, segment, outcome)
            select gen_random_uuid(), ?::timestamptz - random() * interval '1 ms', ?,
                (select max(step) from decision_policy_rollout where relying_party = ?), arm, 'sign_in',
                (array['new', 'regular', 'regular', 'regular', 'dormant'])[1 + n % 5],
                case when random() < rate then 'step_up' else 'allow' end
            from (values ('canary', ?::double precision), ('control', 0.02)) arms (arm, rate), generate_series(1, 1400) n""";

    private static final String PASSED = """
            insert into decision_label (decision, label, source, at)
            select id, case when random() < 0.93 then 'passed' else 'abandoned' end, 'step_up', at + random() * interval '20 s'
            from decision_log where relying_party = ? and level = 'step_up' and at > ?::timestamptz - interval '31 days'""";

    private static final String FRAUD = """
            insert into decision_label (decision, label, source, at)
            select id, 'fraud', 'support', at + interval '1 day'
            from (select id, at from decision_log where relying_party = ? and at > ?::timestamptz - interval '31 days'
                  order by score desc limit 2000) high
            order by random() limit 60""";

    private final DecisionFixture fixture;
    private final RelyingPartyRegister parties;
    private final PolicyRegister policies;

    MadeUpMonth(DecisionFixture fixture, RelyingPartyRegister parties, PolicyRegister policies) {
        this.fixture = fixture;
        this.parties = parties;
        this.policies = policies;
    }

    /** Makes a relying party of this short name, with so many thousand decisions of the last thirty days. */
    public RelyingParty of(String name, int thousands) {
        RelyingParty party = parties.put(new RelyingPartyId(name), """
                {"name": "Acme", "rp_id": "%1$s.example", "hosts": ["%1$s.example"], "origins": ["https://%1$s.example"]}""".formatted(name));
        policies.put(
                party.id(),
                DefaultPolicy.TEXT.replace("{\"budget\": 0.01}", "{\"budget\": 0.02}"),
                "test",
                "Ask 2 % of customers.");
        policies.activate(party.id(), 1, "test");
        Instant now = fixture.now();
        for (int person = 0; person < PEOPLE; person++) {
            live(party, now.minus(BEFORE_ALL), person);
        }
        for (int batch = 0; batch < thousands * 1_000 / BATCH; batch++) {
            copy(party, now, batch, true, BATCH - BATCH * ASKED_IN_THOUSAND / 1_000);
            copy(party, now, batch, false, BATCH * ASKED_IN_THOUSAND / 1_000);
        }
        label(PASSED, party, now);
        label(FRAUD, party, now);
        return party;
    }

    /** Lets the stage at which a candidate stands see traffic of both arms, in which the candidate does well. */
    public void tried(String name) {
        tried(name, 0.009);
    }

    /** Lets it see traffic in which the candidate asks one in seven, where one in a hundred was promised. */
    public void triedInVain(String name) {
        tried(name, 0.15);
    }

    private void tried(String name, double asked) {
        write(TRIED, fixture.now().plusSeconds(1), name, name, asked);
    }

    /** Somebody who has signed in some days, and then does something out of the ordinary. */
    private void live(RelyingParty party, Instant last, int person) {
        Account account = fixture.account(party);
        Visit usual = Visit.usual(party, account, last);
        for (int day = 20 + 2 * person; day > 0; day--) {
            fixture.decide(usual.at(last.minus(Duration.ofDays(day))), Challenge.TOTP);
        }
        Stream.<UnaryOperator<Visit>>of(
                        Visit::fromBrazil,
                        Visit::byAStranger,
                        Visit::withoutDevice,
                        visit -> visit.by(Visit.SAFARI, 2),
                        visit -> visit.by(Visit.OTHER_MAKER),
                        visit -> visit.fromBrazil().withoutDevice(),
                        visit -> visit.by(Visit.SAFARI, 3).by(Visit.OTHER_MAKER),
                        visit -> visit.fromBrazil().by(Visit.OTHER_MAKER))
                .skip(person % 4)
                .limit(4)
                .forEach(how -> fixture.decide(how.apply(usual), Challenge.TOTP));
    }

    private void copy(RelyingParty party, Instant now, int batch, boolean allowed, int many) {
        write(COPY, String.valueOf(batch), now, party.id().value(), now, allowed, many);
    }

    private void label(String statement, RelyingParty party, Instant now) {
        write(statement, party.id().value(), now);
    }

    /** On a connection of its own: the service's give up a statement after the second that a request may take. */
    private static void write(String statement, Object... values) {
        try (Connection superuser = TestServer.asSuperuser();
                PreparedStatement written = superuser.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                written.setObject(
                        i + 1, values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i]);
            }
            written.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
