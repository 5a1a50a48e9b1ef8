package dev.latchkey.decision.place;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A user agent as text: which marks it holds, and what they stand for. Every question is one pass over at most 512
 * characters; no regular expressions, so no text takes long.
 */
final class AgentText {
    private static final int LONGEST = 512;

    /** What a user agent holds and the family it stands for. */
    private record Mark(String text, String family) {}

    // Order matters: nearly every browser also names the ones it wants to be taken for.
    private static final List<Mark> BROWSERS = List.of(
            new Mark("electron/", "Desktop app"),
            new Mark("headlesschrome/", "Headless Chrome"),
            new Mark("fbav/", "Facebook"),
            new Mark("fb_iab/", "Facebook"),
            new Mark("instagram ", "Instagram"),
            new Mark("micromessenger/", "WeChat"),
            new Mark("gsa/", "Google app"),
            new Mark("edg/", "Edge"),
            new Mark("edga/", "Edge"),
            new Mark("edgios/", "Edge"),
            new Mark("edge/", "Edge"),
            new Mark("opr/", "Opera"),
            new Mark("opt/", "Opera"),
            new Mark("opios/", "Opera"),
            new Mark("opera", "Opera"),
            new Mark("samsungbrowser/", "Samsung Internet"),
            new Mark("vivaldi/", "Vivaldi"),
            new Mark("yabrowser/", "Yandex Browser"),
            new Mark("ucbrowser/", "UC Browser"),
            new Mark("whale/", "Whale"),
            new Mark("miuibrowser/", "Mi Browser"),
            new Mark("huaweibrowser/", "Huawei Browser"),
            new Mark("qqbrowser/", "QQ Browser"),
            new Mark("duckduckgo/", "DuckDuckGo"),
            new Mark("ddg/", "DuckDuckGo"),
            new Mark("brave/", "Brave"),
            new Mark("silk/", "Silk"),
            new Mark("seamonkey/", "SeaMonkey"),
            new Mark("palemoon/", "Pale Moon"),
            new Mark("fxios/", "Firefox"),
            new Mark("focus/", "Firefox"),
            new Mark("firefox/", "Firefox"),
            new Mark("; wv)", "Android WebView"),
            new Mark("crios/", "Chrome"),
            new Mark("chromium/", "Chromium"),
            new Mark("chrome/", "Chrome"),
            new Mark("trident/", "Internet Explorer"),
            new Mark("msie ", "Internet Explorer"),
            new Mark("okhttp/", "Android app"),
            new Mark("dalvik/", "Android app"),
            new Mark("cfnetwork/", "Apple app"),
            new Mark("dart/", "Flutter app"),
            new Mark("version/", "Safari"),
            new Mark("iphone", "Apple WebView"),
            new Mark("ipad", "Apple WebView"));

    private static final Set<String> APPS = Set.of("Desktop app", "Android app", "Apple app", "Flutter app");

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("xbox", "Xbox"),
            new Mark("playstation", "PlayStation"),
            new Mark("nintendo", "Nintendo"),
            new Mark("windows phone", "Windows Phone"),
            new Mark("windows", "Windows"),
            new Mark("kaios/", "KaiOS"),
            new Mark("tizen", "Tizen"),
            new Mark("web0s", "webOS"),
            new Mark("openharmony", "HarmonyOS"),
            new Mark("harmonyos", "HarmonyOS"),
            new Mark("android", "Android"),
            new Mark("okhttp/", "Android"),
            new Mark("iphone", "iOS"),
            new Mark("ipod", "iOS"),
            new Mark("ipad", "iPadOS"),
            new Mark("cros ", "ChromeOS"),
            new Mark("mac os x", "macOS"),
            new Mark("macos", "macOS"),
            new Mark("darwin/", "Apple"),
            new Mark("freebsd", "BSD"),
            new Mark("openbsd", "BSD"),
            new Mark("linux", "Linux"));

    private static final Set<String> APPLIANCES = Set.of("Xbox", "PlayStation", "Nintendo", "Tizen", "webOS");
    private static final Set<String> COMPUTERS = Set.of("Windows", "macOS", "ChromeOS", "Linux", "BSD");
    private static final Set<String> HANDHELDS = Set.of("iOS", "Windows Phone", "KaiOS");

    private final String text;

    AgentText(String userAgent) {
        this.text =
                userAgent.substring(0, Math.min(userAgent.length(), LONGEST)).toLowerCase(Locale.ROOT);
    }

    Family browser() {
        for (Mark mark : BROWSERS) {
            int at = text.indexOf(mark.text());
            if (at >= 0) {
                return Family.of(mark.family(), major(mark, at));
            }
        }
        return Family.OTHER;
    }

    private int major(Mark mark, int at) {
        return switch (mark.text()) {
            case "; wv)" -> numberAfter("chrome/");
            case "trident/" -> numberAfter("rv:");
            case "fb_iab/", "iphone", "ipad" -> -1;
            case "opera" -> numberAfter(text.contains("version/") ? "version/" : "opera/");
            default -> numberAt(text, at + mark.text().length());
        };
    }

    Family os() {
        for (Mark mark : SYSTEMS) {
            if (text.contains(mark.text())) {
                return Family.of(mark.family(), osMajor(mark.family()));
            }
        }
        return Family.OTHER;
    }

    private int osMajor(String family) {
        return switch (family) {
            case "Windows" -> windows();
            // "Android 10; K" and "10_15_7" are what browsers say whatever the system is.
            case "Android" -> text.contains("android 10; k)") ? -1 : numberAfter("android ");
            case "macOS" ->
                text.contains("mac os x 10_15_7") || text.contains("mac os x 10.15") ? -1 : numberAfter("mac os x ");
            case "iOS" -> numberAfter("iphone os ");
            case "iPadOS" -> numberAfter("cpu os ");
            case "Apple" -> numberAfter("darwin/");
            case "KaiOS" -> numberAfter("kaios/");
            case "Tizen" -> numberAfter("tizen ");
            case "HarmonyOS" -> numberAfter("harmony ");
            default -> -1;
        };
    }

    private int windows() {
        if (text.contains("windows nt 6.1")) {
            return 7;
        }
        return text.contains("windows nt 6.") ? 8 : numberAfter("windows nt ");
    }

    /** What it runs on, by its words and by {@code os}. */
    Agent.DeviceType type(Family browser, Family os) {
        if (APPS.contains(browser.name())) {
            return Agent.DeviceType.APP;
        }
        if (APPLIANCES.contains(os.name()) || text.contains("smart-tv") || text.contains(" tv")) {
            return Agent.DeviceType.OTHER;
        }
        if (HANDHELDS.contains(os.name())) {
            return Agent.DeviceType.MOBILE;
        }
        if (os.name().equals("iPadOS") || text.contains("tablet")) {
            return Agent.DeviceType.TABLET;
        }
        if (text.contains("mobile")) {
            return Agent.DeviceType.MOBILE;
        }
        if (os.name().equals("Android") || os.name().equals("HarmonyOS")) {
            return Agent.DeviceType.TABLET;
        }
        return COMPUTERS.contains(os.name()) ? Agent.DeviceType.DESKTOP : Agent.DeviceType.OTHER;
    }

    /** Major version of its Chromium engine; -1 when it claims none. Chrome of iOS has another engine. */
    int engine() {
        return numberAfter("chrome/");
    }

    private int numberAfter(String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? -1 : numberAt(text, at + mark.length());
    }

    /** The number that begins at {@code at}, of four digits at most; -1 when none does. */
    static int numberAt(String text, int at) {
        int number = -1;
        for (int i = at; i < Math.min(text.length(), at + 4) && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
            number = Math.max(number, 0) * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
