package dev.latchkey.relyingparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a relying party: the strict defaults, and each setting that is wrong by itself. */
class SettingsTest {
    private static final String GOOD = """
            {"name": "Shop", "rp_id": "shop.example", "hosts": ["login.shop.example"],
             "origins": ["https://login.shop.example", "https://shop.example"]}""";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void whatIsAbsentTakesTheStrictDefault() throws JsonProcessingException {
        RelyingParty shop = read(GOOD);

        assertThat(shop.userVerification()).isEqualTo(UserVerification.REQUIRED);
        assertThat(shop.sessionMode()).isEqualTo(SessionMode.TOKEN);
        assertThat(shop.signingAlgorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(shop.issuer()).isEqualTo("https://login.shop.example");
        assertThat(shop.audience()).isEqualTo("shop.example");
        assertThat(shop.uniqueUsernames()).isFalse();
        assertThat(shop.use()).isEqualTo(RelyingParty.Use.CUSTOMERS);
        assertThat(shop.rememberSessions()).isTrue();
        assertThat(shop.corsOrigins()).isEmpty();
        assertThat(shop.returnAddresses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|\"\"",
                "name|\"two\\nlines\"",
                "rp_id|\"Shop.example\"",
                "rp_id|\"https://shop.example\"",
                "hosts|[]",
                "hosts|[\"LOGIN.shop.example\"]",
                "hosts|[\"login.shop.example/\"]",
                "origins|[]",
                "origins|[\"https://login.shop.example/\"]",
                "origins|[\"http://login.shop.example\"]",
                "origins|[\"https://elsewhere.example\"]",
                "origins|[\"https://notshop.example\"]",
                "related_origins|[\"shop.test\"]",
                "issuer|\"https://login.shop.example/\"",
                "user_verification|\"discouraged\"",
                "session_mode|\"both\"",
                "use|\"operators\"",
                "signing_algorithm|\"HS256\"",
                "cors_origins|[\"*\"]",
                "return_addresses|[\"javascript:alert(1)\"]",
                "return_addresses|[\"https://app.shop.example/back#here\"]",
                "return_addresses|[\"http://app.shop.example/back\"]",
                "return_addresses|[\"app:/back\"]",
                "android_apps|[\"com.shop\"]",
                "apple_apps|[\"com.shop\"]",
                "languages|[\"tlh\"]",
                "accent|\"red\"",
                "radius|25",
                "logo|\"https://cdn.example/logo.svg\"",
            })
    void aWrongSettingIsNamed(String name, String value) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) json.readTree(GOOD);
        document.set(name, json.readTree(value));

        assertThatThrownBy(() -> read(document.toString()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("relying party shop")
                .hasMessageContaining(name + ": ");
    }

    @Test
    void staffAreVerifiedAndNeverRemembered() throws JsonProcessingException {
        RelyingParty console = read(GOOD.replace("\"name\"", "\"use\": \"staff\", \"name\""));

        assertThat(console.use()).isEqualTo(RelyingParty.Use.STAFF);
        assertThat(console.userVerification()).isEqualTo(UserVerification.REQUIRED);
        assertThat(console.rememberSessions()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"user_verification, '\"preferred\"'", "remember_sessions, true"})
    void whatIsRightForCustomersMayBeWrongForStaff(String name, String value) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) json.readTree(GOOD);
        document.set(name, json.readTree(value));
        assertThat(read(document.toString()).use()).isEqualTo(RelyingParty.Use.CUSTOMERS);
        document.put("use", "staff");

        assertThatThrownBy(() -> read(document.toString()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(name + ": ");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("{}"))
                .hasMessageContaining("name: ")
                .hasMessageContaining("rp_id: ")
                .hasMessageContaining("hosts: ")
                .hasMessageContaining("origins: ");
    }

    @Test
    void anAppsSchemeOfItsOwnMayBeReturnedTo() throws JsonProcessingException {
        ObjectNode document = (ObjectNode) json.readTree(GOOD);
        document.putArray("return_addresses").add("com.shop.app:/signed-in");

        assertThat(read(document.toString()).returnAddresses()).containsExactly("com.shop.app:/signed-in");
    }

    @Test
    void aDeskMaySpeakPlainHttp() throws JsonProcessingException {
        Settings settings =
                json.readValue(GOOD.replace("https://login.shop.example", "http://login.shop.example"), Settings.class);

        assertThat(settings.toRelyingParty(new RelyingPartyId("shop"), false).origins())
                .contains("http://login.shop.example");
    }

    private RelyingParty read(String document) throws JsonProcessingException {
        return json.readValue(document, Settings.class).toRelyingParty(new RelyingPartyId("shop"), true);
    }
}
