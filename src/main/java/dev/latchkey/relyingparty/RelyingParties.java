package dev.latchkey.relyingparty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * All relying parties of the deployment, held in memory and read anew every few seconds: finding one costs the
 * database nothing, and a change is live on every replica within ten seconds. Application-scoped, not a singleton: filters
 * exist before the configuration does, and a client proxy waits for it.
 */
@ApplicationScoped
public class RelyingParties {
    private static final Logger LOG = Logger.getLogger(RelyingParties.class);

    private final Database database;
    private final Database jobs;
    private final ObjectMapper json;
    private final boolean strict;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of());

    private record Snapshot(Map<String, RelyingParty> byHost, Map<RelyingPartyId, RelyingParty> byId) {}

    private record Row(RelyingPartyId id, String settings) {}

    RelyingParties(Database database, @Jobs Database jobs, ObjectMapper json, DeskSettings desk, LaunchMode mode) {
        this.database = database;
        this.jobs = jobs;
        this.json = json;
        this.strict = mode == LaunchMode.NORMAL && !desk.allowed();
    }

    /** Finds the relying party served at exactly this {@code Host}; none means that nobody is served there. */
    public Optional<RelyingParty> at(String host) {
        return Optional.ofNullable(snapshot.byHost().get(host));
    }

    /** Finds a relying party by its short name. */
    public Optional<RelyingParty> find(RelyingPartyId id) {
        return Optional.ofNullable(snapshot.byId().get(id));
    }

    /** Returns all of them. */
    public List<RelyingParty> all() {
        return List.copyOf(snapshot.byId().values());
    }

    /** Reads all rows anew after a change of our own, in the caller's transaction. */
    void refresh() {
        refresh(database);
    }

    private void refresh(Database from) {
        Map<String, RelyingParty> byHost = new HashMap<>();
        Map<RelyingPartyId, RelyingParty> byId = new HashMap<>();
        for (Row row : rows(from)) {
            try {
                RelyingParty party =
                        json.readValue(row.settings(), Settings.class).toRelyingParty(row.id(), strict);
                byId.put(party.id(), party);
                party.hosts().forEach(host -> byHost.put(host, party));
            } catch (JsonProcessingException | InvalidSettingsException unusable) {
                LOG.errorf("relying party left out id=%s reason=%s", row.id(), unusable.getMessage());
            }
        }
        snapshot = new Snapshot(Map.copyOf(byHost), Map.copyOf(byId));
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refreshByTheClock() {
        try {
            refresh(jobs);
        } catch (RuntimeException databaseAway) {
            LOG.warnf("relying parties not read anew reason=%s", databaseAway.getMessage());
        }
    }

    private static List<Row> rows(Database from) {
        return from.many(
                "select id, settings::text from relying_party order by id",
                row -> new Row(new RelyingPartyId(row.getString(1)), row.getString(2)));
    }
}
