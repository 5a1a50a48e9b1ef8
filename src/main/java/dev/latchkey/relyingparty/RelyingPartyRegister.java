package dev.latchkey.relyingparty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Writes relying parties: from configuration at every start, from the command line when an operator says so. */
@Singleton
public class RelyingPartyRegister {
    private final Database database;
    private final Journal journal;
    private final RelyingParties relyingParties;
    private final RelyingPartyConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final boolean strict;

    RelyingPartyRegister(
            Database database,
            Journal journal,
            RelyingParties relyingParties,
            RelyingPartyConfig config,
            DeskSettings desk,
            ObjectMapper json,
            Clock clock,
            LaunchMode mode) {
        this.database = database;
        this.journal = journal;
        this.relyingParties = relyingParties;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.strict = mode == LaunchMode.NORMAL && !desk.allowed();
    }

    @Transactional
    void seed(@Observes @Priority(100) StartupEvent started) {
        for (Map.Entry<String, RelyingPartyConfig.Party> party :
                config.parties().entrySet()) {
            write(new RelyingPartyId(party.getKey()), Settings.from(party.getValue()), true);
        }
        relyingParties.refresh();
    }

    /**
     * Writes one relying party from a JSON document, replacing what stood under its id.
     *
     * @return the relying party as it is served from now on
     * @throws InvalidSettingsException when a setting is wrong, or a host is served for another relying party
     */
    @Transactional
    public RelyingParty put(RelyingPartyId id, String document) {
        Settings settings;
        try {
            settings = json.readerFor(Settings.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(document);
        } catch (JsonProcessingException notADocument) {
            throw new InvalidSettingsException(id, List.of(notADocument.getOriginalMessage()));
        }
        RelyingParty party = write(id, settings, false);
        Writes writes = database.writes();
        journal.record(writes, Entry.anonymous(id, Event.RELYING_PARTY_CHANGED, Map.of("by", "command-line")));
        writes.send();
        relyingParties.refresh();
        return party;
    }

    private RelyingParty write(RelyingPartyId id, Settings settings, boolean seeded) {
        RelyingParty party = settings.toRelyingParty(id, strict);
        database.write("""
                insert into relying_party (id, rp_id, settings, seeded, changed_at) values (?, ?, ?::jsonb, ?, ?)
                on conflict (id) do update
                set rp_id = excluded.rp_id, settings = excluded.settings, seeded = excluded.seeded,
                    changed_at = excluded.changed_at
                where relying_party.settings is distinct from excluded.settings""", id.value(), party.rpId(), inJson(settings), seeded, clock.instant());
        database.write(
                "delete from relying_party_host where relying_party = ? and not (host = any (?))",
                id.value(),
                party.hosts().toArray(String[]::new));
        for (String host : party.hosts()) {
            // Two replicas may start at once: a row that is ours already counts as written.
            int written = database.write("""
                    insert into relying_party_host (host, relying_party) values (?, ?)
                    on conflict (host) do update set relying_party = excluded.relying_party
                    where relying_party_host.relying_party = excluded.relying_party""", host, id.value());
            if (written == 0) {
                throw new InvalidSettingsException(
                        id, List.of("hosts: " + host + " is served for another relying party"));
            }
        }
        return party;
    }

    private String inJson(Settings settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("settings are plain text and numbers", impossible);
        }
    }
}
