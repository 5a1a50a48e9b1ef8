package dev.latchkey.decision.place;

import dev.latchkey.decision.place.Agent.DeviceType;
import dev.latchkey.decision.place.Agent.Headers;
import dev.latchkey.decision.place.Family.Told;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a user agent and the client hints beside it together, and notices where they tell different stories. */
final class AgentReader {
    /** Since this version Chromium browsers send the three low-entropy hints with every request over TLS. */
    private static final int HINTS_SINCE = 90;

    /** Those of which that is known; others built on Chromium go their own ways. */
    private static final Set<String> ALWAYS_HINT =
            Set.of("Chrome", "Edge", "Opera", "Samsung Internet", "Headless Chrome", "Brave");

    /** Browsers that say their name in both places. */
    private static final Set<String> NAMED_TWICE = Set.of("Edge", "Opera", "Samsung Internet");

    private static final Map<String, String> PLATFORMS = Map.of(
            "\"Windows\"", "Windows",
            "\"macOS\"", "macOS",
            "\"Android\"", "Android",
            "\"iOS\"", "iOS",
            "\"Linux\"", "Linux",
            "\"Chrome OS\"", "ChromeOS",
            "\"Chromium OS\"", "ChromeOS");

    private AgentReader() {}

    /**
     * Reads a client.
     *
     * @param own whether these are the headers of its own request: then a missing one was withheld
     */
    static Agent read(Headers headers, boolean own) {
        Optional<String> said = headers.userAgent().filter(text -> !text.isBlank());
        if (said.isEmpty()) {
            return own ? Agent.WITHHELD : Agent.UNKNOWN;
        }
        AgentText text = new AgentText(said.get());
        Family browser = text.browser();
        Family os = text.os();
        boolean hints = own && ALWAYS_HINT.contains(browser.name()) && text.engine() >= HINTS_SINCE;
        Optional<Brands> brands = headers.brands().flatMap(Brands::parse);
        Optional<String> platform = headers.platform().flatMap(name -> Optional.ofNullable(PLATFORMS.get(name)));
        Told typeTold = hints && headers.mobile().isEmpty() ? Told.WITHHELD : Told.SAID;
        return new Agent(
                browser(brands, browser, hints && headers.brands().isEmpty()),
                os(platform, os, hints && headers.platform().isEmpty()),
                type(headers.mobile(), text.type(browser, os)),
                typeTold,
                contradicts(headers, text, browser, os, brands, platform));
    }

    private static Family browser(Optional<Brands> brands, Family said, boolean withheld) {
        return brands.flatMap(Brands::browser)
                // An engine's name says less than the user agent of a browser that is built on it.
                .filter(hinted ->
                        !hinted.name().equals("Chromium") || said.name().equals("Chrome"))
                .orElse(withheld ? said.withheld() : said);
    }

    private static Family os(Optional<String> platform, Family said, boolean withheld) {
        return platform.filter(hinted -> !hinted.equals(said.name()))
                .map(hinted -> Family.of(hinted, -1))
                .orElse(withheld ? said.withheld() : said);
    }

    private static DeviceType type(Optional<String> mobile, DeviceType said) {
        boolean phone = mobile.filter("?1"::equals).isPresent();
        return phone && said != DeviceType.APP ? DeviceType.MOBILE : said;
    }

    private static boolean contradicts(
            Headers headers,
            AgentText text,
            Family browser,
            Family os,
            Optional<Brands> brands,
            Optional<String> platform) {
        boolean any = headers.brands().isPresent()
                || headers.platform().isPresent()
                || headers.mobile().isPresent();
        boolean malformed = headers.brands().isPresent() && brands.isEmpty()
                || headers.mobile()
                        .filter(value -> !value.equals("?0") && !value.equals("?1"))
                        .isPresent();
        return malformed
                || any && text.engine() < 0
                || brands.filter(hinted -> otherBrowser(hinted, browser, text.engine()))
                        .isPresent()
                || platform.filter(hinted -> otherSystem(hinted, os.name())).isPresent()
                || otherSize(headers.mobile(), text.type(browser, os), os.name());
    }

    private static boolean otherBrowser(Brands brands, Family said, int engine) {
        String hinted = brands.browser().map(Family::name).orElse("");
        // Without a screen not every build says so among its brands; one that does says so in its user agent too.
        boolean named =
                NAMED_TWICE.contains(said.name()) || NAMED_TWICE.contains(hinted) || hinted.equals("Headless Chrome");
        return brands.engine().filter(major -> major != engine).isPresent() || named && !hinted.equals(said.name());
    }

    /** Asked for the desktop's page, a telephone says that it is one in the user agent only. */
    private static boolean otherSystem(String hinted, String said) {
        boolean desktopPage = said.equals("Linux") && hinted.equals("Android");
        boolean console = said.equals("Xbox") && hinted.equals("Windows");
        return !hinted.equals(said) && !desktopPage && !console;
    }

    private static boolean otherSize(Optional<String> mobile, DeviceType said, String os) {
        boolean phone = mobile.filter("?1"::equals).isPresent();
        boolean noPhone = mobile.filter("?0"::equals).isPresent();
        return phone && said == DeviceType.DESKTOP || noPhone && os.equals("iOS");
    }
}
