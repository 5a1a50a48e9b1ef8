package dev.latchkey.decision;

import java.util.List;
import java.util.Locale;

/**
 * A device as its owner would name it: families only, nothing that could tell two of a kind apart.
 *
 * @param browser browser or application family, {@code unknown} when it does not say
 * @param os operating system family, {@code unknown} when it does not say
 */
public record Device(String browser, String os) {
    private static final String UNKNOWN = "unknown";

    /** What a user agent holds and the family it stands for. */
    private record Mark(String text, String family) {}

    // Order matters: nearly every browser also names the ones it wants to be taken for.
    private static final List<Mark> BROWSERS = List.of(
            new Mark("edg/", "Edge"),
            new Mark("edga/", "Edge"),
            new Mark("edgios/", "Edge"),
            new Mark("opr/", "Opera"),
            new Mark("samsungbrowser/", "Samsung Internet"),
            new Mark("vivaldi/", "Vivaldi"),
            new Mark("fxios/", "Firefox"),
            new Mark("firefox/", "Firefox"),
            new Mark("crios/", "Chrome"),
            new Mark("chrome/", "Chrome"),
            new Mark("version/", "Safari"),
            new Mark("okhttp/", "Android app"),
            new Mark("cfnetwork/", "Apple app"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("android", "Android"),
            new Mark("iphone", "iOS"),
            new Mark("ipad", "iPadOS"),
            new Mark("windows", "Windows"),
            new Mark("cros", "ChromeOS"),
            new Mark("chrome os", "ChromeOS"),
            new Mark("mac os x", "macOS"),
            new Mark("macos", "macOS"),
            new Mark("linux", "Linux"));

    /** Reads the families out of a user agent and, where it is given, the platform client hint. */
    public static Device read(String userAgent, String platform) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        String hint = platform.toLowerCase(Locale.ROOT);
        String hinted = first(SYSTEMS, hint);
        return new Device(first(BROWSERS, agent), hinted.equals(UNKNOWN) ? first(SYSTEMS, agent) : hinted);
    }

    private static String first(List<Mark> marks, String text) {
        for (Mark mark : marks) {
            if (text.contains(mark.text())) {
                return mark.family();
            }
        }
        return UNKNOWN;
    }
}
