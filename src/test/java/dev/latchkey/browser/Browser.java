package dev.latchkey.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/**
 * One Chromium for a test class; for each test without cookies, storage and passkeys of the one before. After each test
 * the console must be clean: an error, a violated content security policy or an unhandled rejection fails the test,
 * except refusals that the test has named by {@link #expect}.
 */
final class Browser implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** A relying party that always asks for one more check, once {@link StepUpJourneyTest} has put its policy in force. */
    static final String CAREFUL = "careful.localhost";

    /** A relying party that asks sooner than others, once {@link StrangerPageTest} has put its policy in force. */
    static final String WARY = "wary.localhost";

    /** Where staff sign in. */
    static final String CONSOLE = "console.localhost";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Console console = new Console();
    private final List<Device> devices = new ArrayList<>();
    private Optional<ChromeDriver> running = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> chromium = Program.find("CHROMIUM", "chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = Program.find("CHROMEDRIVER", "chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            Skipped.loudly(
                    context.getDisplayName(),
                    "no " + (chromium.isEmpty() ? "chromium" : "chromedriver")
                            + " on the path; Debian has both as: apt-get install chromium chromium-driver");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en-GB");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        running = Optional.of(new ChromeDriver(service, options));
        cdp("WebAuthn.enable", Map.of());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        driver().get("about:blank");
        devices.forEach(Device::away);
        devices.clear();
        forgetEverything();
        size(1280, 800);
        light();
        console.begin(driver());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        console.isAsExpected(driver());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running.ifPresent(ChromeDriver::quit);
        running = Optional.empty();
    }

    ChromeDriver driver() {
        return running.orElseThrow();
    }

    Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver().executeCdpCommand(command, parameters);
    }

    /** Address of a page of the demo relying party. */
    static String at(String path) {
        return at("localhost", path);
    }

    /** Address of a page at another host of the same service, such as {@code preferred.localhost}. */
    static String at(String host, String path) {
        return "http://" + host + ":" + port("desk.port") + path;
    }

    static int port(String name) {
        return ConfigProvider.getConfig().getValue(name, Integer.class);
    }

    /** Puts a new virtual authenticator in the customer's hands. */
    Device device(Device.Kind kind) {
        Device device = Device.plugIn(this, kind);
        devices.add(device);
        return device;
    }

    /** Names a refusal that this test provokes. It must come, at least once. */
    void expect(int status, String path) {
        console.expect(status, path);
    }

    /** Another browser of the same customer: the passkeys stay, cookies and storage are gone. */
    void forgetEverything() {
        cdp("Network.clearBrowserCookies", Map.of());
        for (String host : List.of(
                "localhost", "preferred.localhost", "unique.localhost", "sandbox.localhost", CAREFUL, WARY, CONSOLE)) {
            cdp("Storage.clearDataForOrigin", Map.of("origin", at(host, ""), "storageTypes", "all"));
        }
    }

    /** From now on it says that it is Chrome on Windows, in its name and in its hints. */
    void onWindows() {
        cdp(
                "Network.setUserAgentOverride",
                Windows.chrome(driver().getCapabilities().getBrowserVersion()));
    }

    /** From now on every request seems to come from {@code address}, where the service believes its proxy. */
    void from(String address) {
        cdp("Network.enable", Map.of());
        cdp("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("X-Forwarded-For", address)));
    }

    void open(String address) {
        driver().get(address);
    }

    void size(int width, int height) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void light() {
        scheme("light");
    }

    void dark() {
        scheme("dark");
    }

    private void scheme(String value) {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", value))));
    }

    /** Waits until the page shows something that fits the selector. */
    WebElement see(String selector) {
        return with(selector, element -> {});
    }

    /** Whether something that fits the selector is to be seen now. */
    boolean shown(String selector) {
        return find(selector).isPresent();
    }

    /** Waits until one of the page's views is shown. */
    WebElement view(String name) {
        return see("[data-view=" + name + "]:not([hidden])");
    }

    /** Waits until the text of the element contains the words. */
    void reads(String selector, String words) {
        until(
                () -> find(selector)
                        .filter(element -> element.getText().contains(words))
                        .isPresent(),
                () -> "read “" + words + "” in " + selector + ": " + text());
    }

    /** Waits until nothing shown fits the selector. */
    void gone(String selector) {
        until(() -> !shown(selector), () -> "no longer see " + selector + ": " + text());
    }

    /** Waits until the page shows so many of them. */
    void count(int many, String selector) {
        until(
                () -> driver().findElements(By.cssSelector(selector)).size() == many,
                () -> "see " + many + " × " + selector + ": " + text());
    }

    void click(String selector) {
        with(selector, WebElement::click);
    }

    void type(String selector, String words) {
        with(selector, element -> element.sendKeys(Keys.chord(Keys.CONTROL, "a"), words));
    }

    /** Does it with the first thing shown that fits the selector; again if the page is drawn anew in between. */
    private WebElement with(String selector, Consumer<WebElement> move) {
        AtomicReference<WebElement> found = new AtomicReference<>();
        until(
                () -> {
                    Optional<WebElement> element = find(selector);
                    element.ifPresent(move);
                    element.ifPresent(found::set);
                    return element.isPresent();
                },
                () -> "see " + selector + " at " + driver().getCurrentUrl() + ": " + text());
        return found.get();
    }

    private Optional<WebElement> find(String selector) {
        return Optional.ofNullable((WebElement) driver().executeScript(
                        "return [...document.querySelectorAll(arguments[0])].find((one) => one.checkVisibility())",
                        selector));
    }

    String text() {
        return String.valueOf(driver().executeScript("return document.body?.innerText.replace(/\\s+/g, ' ')"));
    }

    /** Looks again and again until it is so, or fails after fifteen seconds. */
    void until(BooleanSupplier so, Supplier<String> what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (so.getAsBoolean()) {
                    return;
                }
            } catch (WebDriverException moving) {
                // The page is on its way to another one.
            }
            if (System.nanoTime() > end || broken()) {
                throw new AssertionError("waited in vain to " + what.get() + "; console: " + console.errors(driver()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether the page tells of a bug of ours: then nothing is worth waiting for. */
    private boolean broken() {
        return Boolean.TRUE.equals(
                driver().executeScript("return !!document.querySelector('[data-code=internal-error]')"));
    }
}
