package dev.latchkey.console.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The journal of a managed relying party, as an auditor reads it. */
@QuarkusTest
class JournalPagesTest {
    @Inject
    RelyingPartyRegister register;

    @Test
    void theNewestStandFirstAndNothingPersonalIsInThem() {
        Operator auditor = Operator.at("demo", Role.AUDITOR);
        Customer ana = new Customer().signUp("ana-whom-nobody-reads-of");

        Response page = auditor.calls().get("/v1/ops/demo/journal?limit=1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.<List<String>>path("entries.event")).containsExactly("signed_up");
        assertThat(page.<String>path("entries[0].account"))
                .isEqualTo(ana.signedIn().get("/v1/me").path("account.id"));
        assertThat(page.<String>path("entries[0].facts.level")).isEqualTo("allow");
        assertThat(page.asString()).doesNotContain("ana-whom", "private", "browser");
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        String shop = "pages-" + UUID.randomUUID().toString().substring(0, 8);
        register.put(new RelyingPartyId(shop), """
                {"name": "Shop", "rp_id": "%1$s.example", "hosts": ["%1$s.example"],
                 "origins": ["https://%1$s.example"]}""".formatted(shop));
        Operator auditor = Operator.at(shop, Role.AUDITOR);
        Operator.at(shop, Role.ANALYST);

        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String before = next.get().isEmpty() ? "" : "&before=" + next.get();
            Response page = auditor.calls().get("/v1/ops/" + shop + "/journal?limit=2" + before);
            assertThat(page.<List<String>>path("entries.id")).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.path("entries.event"));
            next = Optional.ofNullable(page.path("next"));
        }

        assertThat(seen)
                .containsExactly(
                        "staff_invitation_used",
                        "staff_invited",
                        "staff_invitation_used",
                        "staff_invited",
                        "relying_party_changed");
        assertThat(auditor.calls()
                        .get("/v1/ops/" + shop + "/journal?event=staff_invited")
                        .<List<String>>path("entries.event"))
                .containsExactly("staff_invited", "staff_invited");
    }

    @Test
    void aQueryThatMeansNothingIsRefused() {
        Operator auditor = Operator.at("demo", Role.AUDITOR);

        for (String query : List.of("limit=0", "limit=201", "limit=many", "event=Signed%20up", "before=A")) {
            assertThat(auditor.calls().get("/v1/ops/demo/journal?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(auditor.calls()
                        .get("/v1/ops/demo/journal?limit=200&event=signed_up")
                        .statusCode())
                .isEqualTo(200);
    }
}
